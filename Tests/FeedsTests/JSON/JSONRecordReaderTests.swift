import Diagnostics
import Feeds
import Testing

@Suite struct JSONRecordReaderTests {
    @Test(
        "Without a path the records are where one expects them",
        arguments: [
            ("[1, {\"a\":2}, [3]]", ["1", "{\"a\":2}", "[3]"]), ("[]", []), ("{\"a\":1}", ["{\"a\":1}"]),
            ("\"x\"", ["\"x\""]), ("{\"a\":1}\n{\"a\":2}\n", ["{\"a\":1}", "{\"a\":2}"]),
            ("1\n\n \r\n2", ["1", "2"]), ("1\r2\r", ["1", "2"]),
            ("{\n\"a\":1}\n\n{\"a\":\n2}", ["{\"a\":1}", "{\"a\":2}"]), ("[1]\n[2,3]", ["1", "2", "3"]),
            ("\u{1E}1\n\u{1E}{}\n", ["1", "{}"]), ("\u{FEFF}[1]", ["1"]), (" \n\t[1 , 2 ]\n ", ["1", "2"]),
            ("", ["end:truncated"]), (" \n", ["end:truncated"]), ("1 2", ["1", "end:syntax"]),
            ("{} {}", ["{}", "end:syntax"]), ("[1]x", ["1", "end:syntax"]), ("[1]\n]", ["1", "lost:syntax"]),
            ("[1,2", ["1", "end:truncated"]), ("[1,{}", ["1", "{}", "end:truncated"]),
            ("[1,]", ["1", "end:syntax"]), ("[1 2]", ["1", "end:syntax"]),
            ("{\n}\n{}{}", ["{}", "{}", "end:syntax"]), ("{}\n{\n\"a\":1}\n[\n2]", ["{}", "{\"a\":1}", "2"]),
            ("{}\n{\n{}", ["{}", "lost:truncated", "{}"]),
            ("{}\n{\n\"a\":1}\nx\n2", ["{}", "{\"a\":1}", "lost:syntax", "2"]),
        ] as [(String, [String])])
    func detects(text: String, expected: [String]) {
        #expect(records(text) == expected)
    }

    @Test(
        "A line is a value; a bad line costs itself",
        arguments: [
            ("{\"a\":1}\n{\"a\":2}", ["{\"a\":1}", "{\"a\":2}"]), ("", []), ("\n \r\n\t\n", []),
            ("[1,2]\n[]\n", ["[1,2]", "[]"]),
            ("1\nx\n2\n", ["1", "lost:syntax", "2"]),
            ("{\"a\":1\n{\"a\":2}\n", ["lost:truncated", "{\"a\":2}"]),
            ("{\"a\":\"x\n3\n", ["lost:syntax", "3"]), ("1 2\n3\n", ["lost:syntax", "3"]),
            ("1 \t\r\n2  \n", ["1", "2"]), ("{\"a\":1,\"a\":2}\n3", ["lost:duplicate", "3"]),
            ("{\"a\":1", ["lost:truncated"]), ("\"\\uD800\"\n1", ["lost:encoding", "1"]),
            ("[1,2,3", ["lost:truncated"]),
            ("tru\nfalse", ["lost:syntax", "false"]), ("-\n1", ["lost:syntax", "1"]),
            ("{}}\n1", ["lost:syntax", "1"]),
        ] as [(String, [String])])
    func readsLines(text: String, expected: [String]) {
        #expect(records(text, JSONRecordOptions(framing: .lines)) == expected)
    }

    @Test(
        "A text of a sequence starts with a record separator; a bad or cut off one costs itself",
        arguments: [
            ("\u{1E}1\n\u{1E}{\"a\":\n2}\n", ["1", "{\"a\":2}"]), ("", []),
            ("\u{1E}\u{1E}\u{1E}1\n\u{1E}", ["1"]),
            ("\u{1E}{\"a\":\u{1E}2\n", ["lost:truncated", "2"]),
            ("\u{1E}12\u{1E}3\n", ["lost:truncated", "3"]),
            (
                "\u{1E}\"ab\u{1E}\"c\"\u{1E}tru\n\u{1E}null ",
                ["lost:truncated", "\"c\"", "lost:syntax", "null"]
            ),
            ("1\n\u{1E}2\n", ["lost:syntax", "2"]), ("\u{1E}1\n2\n\u{1E}3\n", ["lost:syntax", "3"]),
            ("\u{1E}[1]\u{1E}{}", ["[1]", "{}"]), ("\u{1E}7", ["lost:truncated"]),
            ("\u{1E}{} x\u{1E}1\n", ["lost:syntax", "1"]),
        ] as [(String, [String])])
    func readsSequences(text: String, expected: [String]) {
        #expect(records(text, JSONRecordOptions(framing: .sequence)) == expected)
    }

    @Test(
        "One document is one value",
        arguments: [
            ("[1]\n[2]", ["1", "end:syntax"]), ("{}\n", ["{}"]), ("\u{1E}1\n", ["end:syntax"]),
            ("[1]\n\n", ["1"]),
        ] as [(String, [String])])
    func readsDocuments(text: String, expected: [String]) {
        #expect(records(text, JSONRecordOptions(framing: .document)) == expected)
    }

    @Test func `A path applies within each line`() throws {
        let text = """
            {"offers": [1, 2]}
            {"offers": []}
            {"other": "x"}
            {"offers": [3, 4}
            {"offers": 5} x
            7
            {"offers": [6]}
            """
        var options = JSONRecordOptions(records: [try JSONRecordPath("offers")], framing: .lines)
        let expected = ["1", "2", "3", "4", "lost:syntax", "5", "lost:syntax", "6"]
        #expect(records(text, options) == expected)
        options.framing = .detected
        #expect(records(text, options) == expected)
        #expect(records("", options) == ["end:truncated"])
        #expect(records("{\"a\":1}\n{\"a\":2}", options) == ["end:absent"])
    }

    @Test(
        "When the first line is bad, the next tells whether it was a line",
        arguments: [
            ("{\"a\":01}\n{\"a\":2}\n", ["lost:syntax", "{\"a\":2}"]),
            ("{\"a\" 1}\r\n\r\n{\"a\":2}\n{\"a\" 3}\n", ["lost:syntax", "{\"a\":2}", "lost:syntax"]),
            ("{\"a\" 1}", ["end:syntax"]), ("{\"a\":[x,\n{}]}", ["lost:syntax"]),
            ("[{\"a\" 1}\n,{\"a\":2}]", ["end:syntax"]),
            ("[[1 2]\n,[3]]", ["end:syntax"]),
        ] as [(String, [String])])
    func detectsBadFirstLine(text: String, expected: [String]) {
        #expect(records(text) == expected)
    }

    @Test(
        "What is wrong inside a token costs one record",
        arguments: [
            (#"[1,"a\x",2]"#, ["1", "lost:syntax", "2"]), (#"[{"a":"\uD800"},2]"#, ["lost:encoding", "2"]),
            ("[\"a\tb\",2]", ["lost:syntax", "2"]), ("[{\"a\":\"x\ny\",\"b\":{}},2]", ["lost:syntax", "2"]),
            (#"[{"a":1,"b":{"c":1,"c":2}},2]"#, ["lost:duplicate", "2"]),
            ("[{\"a\":01},2]", ["lost:syntax", "2"]),
            (
                "[NaN,{\"a\":-Infinity},undefined,+1,.5,1.,2]",
                [
                    "lost:syntax", "lost:syntax", "lost:syntax", "lost:syntax", "lost:syntax", "lost:syntax",
                    "2",
                ]
            ),
            ("[nul]", ["lost:syntax"]), ("[True,1]", ["lost:syntax", "1"]),
            // What breaks the structure ends the reading, behind the fault that came first.
            ("[\"a\tb\",,2]", ["lost:syntax", "end:syntax"]),
            ("[{\"a\":\"\\x},{\"a\":1}]", ["lost:syntax", "end:syntax"]),
            ("[{\"a\":'x'},2]", ["end:syntax"]), ("[{\"a\":1 \"b\":2},3]", ["end:syntax"]),
            ("[{a:1},2]", ["end:syntax"]),
            ("{\"a\":01}", ["lost:syntax"]), ("[\"\\x", ["lost:syntax", "end:truncated"]),
        ] as [(String, [String])])
    func recovers(text: String, expected: [String]) {
        #expect(records(text, JSONRecordOptions(framing: .document)) == expected)
    }

    @Test func `Bytes that are no UTF-8 cost one record, and are refused outside of records`() throws {
        let bytes = Array("{\"x\":[\"é\",\"ab".utf8) + [0xC3, 0x28] + Array("\",{\"a\":2}],\"y\":\"".utf8)
        var reader = JSONRecordReader(
            bytes + [0xFF] + Array("\"}".utf8), options: JSONRecordOptions(records: [try JSONRecordPath("x")])
        )
        var record = Record()
        #expect(try reader.next(&record))
        let lost = #expect(throws: FeedError.self) { try reader.next(&record) }
        #expect(lost?.isRecoverable == true)
        #expect(lost?.position == SourcePosition(line: 1, column: 14, offset: 14))
        #expect(try reader.next(&record))
        #expect(record.number == 3)
        for _ in 0..<2 {
            let end = #expect(throws: FeedError.self) { try reader.next(&record) }
            #expect(end?.isRecoverable == false)
            #expect(end?.code == .encoding)
            #expect(end?.position.offset == bytes.count)
        }
    }

    @Test(
        "Names around the records are unique too",
        arguments: [
            (#"{"a":[1],"a":[2]}"#, "a", ["1", "end:duplicate"]),
            (#"{"b":1,"a":[1],"b":[2]}"#, "a", ["1", "end:duplicate"]),
            (#"{"a":{"k":1,"\u006b":{"x":[2]},"l":3}}"#, "a.*", ["k=1", "lost:duplicate", "l=3"]),
            (#"{"b":{"c":1,"c":2},"a":[1]}"#, "a", ["1"]),
        ] as [(String, String, [String])])
    func refusesDuplicates(text: String, path: String, expected: [String]) throws {
        var options = JSONRecordOptions(records: [try JSONRecordPath(path)])
        #expect(records(text, options) == expected)
        options.duplicates = .kept
        #expect(!records(text, options).contains { $0.hasPrefix("end") || $0.hasPrefix("lost") })
    }

    @Test func `A record knows its place, its number, its key and the places in it`() throws {
        let marked = Marked(
            "\u{FEFF}{\"é\":\r\n {\"k\\u00e9\" : 1️⃣{2️⃣\"n\": [3️⃣1,\n4️⃣\"\\n😀\"], 5️⃣\"m\":6️⃣{}}, \"l\": 7️⃣8}}")
        var reader = JSONRecordReader(
            marked.bytes, options: JSONRecordOptions(records: [try JSONRecordPath("*.*")]))
        var record = Record()
        #expect(try reader.next(&record))
        #expect(record.number == 1)
        #expect(record.key == "ké")
        let list = try #require(record.child(of: 0, named: "n"))
        let map = try #require(record.child(of: 0, named: "m"))
        var places = [
            record.position, record.namePosition(of: list), record.position(of: list + 1),
            record.position(of: list + 2),
            record.namePosition(of: map), record.position(of: map),
        ]
        #expect(record.text(of: list + 2) == "\n😀")
        #expect(try reader.next(&record))
        #expect(record.key == "l")
        #expect(record.number == 2)
        places.append(record.position)
        // The line ends with CR LF, which the markers' own count takes for a column and a line.
        #expect(places.map(\.offset) == marked.positions.map(\.offset).map { $0 })
        #expect(places.map(\.line) == marked.positions.map(\.line))
        #expect(try !reader.next(&record))
        #expect(try !reader.next(&record))
    }

    @Test(
        "A limit is a limit",
        arguments: [
            (
                ReaderLimits(recordBytes: 5), "[12345,123456,\"abc\",\"abcd\",[1,2],7]",
                ["12345", "lost:limit", "\"abc\"", "lost:limit", "[1,2]", "7"]
            ),
            (
                ReaderLimits(textBytes: 3), "[\"abc\",\"abcd\",\"\\n\\n\",1]",
                ["\"abc\"", "lost:limit", "lost:limit", "1"]
            ),
            (ReaderLimits(nameBytes: 2), "[{\"ab\":1},{\"abc\":1},2]", ["{\"ab\":1}", "lost:limit", "2"]),
            (
                ReaderLimits(numberBytes: 3), "[123,1234,1.2,12.3,1e2,1e+2,0]",
                ["123", "lost:limit", "1.2", "lost:limit", "1e2", "lost:limit", "0"]
            ),
            (ReaderLimits(depth: 2), "[[1],[[1]],2]", ["[1]", "end:limit"]),
            (ReaderLimits(records: 2), "[1,2,3]", ["1", "2", "end:limit"]),
            (ReaderLimits(records: 2), "[1,2]", ["1", "2"]),
        ] as [(ReaderLimits, String, [String])])
    func boundsRecords(limits: ReaderLimits, text: String, expected: [String]) {
        #expect(records(text, JSONRecordOptions(framing: .document, limits: limits)) == expected)
        for size in [1, 2, 3] {
            let options = JSONRecordOptions(framing: .document, limits: limits)
            let whole = RecordOutcome(Array(text.utf8), options)
            #expect(RecordOutcome(Array(text.utf8), options, chunks: .size(size)) == whole)
        }
    }

    @Test func `Records can be kept, and a fresh variable is as good as one used before`() throws {
        let text = Array("[{\"a\":\"x\\n\"},{\"a\":\"yy\"},{\"a\":\"\"}]".utf8)
        var reader = JSONRecordReader(text)
        var kept: [Record] = []
        var record = Record()
        while try reader.next(&record) { kept.append(record) }
        #expect(kept.map { $0.text(of: 1) } == ["x\n", "yy", ""])
        #expect(
            kept.map { String(decoding: $0.source, as: UTF8.self) } == [
                #"{"a":"x\n"}"#, #"{"a":"yy"}"#, #"{"a":""}"#,
            ])
        #expect(
            RecordOutcome(JSONRecordReader(text), readsAgain: true) == RecordOutcome(JSONRecordReader(text)))
    }

    @Test func `What was cut off says what is still open`() {
        let error = #expect(throws: FeedError.self) {
            var reader = JSONRecordReader(
                Array("{\"a\":\n [{\"b\":1}, ".utf8), options: JSONRecordOptions(records: [.whole]))
            var record = Record()
            _ = try reader.next(&record)
        }
        #expect(error?.code == .truncated)
        #expect(error?.help == "the list that starts at line 2, column 2 is not closed")
    }

    @Test func `What the source fails with comes after the records before it`() {
        struct Failing: ByteSource {
            var chunks = ["[1,2,", "3"]
            mutating func nextChunk() throws(FeedError) -> [UInt8]? {
                guard !chunks.isEmpty else { throw FeedError(.source, "gone", at: .start) }
                return Array(chunks.removeFirst().utf8)
            }
        }
        let outcome = RecordOutcome(JSONRecordReader(from: Failing()))
        #expect(outcome.lines.map { $0.prefix(5) } == ["#1 @1", "#2 @1", "end s"])
        let lines = RecordOutcome(
            JSONRecordReader(
                from: Failing(chunks: ["1\n", "x\n2\n3"]), options: JSONRecordOptions(framing: .lines)))
        #expect(lines.lines.map { $0.prefix(5) } == ["#1 @1", "lost ", "#3 @3", "end s"])
    }
}
