import TestSupport
import Testing

@testable import Migration
@testable import Planning

@Suite("The report of a migration in Markdown") struct MigrationMarkdownTests {
    @Test(arguments: ReportScene.allCases) func `reads as recorded`(_ scene: ReportScene) throws {
        try ReportGolden.expect(MigrationMarkdown(try scene.report).text, is: "\(scene.rawValue).md")
    }

    @Test func `no name opens or closes a block, a list or a tag`() throws {
        let text = MigrationMarkdown(try ReportScene.attack.report).text
        let lines = try #require(WrittenPage.linesOutsideOfBlocks(text), "every block of code is closed")
        #expect(lines.count > 100)
        #expect(!lines.contains { $0.hasPrefix("# fence") || $0.hasPrefix("+ moved") })
        #expect(lines.count { $0.hasPrefix("<details>") } == lines.count { $0 == "</details>" })
        for line in lines where !line.contains("`") && !line.contains("<code>") {
            #expect(!line.contains("<script") && !line.contains("<img"), "\(line)")
            #expect(!line.contains("@team") && !line.contains("://"), "\(line)")
        }
        for line in lines where line.contains("<code>") {
            #expect(!line.contains("<script") && !line.contains("<img") && !line.contains("<!--"), "\(line)")
        }
    }

    @Test(arguments: [3_000, 6_000, 12_000, 30_000])
    func `what does not fit is left out and counted`(_ limit: Int) throws {
        let report = try ReportScene.many(40)
        let text = MigrationMarkdown(report, limit: limit).text
        #expect(text.utf16.count <= limit)
        #expect(text.contains("Not all is shown"))
        #expect(!MigrationMarkdown(try ReportScene.shop.report).text.contains("Not all is shown"))
    }

    @Test(arguments: [0, 1, 100, 5_000]) func `it is never longer than a comment`(_ count: Int) throws {
        let text = MigrationMarkdown(try ReportScene.many(count)).text
        #expect(text.utf16.count <= MigrationMarkdown.limit)
        if count == 5_000 { #expect(text.utf16.count > MigrationMarkdown.limit - 3_000, "the room is used") }
        let hostile = try ReportScene.attack(
            Array(repeating: ReportScene.hostileNames + [ReportScene.longName], count: 8).flatMap(\.self))
        #expect(MigrationMarkdown(hostile).text.utf16.count <= MigrationMarkdown.limit)
    }
}
