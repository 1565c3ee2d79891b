import Diagnostics
import Feeds
import Testing

@Suite struct CSVRecordReaderTests {
    @Test(
        "Rows are maps or lists",
        arguments: [
            ("a,b\n1,2\n", .init(), [#"{"a":"1","b":"2"}"#]),
            ("a,b\n1,2\n", .init(hasHeader: false), [#"["a","b"]"#, #"["1","2"]"#]),
            ("1,2\n", .init(hasHeader: false, columns: ["x", "y"]), [#"{"x":"1","y":"2"}"#]),
            ("a,b\n1,2\n", .init(columns: ["x", "y"]), [#"{"x":"1","y":"2"}"#]),
            ("", .init(), []), ("a,b", .init(), []), ("\n\r\n", .init(hasHeader: false), []),
            ("a\n\"\"\n\n \n", .init(), [#"{"a":""}"#, #"{"a":" "}"#]),
            ("\u{FEFF}\"a b\",c\r\n\"\",\r\n", .init(), [#"{"a b":"","c":""}"#]),
            ("é,\"q\"\"\"\n\"x\r\n\"\"y\"\"\",\"\"\"\"\n", .init(), [#"{"é":"x\r\n\"y\"","q\"":"\""}"#]),
            ("a\r1\n2\r\n3", .init(), [#"{"a":"1"}"#, #"{"a":"2"}"#, #"{"a":"3"}"#]),
            ("a;b\n1,5;\n", .init(), [#"{"a":"1,5","b":""}"#]),
            ("a^b\n1^2\n", .init(delimiter: CSVDelimiter("^")), [#"{"a":"1","b":"2"}"#]),
            ("a,b\n'1,2',\"3\n", .init(quote: .single), [#"{"a":"1,2","b":"\"3"}"#]),
            ("a,b\n\"1,'2\n", .init(delimiter: .comma, quote: .none), [#"{"a":"\"1","b":"'2"}"#]),
        ] as [(String, CSVOptions, [String])])
    func shapes(text: String, options: CSVOptions, rows: [String]) {
        #expect(CSVRecordDump.values(text, options) == rows)
    }

    @Test(
        "Escapes and stray quotes are read as the dialect says",
        arguments: [
            (#"a"b,"c""d""#, .init(), [#"["a\"b","c\"d"]"#]),
            (#""a\"b","c\\","d\n\e""#, .init(escape: .backslash), [#"["a\"b","c\\","d\\n\\e"]"#]),
            (#""a\\\"",\"b"#, .init(escape: .backslash), [#"["a\\\"","\\\"b"]"#]),
            (#""a""b""#, .init(escape: .backslash), ["syntax@1"]),
            (#""a \"#, .init(escape: .backslash), ["truncated@1!"]),
            (#""say "hi" now","#, .init(allowsStrayQuotes: true), [#"["say \"hi\" now",""]"#]),
            (#""a"b","""c""#, .init(allowsStrayQuotes: true), [#"["a\"b","\"c"]"#]),
            (#""a\"b"c","d""#, .init(escape: .backslash, allowsStrayQuotes: true), [#"["a\"b\"c","d"]"#]),
            (#""a" "#, .init(allowsStrayQuotes: true), ["truncated@1!"]),
        ] as [(String, CSVOptions, [String])])
    func quotes(text: String, options: CSVOptions, rows: [String]) {
        var options = options
        options.hasHeader = false
        options.delimiter = .comma
        #expect(CSVRecordDump.values(text, options) == rows)
    }

    @Test(
        "Rows of another length are refused, padded or kept",
        arguments: [
            (.refused, ["ragged@2", #"{"a":"1","b":"2"}"#, "ragged@4", "ragged@5"]),
            (.padded, [#"{"a":"1"}"#, #"{"a":"1","b":"2"}"#, "ragged@4", "ragged@5"]),
            (
                .kept,
                [
                    #"{"a":"1"}"#, #"{"a":"1","b":"2"}"#, #"{"a":"1","b":"2","column_3":"3"}"#,
                    #"{"a":"q\"","b":"2","column_3":"","column_4":"w\""}"#,
                ]
            ),
        ] as [(CSVOptions.Ragged, [String])])
    func ragged(policy: CSVOptions.Ragged, rows: [String]) {
        let text = "a,b\n1\n1,2\n1,2,3\n\"q\"\"\",2,,\"w\"\"\"\n"
        #expect(CSVRecordDump.values(text, .init(ragged: policy)) == rows)
    }

    @Test(
        "Without a header the first row sets the length",
        arguments: [
            (.refused, [#"["1","2"]"#, "ragged@2", "ragged@3"]),
            (.padded, [#"["1","2"]"#, #"["3"]"#, "ragged@3"]),
            (.kept, [#"["1","2"]"#, #"["3"]"#, #"["4","5","6"]"#]),
        ] as [(CSVOptions.Ragged, [String])])
    func raggedLists(policy: CSVOptions.Ragged, rows: [String]) {
        #expect(CSVRecordDump.values("1,2\n3\n4,5,6\n", .init(hasHeader: false, ragged: policy)) == rows)
    }

    @Test func `The error of a ragged row names both counts and the first field too many`() {
        let marked = Marked("a,b\n1️⃣1\né,2,2️⃣3,4\n")
        let lines = CSVRecordDump.lines(CSVRecordReader(marked.bytes))
        #expect(lines.count == 4)
        #expect(lines[0].contains("2:1: error: the row has 1 field, the header has 2"))
        #expect(lines[1].contains("3:5: error: the row has 4 fields, the header has 2"))
        #expect(lines[1].hasPrefix("ragged+\(marked.positions[1].offset) "))
    }

    @Test(
        "Columns without a name of their own are refused or numbered",
        arguments: [
            ("a,b,a\n", nil), ("a,,b\n", nil), ("a,b,\n", nil),
            ("a,b,a,a\n", ["a", "b", "a_2", "a_3"]), ("a,a,a_2\n", ["a", "a_3", "a_2"]),
            (",x,,\n", ["column_1", "x", "column_3", "column_4"]),
            (",column_1,a,a_2,a\n", ["column_1_2", "column_1", "a", "a_2", "a_3"]),
            ("é,e\u{301}\n", ["é", "e\u{301}"]),
        ] as [(String, [String]?)])
    func names(header: String, names: [String]?) throws {
        if names == nil {
            var reader = CSVRecordReader(Array(header.utf8))
            for _ in 0..<2 {
                let error = #expect(throws: FeedError.self) { try reader.dialect() }
                #expect(error?.isRecoverable == false)
                #expect(error?.position.line == 1)
            }
        }
        var reader = CSVRecordReader(Array(header.utf8), options: .init(columnNames: .numbered))
        let found = try reader.dialect().columns
        if let names { #expect(found.map { Array($0.utf8) } == names.map { Array($0.utf8) }) }
    }

    @Test func `Names of fields behind the last column give way to those of columns`() {
        let rows = CSVRecordDump.values("column_2\n1,2,3\n4,5\n", .init(ragged: .kept))
        #expect(
            rows == [
                #"{"column_2":"1","column_2_2":"2","column_3":"3"}"#, #"{"column_2":"4","column_2_2":"5"}"#,
            ])
    }

    @Test(
        "Lines before the table and comments are skipped",
        arguments: [
            ("Report,\"x\nfrom y\na;b\n1;2\n", 2, nil, [#"{"a":"1","b":"2"}"#], 3),
            ("\n\na,b\n1,2\n", 2, nil, [#"{"a":"1","b":"2"}"#], 3),
            ("x\r\n\ry\r\na,b\r\n1,2\r\n", 3, nil, [#"{"a":"1","b":"2"}"#], 4),
            (
                "# a,b,c,d\na;b\n#;\n1;#2\n\"#3\";4\n \n#end", 0, "#",
                [##"{"a":"1","b":"#2"}"##, ##"{"a":"#3","b":"4"}"##, "ragged@6"], 2
            ),
            ("//\n/a,b\n//1,2\n1,\"\n//\"\n/", 0, "//", [#"{"/a":"1","b":"\n//"}"#, "ragged@6"], 2),
            ("a\n", 5, nil, [], 2), ("#\n#", 1, "#", [], 2),
        ] as [(String, Int, String?, [String], Int)])
    func preamble(text: String, skipped: Int, comment: String?, rows: [String], firstLine: Int) throws {
        let options = CSVOptions(skippedLines: skipped, comment: comment)
        #expect(CSVRecordDump.values(text, options) == rows)
        var reader = CSVRecordReader(Array(text.utf8), options: options)
        #expect(try reader.dialect().firstLine == firstLine)
    }

    @Test func `What was found out can be asked for`() throws {
        let marked = Marked("x\n#y\n\n1️⃣a;'b'\n1;2\n")
        let options = CSVOptions(quote: .single, skippedLines: 1, comment: "#")
        var reader = CSVRecordReader(from: ChunkSource(marked.bytes, size: 1), options: options)
        let dialect = try reader.dialect()
        #expect(dialect.delimiter == .semicolon)
        #expect(dialect.isDelimiterDetected)
        #expect(dialect.quote == .single)
        #expect(dialect.escape == .doubled)
        #expect(dialect.columns == ["a", "b"])
        #expect(dialect.header == marked.positions[0])
        #expect(dialect.firstLine == 4)
        var record = Record()
        #expect(try reader.next(&record))
        #expect(try reader.dialect() == dialect)
        #expect(record.number == 1)
    }

    @Test func `Every record, name and value has its place, and a record keeps them when the next is read`()
        throws
    {
        let marked = Marked("\u{FEFF}é,\"b\"\r\n\r\n1️⃣é😀,2️⃣\"x\r\n\"\"é\"\r\n3️⃣\"\",4️⃣y\n")
        var reader = CSVRecordReader(marked.bytes)
        var record = Record()
        #expect(try reader.next(&record))
        let first = record
        #expect(try reader.next(&record))
        #expect(first.position == marked.positions[0])
        #expect(first.position(of: 1) == marked.positions[0])
        #expect(first.position(of: 2) == marked.positions[1])
        #expect(record.position == marked.positions[2])
        #expect(record.position(of: 2) == marked.positions[3])
        #expect(first.name(of: 2) == "b")
        #expect(first.text(of: 2) == "x\r\n\"é")
        #expect(String(decoding: first.source, as: UTF8.self) == "é😀,\"x\r\n\"\"é\"")
        #expect((first.number, record.number) == (1, 2))
        #expect(record.child(of: 0, named: "b") == 2)
        #expect(record.child(of: 0, named: "c") == nil)
        #expect(record.key == nil)
    }

    @Test func `A record is made anew, whatever it held before`() throws {
        var other = Record()
        var lists = CSVRecordReader(Array("1,2,3,4,\"5\"\"\"\n".utf8), options: .init(hasHeader: false))
        #expect(try lists.next(&other))
        var maps = CSVRecordReader(Array("a\nx\n".utf8))
        #expect(try maps.next(&other))
        var fresh = Record()
        var again = CSVRecordReader(Array("a\nx\n".utf8))
        #expect(try again.next(&fresh))
        #expect(other.nodes == fresh.nodes)
        #expect(other.bytes == fresh.bytes)
        #expect(try !again.next(&fresh))
        #expect(fresh.nodes.isEmpty)
    }

    @Test(arguments: 1...20) func `A column is found by its name alone, whatever was guessed`(length: Int)
        throws
    {
        // Names of one length that differ in one byte, at each place.
        let names = (0..<length).map { place in
            String((0..<length).map { $0 == place ? "x" : "a" })
        }
        var reader = CSVRecordReader(
            Array(("y" + names.joined(separator: ",y") + "\n").utf8),
            options: .init(delimiter: .comma, hasHeader: false, columns: names))
        var record = Record()
        #expect(try reader.next(&record))
        for (index, name) in names.enumerated() {
            let bytes = Array(name.utf8)
            for guess in 0...(names.count + 1) {
                #expect(record.child(of: 0, named: bytes.span, guess: guess) == index + 1)
            }
            #expect(record.text(of: index + 1) == "y" + name)
            #expect(record.text(in: record.nameRange(of: index + 1)) == name)
        }
        #expect(record.child(of: 0, named: String(repeating: "a", count: length)) == nil)
        #expect(record.child(of: 0, named: "") == nil)
    }

    @Test func `A range of bytes that cuts a character is repaired`() throws {
        var reader = CSVRecordReader(Array("é😀\n".utf8), options: .init(hasHeader: false))
        var record = Record()
        #expect(try reader.next(&record))
        #expect(record.text(in: 0..<6) == "é😀")
        #expect(record.text(in: 1..<6) == "\u{FFFD}😀")
        #expect(record.text(in: 0..<3) == "é\u{FFFD}")
        #expect(record.text(in: 6..<6) == "")
    }
}
