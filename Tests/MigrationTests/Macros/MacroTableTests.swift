import Diagnostics
import Feeds
import Testing

@testable import Migration

/// What a template says of a tracker's macros.
@Suite struct MacroTableTests {
    /// A table from the text of its node.
    static func table(_ text: String) throws -> MacroTable {
        try MacroTable(JSONDocument.parse(Array(text.utf8)), file: "t.yaml")
    }

    @Test func `an empty table knows no macro`() throws {
        let table = try Self.table("{}")
        #expect(table.syntax == .braces)
        #expect(table.entry("clickid") == nil)
    }

    @Test func `names are found whole, then by their start, then without a modifier`() throws {
        let table = try Self.table(
            """
            {"syntax": "double-brackets", "translate": {"subid": "clickid", "_t": "sub1", "t": "sub2"},
             "slots": ["keyword", "var:*"], "constants": {"campaign.name": "campaign.title"},
             "unknown": ["cost", "date:*", "date:x*"],
             "modifiers": {"suffix": [":hash", ":raw"], "prefix": ["_"], "drop": [":raw", "_"]}}
            """)
        #expect(table.syntax == .doubleBrackets)
        #expect(table.entry("subid") == MacroEntry(meaning: .macro("clickid")))
        #expect(table.entry("_t") == MacroEntry(meaning: .macro("sub1")))
        #expect(table.entry("_subid") == MacroEntry(meaning: .macro("clickid"), dropped: "_"))
        #expect(table.entry("subid:hash") == MacroEntry(meaning: .macro("clickid"), needed: ":hash"))
        #expect(table.entry("keyword:raw") == MacroEntry(meaning: .slot("keyword"), dropped: ":raw"))
        #expect(table.entry("var:zone") == MacroEntry(meaning: .slot("zone")))
        #expect(table.entry("campaign.name") == MacroEntry(meaning: .constant("campaign.title")))
        #expect(table.entry("date:Y-m-d") == MacroEntry(meaning: .nothing))
        for name in ["", "_", ":hash", "SUBID", "subid:md5", "var"] {
            #expect(table.entry(name) == nil, "\(name)")
        }
    }

    @Test func `all that is wrong is said at once, with its place`() throws {
        let text = """
            {"syntax": "quotes", "translat": {}, "translate": {"a": "clickID", "b": 7, "c": "sub11"},
             "slots": "keyword", "constants": {"d": "moon"}, "unknown": ["a", "a", 3, "", "*"],
             "modifiers": {"suffix": [":raw"], "drop": ["_"], "infix": []}}
            """
        let error = #expect(throws: DiagnosticsError.self) { try Self.table(text) }
        #expect(
            error?.diagnostics.map { "\($0.place?.position?.line ?? 0) \($0.id): \($0.message)" } == [
                "1 template.value: the syntax of macros is braces or double-brackets",
                "1 template.unknown-word: macros has no \"translat\"",
                "1 template.value: there is no RedTrack macro \"clickID\"",
                "1 template.type: what b becomes must be a text, found a number",
                "1 template.value: there is no RedTrack macro \"sub11\"",
                "2 template.type: slots must be a list, found a string",
                "2 template.value: there is no constant \"moon\"",
                "2 template.duplicate: the macro \"a\" is given twice",
                "2 template.type: the name of a macro must be a text, found a number",
                "2 template.type: the name of a macro must be a text, found a string",
                "2 template.type: the name of a macro must be a text, found a string",
                "3 template.value: \"_\" is no modifier",
                "3 template.unknown-word: modifiers has no \"infix\"",
            ])
        #expect(error?.diagnostics[2].help == "did you mean \"clickid\"?")
    }

    @Test(arguments: ["[]", "null", "\"macros\"", "7"])
    func `what is no map is no table`(text: String) {
        let error = #expect(throws: DiagnosticsError.self) { try Self.table(text) }
        #expect(error?.diagnostics.map(\.id) == ["template.type"])
    }
}
