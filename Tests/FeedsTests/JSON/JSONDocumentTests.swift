import Diagnostics
import Feeds
import Testing

@Suite struct JSONDocumentTests {
    @Test(
        "A valid document gives its value",
        arguments: [
            ("null", .null), (" true ", .bool(true)), ("false", .bool(false)),
            ("-0", .number("-0")), ("12345678901234567890.10E+05", .number("12345678901234567890.10E+05")),
            ("\"\"", .string("")), (#""a\"\\\/\b\f\n\r\tz""#, .string("a\"\\/\u{8}\u{C}\n\r\tz")),
            (#""\u00e9\uD83D\uDE00é😀""#, .string("é😀é😀")), (#""\u0000""#, .string("\0")),
            ("[]", .list([])), ("{}", .map([])), ("\u{FEFF}[1]", .array([.number("1")])),
            (
                "[[],{},[1,[2]]]",
                .array([.list([]), .map([]), .array([.number("1"), .array([.number("2")])])])
            ),
            (
                #"{"a":{"b":[]},"":null}"#,
                .object([("a", .object([("b", .list([]))])), ("", .null)])
            ),
        ] as [(String, Value)])
    func accepts(text: String, value: Value) throws {
        #expect(try JSONDocument.parse(Array(text.utf8)).value == value)
    }

    @Test(
        "A fault is named with its place",
        arguments: [
            ("1️⃣", .truncated), ("{\"é\": [1, 2,\n  1️⃣}", .syntax), ("[1,1️⃣]", .syntax), ("[1 1️⃣2]", .syntax),
            ("{\"a\" 1️⃣1}", .syntax), ("{1️⃣1:2}", .syntax), ("{\"a\":1,1️⃣}", .syntax), ("[1️⃣01]", .syntax),
            ("[-1️⃣]", .syntax), ("[1.1️⃣]", .syntax), ("[1e+1️⃣]", .syntax), ("[1️⃣+1]", .syntax),
            ("[1️⃣NaN]", .syntax), ("[1️⃣nul]", .syntax), ("[1️⃣'a']", .syntax), ("1 1️⃣2", .syntax),
            ("[\"é😀1️⃣\t\"]", .syntax), ("[\"é1️⃣\\x\"]", .syntax), ("[\"\\u121️⃣😀\"]", .syntax),
            ("[\"é1️⃣\\uD800\"]", .encoding), ("[\"1️⃣\\uDC00\"]", .encoding),
            ("[\"1️⃣\\uD800\\u0041\"]", .encoding),
            ("[1️⃣\"abc", .truncated), ("[1️⃣\"abc\\", .truncated), ("[tr1️⃣", .truncated), ("[-1️⃣", .truncated),
            ("{\"a\":1,\n \"é\":2, \"b\":3, 1️⃣\"é\":4}", .duplicate), ("[1️⃣/**/1]", .syntax),
            ("[1]1️⃣]", .syntax),
        ] as [(String, FeedError.Code)])
    func refuses(source: String, code: FeedError.Code) {
        let marked = Marked(source)
        let error = #expect(throws: FeedError.self) { try JSONDocument.parse(marked.bytes) }
        #expect(error?.code == code)
        #expect(error?.position == marked.positions.first)
    }

    @Test(
        "Bytes that are no UTF-8 are refused where they stand",
        arguments: [
            [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80],
            [0xF0, 0x9F, 0x98, 0x22],
        ] as [[UInt8]])
    func refusesWrongEncoding(bad: [UInt8]) {
        let before = Array("[\n\"é".utf8)
        let error = #expect(throws: FeedError.self) {
            try JSONDocument.parse(before + bad + Array("\"]".utf8))
        }
        #expect(error?.code == .encoding)
        #expect(error?.position == SourcePosition(line: 2, column: 3, offset: 5))
    }

    @Test func `A fault before wrong bytes is reported first`() {
        let error = #expect(throws: FeedError.self) { try JSONDocument.parse(Array("[,".utf8) + [0xFF]) }
        #expect(error?.code == .syntax)
    }

    @Test func `Every value and every name has its place`() throws {
        let marked = Marked("1️⃣{2️⃣\"é😀\": 3️⃣[4️⃣1, 5️⃣\"x\"],\n\t6️⃣\"b\":7️⃣null}")
        let root = try JSONDocument.parse(marked.bytes)
        let members = try #require(root.value.members)
        let list = try #require(members[0].node.value.list)
        let places = [
            root.position, members[0].namePosition, members[0].node.position, list[0].position,
            list[1].position,
            members[1].namePosition, members[1].node.position,
        ]
        #expect(places == marked.positions)
    }

    @Test func `Names that differ in bytes are different names, even if they look alike`() throws {
        let node = try JSONDocument.parse(Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8))
        #expect(node.value.members?.count == 2)
    }

    @Test(arguments: [1, 2, 16, 17, 18, 200]) func `A name that stands twice is found in maps of any size`(
        count: Int
    ) {
        let members = (0..<count).map { "\"n\($0)\":0" } + ["\"n0\":1"]
        let text = "{" + members.joined(separator: ",") + "}"
        let error = #expect(throws: FeedError.self) { try JSONDocument.parse(Array(text.utf8)) }
        #expect(error?.code == .duplicate)
        #expect(error?.help == "first at line 1, column 2")
    }

    @Test func `Names that stand twice are kept on request`() throws {
        let node = try JSONDocument.parse(Array(#"{"a":1,"a":2}"#.utf8), duplicates: .kept)
        #expect(node.value.members?.map(\.node.value) == [.number("1"), .number("2")])
    }
}
