import Manifests
import RedTrack
import TestSupport
import Testing

@testable import Planning

@Suite("A plan in Markdown") struct PlanMarkdownTests {
    @Test(arguments: [PlanScene.empty, .creations, .removals, .orphans, .funnel, .attack])
    func `reads as recorded`(_ scene: PlanScene) throws {
        try Golden.expect(PlanMarkdown(try scene.plan).text, is: "\(scene.rawValue).md")
    }

    @Test func `no title opens or closes a block, a table or a tag`() throws {
        let text = PlanMarkdown(try PlanScene.attack.plan).text
        let lines = try #require(WrittenPage.linesOutsideOfBlocks(text), "every block of code is closed")
        #expect(lines.count > 200)
        #expect(!lines.contains { $0.hasPrefix("# fence") || $0.hasPrefix("+ campaigns/Fake") })
        #expect(lines.count { $0.hasPrefix("<details>") } == lines.count { $0 == "</details>" })
        // Outside of code, nothing is markup, mentions anybody or leads anywhere.
        for line in lines where !line.contains("<code>") && !line.contains("`") {
            #expect(!line.contains("<script") && !line.contains("<img"), "\(line)")
            #expect(!line.contains("@team") && !line.contains("://"), "\(line)")
        }
        for line in lines where line.contains("<code>") {
            #expect(!line.contains("<script") && !line.contains("<img") && !line.contains("<!--"), "\(line)")
        }
    }

    @Test func `running text is never markup`() {
        #expect(
            MarkdownText.escaped("@a #1 www.b.c http://d 1. <b> *x* [l](m) :+1:") == """
                @<!-- -->a #<!-- -->1 www.<!-- -->b.<!-- -->c http:<!-- -->//d 1\\. &lt;b&gt; \\*x\\* \\[l\\](m) :+1:
                """)
        #expect(MarkdownText.escaped("- a") == "\\- a" && MarkdownText.escaped("a - b") == "a - b")
    }

    @Test(arguments: ["a", "`", "a`b``c", "", " a", "a`"])
    func `code is fenced by more than it has`(_ text: String) {
        let code = MarkdownText.code(text)
        let fence = code.prefix { $0 == "`" }
        #expect(code.hasSuffix(fence) && !text.contains(fence))
        #expect(code.dropFirst(fence.count).dropLast(fence.count).contains(text))
    }

    @Test(arguments: [400, 1_500, 4_000, 9_000, 30_000])
    func `what does not fit is left out and counted`(_ limit: Int) throws {
        let plan = try PlanScene.funnel.plan
        let text = PlanMarkdown(plan, detail: .fields, limit: limit).text
        let whole = PlanMarkdown(plan).text
        #expect(text.utf16.count <= max(limit, 1_200), "the counts and the note are always there")
        #expect((text == whole) == (whole.utf16.count + MarkdownOmission.longest <= limit))
        #expect(text.contains("Not all is shown") == (text != whole))
    }

    @Test func `diagrams go first, then fields, then changes`() throws {
        let plan = try PlanScene.funnel.plan
        var last = (diagrams: 0, fields: 0, changes: 0)
        for limit in stride(from: 1_000, through: 9_000, by: 100) {
            let text = PlanMarkdown(plan, detail: .fields, limit: limit).text
            let diagrams = text.components(of: "```mermaid")
            let fields = text.components(of: "```diff")
            let changes = fields + text.components(of: "\n- `")
            #expect(diagrams >= last.diagrams && fields >= last.fields && changes >= last.changes)
            last = (diagrams, fields, changes)
        }
        #expect(last.diagrams == 2 && last.fields == plan.changes.count)
    }

    @Test func `a title of ten thousand characters is cut, and its whole is never lost without a word`()
        throws
    {
        let text = PlanMarkdown(try PlanScene.attack([PlanScene.longTitle])).text
        #expect(text.utf16.count < 20_000)
        #expect(text.contains("long values' middles"))
    }

    @Test(arguments: [150, 250, 400, 700])
    func `changes that just fit are not longer than a comment`(_ count: Int) throws {
        // Short ones: what stands around each of them counts for most.
        let text = PlanMarkdown(try PlanScene.many(count)).text
        #expect(text.utf16.count <= PlanMarkdown.limit)
        #expect(text.contains("Not all is shown") == (text.components(of: "</details>") < count))
    }

    @Test func `ten thousand changes fit into a comment`() throws {
        let plan = try PlanScene.many(10_000)
        let text = PlanMarkdown(plan).text
        #expect(text.utf16.count <= PlanMarkdown.limit)
        #expect(text.utf16.count > PlanMarkdown.limit - 2_000, "the room is used")
        #expect(text.contains("10000 to update") && text.contains("Not all is shown"))
    }
}

extension String {
    /// How often another text stands in this one.
    fileprivate func components(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
