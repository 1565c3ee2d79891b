import Diagnostics
import Feeds
import TestSupport
import Testing

@testable import Mapping

@Suite("Texts of drafts")
struct DraftTextTests {
    @Test(
        "the path that is found for a network's feed is the one that a person names",
        arguments: try DraftShapes.all())
    func path(shape: DraftShape) throws {
        let found = RecordPathFinder.candidates(
            in: ChunkSource(Array(shape.text.utf8), size: 1_000), syntax: shape.format.syntax)
        switch shape.format {
        case .csv: #expect(found.isEmpty)
        case .json(let options):
            #expect(found.first?.path == options.records.first?.description ?? "[*]", "\(found)")
        case .xml(let options): #expect(found.first?.path == options.records?.text, "\(found)")
        }
    }

    // MARK: Whatever the feed holds

    private static let pieces = [
        "id", "name", "url", "payout", "status", "country", " ", ":", "#", "-", "'", "\"", "\\", "\n", "\r",
        "\t", "{", "}",
        "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "é", "名", "😀", "\u{85}", "\u{2028}",
        "\u{FEFF}",
        "\u{0}", "\u{7F}", "\u{E000}", "\u{FFFE}", "e\u{301}", "null", "yes", "1", "0x1", "~", "<<", "...",
        "---", "$",
        "https://x.example/?a=1", "{clickid}", "US", "$2.50", "active", "param('x')", "</b>", "&amp;", ".",
    ]

    private static func text(_ generator: inout SeededGenerator, _ most: Int) -> String {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }
        .joined()
    }

    private static func value(_ generator: inout SeededGenerator, depth: Int) -> Value {
        switch Int.random(in: 0..<(depth > 2 ? 6 : 9), using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .number("\(Int.random(in: -5...500, using: &generator))")
        case 3...5: .string(text(&generator, 4))
        case 6:
            .array(
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(&generator, depth: depth + 1)
                })
        default: .map(members(&generator, depth: depth + 1))
        }
    }

    private static func members(_ generator: inout SeededGenerator, depth: Int) -> [Member] {
        let known = [
            "id", "name", "url", "payout", "status", "countries", "currency", "approval_status", "cap",
        ]
        var members: [Member] = []
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let name =
                Bool.random(using: &generator)
                ? known.randomElement(using: &generator) ?? "" : text(&generator, 3)
            // Names are compared by their bytes; Swift's equality takes two spellings for one.
            if !members.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
                members.append(Member(name, value(&generator, depth: depth)))
            }
        }
        return members
    }

    @Test(
        "any JSON feed gives a draft that loads, rejects nothing and passes its own test", arguments: 0..<150)
    func anyJSON(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let records = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
            Value.map(Self.members(&generator, depth: 0))
        }
        let bytes = Value.array(records).jsonBytes()
        try check(bytes, .json(JSONRecordOptions()), name: Self.text(&generator, 3), seed)
    }

    @Test("any table gives a draft that loads, rejects nothing and passes its own test", arguments: 0..<150)
    func anyTable(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let width = Int.random(in: 1...6, using: &generator)
        let hasHeader = Bool.random(using: &generator)
        var rows: [String] = []
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            let fields = (0..<width).map { _ in
                "\"" + Self.text(&generator, 4).replacing("\"", with: "\"\"").replacing("\u{0}", with: "")
                    + "\""
            }
            rows.append(fields.joined(separator: ";"))
        }
        let options = CSVOptions(
            delimiter: .semicolon, hasHeader: hasHeader, columnNames: .numbered, skippedLines: 0)
        try check(Array((rows.joined(separator: "\n") + "\n").utf8), .csv(options), name: "t", seed)
    }

    private func check(_ bytes: [UInt8], _ format: FeedFormat, name: String, _ seed: UInt64) throws {
        // No template is called nothing, and YAML takes byte order marks away.
        let name = String(String.UnicodeScalarView(name.unicodeScalars.filter { $0 != "\u{FEFF}" }))
        let drafted = try Drafted(bytes, format, name: name.isEmpty ? "x" : name)
        let text = drafted.draft.text
        let template: Template
        do {
            template = try drafted.template()
        } catch let error as DiagnosticsError {
            Issue.record("seed \(seed): \(error.diagnostics)\n\(text)")
            return
        }
        #expect(template.name == (name.isEmpty ? "x" : name), "seed \(seed)")
        #expect(TemplateTests.run(template).map { "\($0)" } == [], "seed \(seed)\n\(text)")
        let run = try Drafted.run(template, bytes)
        #expect(run.problems.isEmpty, "seed \(seed): \(run.problems)\n\(text)")
    }

    // MARK: Details

    @Test(
        "texts come back from YAML as they were",
        arguments: [
            "a", "yes", "No", "1", "1.5", "", " a", "a ", "a: b", "a #b", "'a'", "\"a\"", "\\", "a\nb\n",
            "\u{85}", "\u{2028}",
            "\u{0}", "\u{1F600}", "é", "- a", "? a", "* a", "&a", "!a", "%a", "@a", "`a`", "{a}",
            "[a]", "a,b",
            "null", "~", "<<", "=", "0x10", "2018-01-01", "12:30", "---", "...", "#", "a:", ":a", "a\tb",
            "\u{E100}*", "a\u{FEFF}",
        ])
    func scalars(text: String) throws {
        let written =
            "template: t\nformat: json\nmake:\n  - {kind: offer, key: id, fields: {title: id, network: id, url: id}}\n"
            + "tests:\n  - name: n\n    input: \(YAMLText.scalar(text))\n  # \(YAMLText.shown(text, 100))\n"
        let template = try Drafted.template(written)
        #expect(template.examples.first.map { Array($0.input.utf8) } == Array(text.utf8))
    }

    @Test("a table whose first row is a record is noticed")
    func headerless() {
        #expect(TemplateDraft.looksHeaderless(["5512", "Nail", "https://x.example/a", "4.99"]))
        #expect(TemplateDraft.looksHeaderless(["1", "2", "x"]))
        #expect(!TemplateDraft.looksHeaderless(["id", "name", "url"]))
        #expect(!TemplateDraft.looksHeaderless(["id", "2018", "url"]))
        #expect(!TemplateDraft.looksHeaderless([]))
    }

    @Test("a feed without a record gives a draft that says so and loads")
    func empty() throws {
        let drafted = try Drafted("[]", .json(JSONRecordOptions()))
        #expect(drafted.draft.text.contains("the feed has no record"))
        #expect(try drafted.template().examples.isEmpty)
    }
}
