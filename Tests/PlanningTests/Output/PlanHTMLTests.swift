import Manifests
import RedTrack
import TestSupport
import Testing

@testable import Planning

@Suite("A plan as a page") struct PlanHTMLTests {
    @Test(arguments: [PlanScene.empty, .removals, .funnel, .attack])
    func `reads as recorded`(_ scene: PlanScene) throws {
        try Golden.expect(PlanHTML(try scene.plan, detail: .full).text, is: "\(scene.rawValue).html")
    }

    @Test func `only the script and the style of the page may run`() throws {
        let text = PlanHTML(try PlanScene.funnel.plan).text
        #expect(
            WrittenPage.inside("script", of: text) == HTMLPage.script
                && text.contains("script-src '\(HTMLPage.scriptHash)'"))
        #expect(
            WrittenPage.inside("style", of: text) == HTMLPage.style
                && text.contains("style-src '\(HTMLPage.styleHash)'"))
        #expect(text.contains("default-src 'none'") && text.contains("base-uri 'none'"))
        #expect(!text.contains("http-equiv=\"refresh\"") && !text.contains(" src=") && !text.contains("url("))
    }

    @Test func `no title becomes markup`() throws {
        let text = PlanHTML(try PlanScene.attack.plan, detail: .full).text
        let body = try #require(text.split(separator: "<body>").last)
        #expect(!body.contains("<script>alert") && !body.contains("<img") && !body.contains("<!--"))
        #expect(body.split(separator: "<script>").count == 2)
        #expect(!body.contains("</style>") && !body.contains(" onclick='"))
        #expect(body.split(separator: "<details ").count == body.split(separator: "</details>").count)
        #expect(
            !text.unicodeScalars.contains {
                $0 != "\n" && $0 != "\u{200D}"
                    && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
            })
    }

    @Test func `every attribute value that comes from titles is quoted`() throws {
        // Unquoted values are written for numbers and words of ours alone.
        let text = PlanHTML(try PlanScene.attack.plan).text
        for part in text.split(separator: "<").dropFirst() {
            let tag = part.prefix { $0 != ">" }
            #expect(tag.utf8.count < 1_500, "\(tag.prefix(80))")
            #expect(tag.count { $0 == "\"" }.isMultiple(of: 2), "\(tag)")
        }
    }

    @Test(arguments: [20_000, 26_000, 40_000, 80_000])
    func `what does not fit is left out and counted`(_ limit: Int) throws {
        let plan = try PlanScene.many(100)
        let text = PlanHTML(plan, detail: .fields, limit: limit).text
        #expect(text.utf8.count <= max(limit, 22_000))
        #expect(text.contains("Not all is shown") == (text.utf8.count != PlanHTML(plan).text.utf8.count))
    }

    @Test func `a title of ten thousand characters stands whole where its field is shown`() throws {
        let text = PlanHTML(try PlanScene.attack([PlanScene.longTitle])).text
        #expect(text.contains(PlanScene.longTitle))
        #expect(text.utf8.count < 120_000)
    }

    @Test func `ten thousand changes are below 15 MB`() throws {
        let plan = try PlanScene.many(10_000)
        let text = PlanHTML(plan).text
        #expect(text.utf8.count < 15_000_000)
        #expect(text.split(separator: "<details ").count == 10_001)
        #expect(!text.contains("Not all is shown"))
    }

    @Test func `with no detail there are no changes to unfold`() throws {
        let text = PlanHTML(try PlanScene.funnel.plan, detail: .none).text
        #expect(text.contains("Needs your eyes") && !text.contains("<details "))
        #expect(!text.contains("href="))
    }
}
