import TestSupport
import Testing

@testable import Migration
@testable import Planning

@Suite("The report of a migration as a page") struct MigrationHTMLTests {
    @Test(arguments: ReportScene.allCases) func `reads as recorded`(_ scene: ReportScene) throws {
        try ReportGolden.expect(MigrationHTML(try scene.report).text, is: "\(scene.rawValue).html")
    }

    @Test func `only the script and the style of the page may run`() throws {
        let text = MigrationHTML(try ReportScene.shop.report).text
        #expect(WrittenPage.inside("script", of: text) == MigrationHTML.script)
        #expect(WrittenPage.inside("style", of: text) == MigrationHTML.style)
        #expect(text.contains("default-src 'none'") && text.contains("base-uri 'none'"))
        #expect(!text.contains(" src=") && !text.contains("url(") && !text.contains("http-equiv=\"refresh\""))
    }

    @Test func `no name becomes markup`() throws {
        let text = MigrationHTML(try ReportScene.attack.report).text
        let body = try #require(text.split(separator: "<body>").last)
        #expect(!body.contains("<script>alert") && !body.contains("<img") && !body.contains("<!--"))
        #expect(body.split(separator: "<script>").count == 2)
        #expect(!body.contains("</style>") && !body.contains(" onclick='"))
        #expect(body.split(separator: "<details ").count == body.split(separator: "</details>").count)
        #expect(body.split(separator: "<svg ").count == body.split(separator: "</svg>").count)
        #expect(
            !text.unicodeScalars.contains {
                $0 != "\n" && $0 != "\u{200D}"
                    && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
            })
        for part in text.split(separator: "<").dropFirst() {
            let tag = part.prefix { $0 != ">" }
            #expect(tag.utf8.count < 1_500, "\(tag.prefix(80))")
            #expect(tag.count { $0 == "\"" }.isMultiple(of: 2), "\(tag)")
        }
    }

    @Test func `the first screen counts what it must decide`() throws {
        let text = MigrationHTML(try ReportScene.shop.report).text
        #expect(text.contains("<h1>3 campaigns moved and proven, 3 refused</h1>"))
        #expect(text.contains("<li class=up><b>4</b> decisions needed"))
        let first = try #require(text.split(separator: "<section").dropFirst().first)
        #expect(first.hasPrefix(" class=refused><h2>Needs a decision</h2>"))
    }

    @Test(arguments: [26_000, 40_000, 80_000, 200_000])
    func `what does not fit is left out and counted`(_ limit: Int) throws {
        let report = try ReportScene.many(60)
        let text = MigrationHTML(report, limit: limit).text
        let whole = MigrationHTML(report).text
        #expect(text.utf8.count <= max(limit, 30_000))
        #expect(text.contains("Not all is shown") == (text.utf8.count != whole.utf8.count))
        #expect(!whole.contains("Not all is shown"))
    }

    @Test func `five thousand campaigns are below 15 MB`() throws {
        let text = MigrationHTML(try ReportScene.many(5_000)).text
        #expect(text.utf8.count < 15_000_000)
        #expect(text.split(separator: "<details class=\"c ").count == 5_001)
        #expect(text.contains("trees of campaigns"))
    }

    @Test func `a name of ten thousand characters makes no long page`() throws {
        #expect(
            MigrationHTML(try ReportScene.attack([ReportScene.longName, "b", "c"])).text.utf8.count < 90_000)
    }
}
