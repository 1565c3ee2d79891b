import Diagnostics
import Feeds
import TestSupport
import Testing

@Suite struct CSVRecordFaultTests {
    @Test func `A row that is no text costs itself only, and keeps its number`() throws {
        let bytes =
            Array("a,b\né1,".utf8) + [0xFF] + Array("\n2,\"x\ny".utf8) + [0]
            + Array("\"\n3,4\n\"5\"6,\"\n7,8".utf8)
        var reader = CSVRecordReader(bytes)
        var record = Record()
        var found: [String] = []
        for _ in 0..<10 {
            do throws(FeedError) {
                guard try reader.next(&record) else { break }
                found.append("\(record.number) \(record.text(of: 1))")
            } catch {
                #expect(error.isRecoverable)
                found.append(
                    "\(error.code) \(error.position.line):\(error.position.column)+\(error.position.offset)")
            }
        }
        #expect(found == ["encoding 2:4+8", "encoding 4:2+16", "3 3", "syntax 6:4+26", "5 7"])
    }

    @Test(
        "Text behind a closing quote is found where it stands, and reading goes on with the next line",
        arguments: [
            ("\"a\"1️⃣b,c\nd,e\n", "\"b\""), ("\"a\"1️⃣ ,c\r\nd,e\n", "a space"),
            ("x,\"a\n\"1️⃣\t\rd,e\n", "U+0009"),
            ("\"a\"1️⃣😀\",\"\nd,e\n", "\"😀\""),
        ])
    func textAfterQuote(source: String, found: String) {
        let marked = Marked(source)
        let options = CSVOptions(delimiter: .comma, hasHeader: false)
        for size in [1, 2, 100] {
            let lines = CSVRecordDump.lines(
                CSVRecordReader(from: ChunkSource(marked.bytes, size: size), options: options))
            #expect(lines.count == 4)
            #expect(lines[0].hasPrefix("syntax+\(marked.positions[0].offset) "))
            #expect(lines[0].contains("text after a closing quote: \(found)"))
            #expect(lines[1].contains(#""d,e""#))
        }
    }

    @Test(
        "What is wrong first is said first",
        arguments: [
            (
                [0x61, 0xFF, 0x2C, 0x22, 0x62, 0x22, 0x63, 0x0A, 0x64, 0x2C, 0x65],
                ["encoding@1", #"["d","e"]"#]
            ),
            ([0x22, 0x62, 0x22, 0x63, 0xFF, 0x0A, 0x64], ["syntax@1", #"["d"]"#]),
            ([0xFF, 0x2C, 0x22, 0x62], ["encoding@1", "truncated@1!"]),
            ([0x61, 0x0A, 0x22, 0xFF], [#"["a"]"#, "truncated@2!"]),
            ([0x61, 0x0A, 0xC3], [#"["a"]"#, "encoding@2"]),
            ([0x61, 0x2C, 0xFF, 0x0A, 0x62, 0x2C, 0x63], ["encoding@1", #"["b","c"]"#]),
        ] as [([UInt8], [String])])
    func order(bytes: [UInt8], lines: [String]) {
        #expect(CSVRecordDump.values(bytes, .init(delimiter: .comma, hasHeader: false)) == lines)
    }

    @Test func `A ragged row that is no text is no text`() {
        let bytes = Array("a,b\n1\n2,3,".utf8) + [0xFF, 0x0A]
        #expect(CSVRecordDump.values(bytes, .init()) == ["ragged@2", "encoding@3"])
    }

    @Test(
        "Faults of a header are final",
        arguments: ["a,\u{0}\n1,2\n", "a,\"b\"c\n1,2\n", "a,\"b\n1,2\n", "a,a\n1,2\n"])
    func headers(text: String) {
        let lines = CSVRecordDump.lines(CSVRecordReader(Array(text.utf8)))
        #expect(lines.count == 2)
        #expect(lines[0].contains("!+"))
        #expect(lines[0] == lines[1])
    }

    @Test(
        "UTF-16 is recognised, and not read row by row",
        arguments: [
            [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0],
            [0xFE, 0xFF, 0, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A],
            [0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0x63, 0], [0, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0x63],
        ] as [[UInt8]])
    func wide(bytes: [UInt8]) {
        for hasHeader in [true, false] {
            var reader = CSVRecordReader(bytes, options: .init(hasHeader: hasHeader))
            var record = Record()
            for _ in 0..<2 {
                let error = #expect(throws: FeedError.self) { try reader.next(&record) }
                #expect(error?.code == .encoding)
                #expect(error?.isRecoverable == false)
                #expect(error?.help == "the file looks like UTF-16: save it as UTF-8")
            }
        }
    }

    @Test func `What the source fails with comes behind the rows that stand before it`() {
        struct Failing: ByteSource {
            var chunks: [String]
            mutating func nextChunk() throws(FeedError) -> [UInt8]? {
                guard !chunks.isEmpty else { throw FeedError(.source, "gone", at: .start) }
                return Array(chunks.removeFirst().utf8)
            }
        }
        func codes(_ chunks: [String]) -> [String] {
            var reader = CSVRecordReader(from: Failing(chunks: chunks), options: .init(hasHeader: false))
            var record = Record()
            var found: [String] = []
            for _ in 0..<4 {
                do throws(FeedError) {
                    found.append(try reader.next(&record) ? record.text(of: 1) : "end")
                } catch { found.append("\(error.code)\(error.isRecoverable ? "" : "!")") }
            }
            return found
        }
        #expect(codes(["a,b\nc,d\ne,f"]) == ["a", "c", "source!", "source!"])
        #expect(codes(["a,b", "\n", "c,\"d"]) == ["a", "source!", "source!", "source!"])
        #expect(codes(["a,b\r"]) == ["a", "source!", "source!", "source!"])
        #expect(codes(["a\n\u{0},"]) == ["a", "encoding", "source!", "source!"])
        #expect(codes([]) == ["source!", "source!", "source!", "source!"])
        #expect(codes(["a\n\"x\"y"]) == ["a", "syntax", "source!", "source!"])
    }

    @Test(
        "A limit is named at its place, in chunks of any size",
        arguments: [
            ("aaaaaa,b\n", "a field is longer than 5 bytes", 0),
            ("\"aaaaaa\",b\n", "a field is longer than 5 bytes", 0),
            ("a,\"aaaaa\"\nb,aaaaaa", "a field is longer than 5 bytes", 12),
            ("a,b,c,d\n", "a row has more than 3 fields", 6),
            ("a\naaaaa,aaaaa,aaaaa\n", "a row is longer than 12 bytes", 2),
            ("aaaaa,\"\"\"\"\"\"\"\"\n", "a field is longer than 5 bytes", 6),
            ("a\nb\nc\nd\n\ne\n", "the input has more than 4 records", 9),
            ("aaaa,aaaaaa,aaa\"\n", "a field is longer than 5 bytes", 5),
            ("\"aaaaaa\"x\n", "a field is longer than 5 bytes", 0),
            ("a,b,\"c\"1234567\n\n", "text after a closing quote: \"1\"", 7),
        ] as [(String, String, Int)])
    func limits(text: String, message: String, offset: Int) {
        let limits = ReaderLimits(textBytes: 5, fields: 3, recordBytes: 12, records: 4)
        let options = CSVOptions(delimiter: .comma, hasHeader: false, ragged: .kept)
        for size in [1, 2, 3, 7, 100] {
            let source = ChunkSource(Array(text.utf8), size: size)
            let lines = CSVRecordDump.lines(CSVRecordReader(from: source, options: options, limits: limits))
            #expect(lines.last?.contains("!+\(offset) ") == true, "\(lines)")
            #expect(lines.last?.contains(message) == true, "\(lines)")
        }
    }

    @Test func `Limits just met are no faults`() {
        let limits = ReaderLimits(textBytes: 5, fields: 3, recordBytes: 12, records: 3)
        let text = "aaaaa,\"\"\"aa\"\n1,2,3\naaa,aaaa,aaa\n\n\n"
        for size in [1, 2, 3, 100] {
            let source = ChunkSource(Array(text.utf8), size: size)
            let options = CSVOptions(hasHeader: false, ragged: .kept)
            let lines = CSVRecordDump.lines(CSVRecordReader(from: source, options: options, limits: limits))
            #expect(lines.suffix(2) == ["end", "end"], "\(lines)")
            #expect(lines.count == 5)
        }
    }

    @Test func `A long column name is refused`() {
        var reader = CSVRecordReader(Array("abc,\"de\"\"f\"\n".utf8), limits: ReaderLimits(nameBytes: 3))
        let error = #expect(throws: FeedError.self) { try reader.dialect() }
        #expect(error?.code == .limit)
        #expect(error?.position.column == 5)
    }

    @Test(
        "What never ends is stopped by a limit",
        arguments: ["aaaaaaaaaa", "\"aaaaaaaaa", "\"a\"\"aaaaaa", "a,a,a,a,a,", "\"\"\"\"\"\"\"\"\"\""])
    func bounds(filler: String) {
        struct Endless: ByteSource {
            let chunk: [UInt8]
            var given = 0
            mutating func nextChunk() throws(FeedError) -> [UInt8]? {
                given += 1
                guard given < 30_000 else { throw FeedError(.source, "read on and on", at: .start) }
                return chunk
            }
        }
        let limits = ReaderLimits(textBytes: 1_000, fields: 100, recordBytes: 5_000)
        var reader = CSVRecordReader(
            from: Endless(chunk: Array(filler.utf8)), options: .init(hasHeader: false), limits: limits)
        var record = Record()
        let error = #expect(throws: FeedError.self) { try reader.next(&record) }
        // Text after a closing quote ends the endless as well.
        #expect(error?.code == .limit || error?.code == .syntax)
        #expect(error?.isRecoverable == false)
    }

    @Test func `Very many columns are read, and rows with few of them stay small`() throws {
        let count = 100_000
        let names = (0..<count).map { "c\($0)" }.joined(separator: ",")
        let values = (0..<count).map { "\($0 % 10)" }.joined(separator: ",")
        let text = names + "\n" + values + "\n" + "7,8\n"
        var reader = CSVRecordReader(
            Array(text.utf8), options: .init(ragged: .padded), limits: ReaderLimits(fields: count))
        var record = Record()
        #expect(try reader.next(&record))
        #expect(record.nodes.count == count + 1)
        #expect(record.name(of: count) == "c\(count - 1)")
        #expect(record.text(of: count) == "9")
        #expect(try reader.next(&record))
        #expect(record.nodes.count == 3)
        #expect(record.bytes.count < 20)
        #expect(record.node().value == .object([("c0", .string("7")), ("c1", .string("8"))]))
        var bounded = CSVRecordReader(Array(text.utf8))
        #expect(throws: FeedError.self) { try bounded.next(&record) }
    }
}
