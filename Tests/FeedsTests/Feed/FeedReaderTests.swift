import Diagnostics
import Feeds
import Testing

/// Feeds of one or several texts.
struct FeedReaderTests {
    private func read(_ reader: inout FeedReader) -> (lines: [String], faults: [FeedFault]) {
        var lines: [String] = []
        var faults: [FeedFault] = []
        var record = Record()
        while true {
            do throws(FeedFault) {
                guard try reader.next(&record) else { return (lines, faults) }
                var text: [UInt8] = []
                RecordText.append(of: record, to: &text)
                lines.append("\(record.number) \(String(decoding: text, as: UTF8.self))")
            } catch {
                faults.append(error)
            }
            if faults.count > 100 { return (lines, faults) }
        }
    }

    @Test("Pages are read one after the other, and a fault in one does not end the feed")
    func pages() throws {
        let folder = try ScratchFolder()
        let first = try folder.write(Array("a,b\n1,2\n3\n4,5\n".utf8), to: "one.csv")
        let second = try folder.write(Array("b,a\n6,7\n\"8".utf8), to: "two.csv")
        let third = try folder.write(Array("a;b\n9;10\n".utf8), to: "three.csv")
        let input = FeedInput(paths: [first, second, folder.path + "/absent.csv", third])
        var reader = FeedReader(input, format: .csv(CSVOptions()))
        let (lines, faults) = read(&reader)
        #expect(
            lines == [
                #"1 {"a":"1","b":"2"}"#, #"2 {"a":"4","b":"5"}"#, #"3 {"b":"6","a":"7"}"#,
                #"4 {"a":"9","b":"10"}"#,
            ])
        #expect(faults.map(\.error.code) == [.ragged, .truncated, .source])
        #expect(faults.map(\.file) == [first, second, folder.path + "/absent.csv"])
        #expect(faults[0].error.position == SourcePosition(line: 3, column: 1, offset: 8))
    }

    @Test("The limit of records counts over all pages")
    func recordLimit() throws {
        let folder = try ScratchFolder()
        let paths = try (0..<3).map { try folder.write(Array("[1,2]".utf8), to: "\($0).json") }
        var limits = ReaderLimits()
        limits.records = 3
        var reader = FeedReader(
            FeedInput(paths: paths), format: .json(JSONRecordOptions()), limits: limits)
        let (lines, faults) = read(&reader)
        #expect(lines == ["1 1", "2 2", "3 1"])
        #expect(faults.first?.error.code == .limit)
        #expect(faults.first?.file == paths[1])
    }

    @Test(
        "The syntax is what the name says, else what the first bytes say",
        arguments: [
            ("f.csv", "<a/>", FeedSyntax.csv), ("f.TSV.gz", "{}", .csv), ("f.jsonl", "a,b", .json),
            ("f.rss", "x", .xml), ("feed", "\u{FEFF}\n <a/>", .xml), ("feed", " [1]", .json),
            ("feed", "\u{1E}{}", .json), ("feed", "id;x\n", .csv), ("feed", "", .csv),
            ("feed.2024", "{}", .json),
        ])
    func syntax(name: String, text: String, expected: FeedSyntax) throws {
        let folder = try ScratchFolder()
        // What is named as packed is not packed here: only its name counts.
        var reader = FeedReader(
            FeedInput(paths: [try folder.write(Array(text.utf8), to: name)], compression: .none))
        #expect(try reader.detectedSyntax() == expected)
    }

    @Test("Looking at the syntax takes nothing away from the records")
    func detectionKeepsText() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(Array(#"[{"a":1},{"a":2}]"#.utf8), to: "feed")
        var reader = FeedReader(FeedInput(paths: [path]))
        #expect(try reader.detectedSyntax() == .json)
        reader.read(as: .json(JSONRecordOptions()))
        #expect(read(&reader).lines == [#"1 {"a":1}"#, #"2 {"a":2}"#])
    }

    @Test("Every syntax is decoded: by its mark, by its declaration, or as told")
    func encodings() throws {
        let folder = try ScratchFolder()
        func lines(_ bytes: [UInt8], _ format: FeedFormat, _ encoding: TextEncoding? = nil) throws -> [String]
        {
            var reader = FeedReader(
                FeedInput(paths: [try folder.write(bytes, to: "f")], encoding: encoding), format: format)
            let result = read(&reader)
            return result.lines + result.faults.map { "\($0.error.code)" }
        }
        let wide = Array("a\né\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try lines([0xFF, 0xFE] + wide, .csv(CSVOptions())) == [#"1 {"a":"é"}"#])
        let latin = Array("a\n".utf8) + [0xE9, 0x0A]
        #expect(try lines(latin, .csv(CSVOptions())) == ["encoding"])
        #expect(try lines(latin, .csv(CSVOptions()), TextEncoding(name: "windows-1252")) == [#"1 {"a":"é"}"#])
        let declared = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r><a>".utf8) + [0xE9]
        #expect(try lines(declared + Array("</a></r>".utf8), .xml(XMLRecordOptions())) == [#"1 "é""#])
        #expect(
            try lines(
                Array("[\"é\"]".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
                .json(JSONRecordOptions()))
                == [#"1 "é""#])
    }
}
