import Diagnostics
import Feeds
import Testing

@Suite struct CSVReaderTests {
    /// Rows of texts; a quoted field is marked with a `"` before it.
    static func rows(_ text: String, _ options: CSVOptions = .init(hasHeader: false)) throws -> [[String]] {
        let table = try CSVDocument.parse(Array(text.utf8), options: options)
        let head = table.header.isEmpty ? [] : [table.header]
        return (head + table.rows.map(\.fields)).map { $0.map { ($0.wasQuoted ? "\"" : "") + $0.text } }
    }

    @Test(
        "A valid text gives its rows",
        arguments: [
            ("", []), ("\n\r\n\r", []), ("a", [["a"]]), ("a,b\n", [["a", "b"]]),
            ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]), ("a,b\n\n\n1,2", [["a", "b"], ["1", "2"]]),
            (",\n,", [["", ""], ["", ""]]),
            ("\"\"", [["\""]]), ("\"a\"\"b\",\"\"\"\"", [["\"a\"b", "\"\""]]),
            ("\"a\nb\",c\n", [["\"a\nb", "c"]]),
            ("\"a\r\nb\"\r\nc\n", [["\"a\r\nb"], ["c"]]), (" a , b \n", [[" a ", " b "]]),
            ("a\"b,c\"\n", [["a\"b", "c\""]]),
            (" \"a\",b", [[" \"a\"", "b"]]), ("\u{FEFF}\"é\",😀", [["\"é", "😀"]]),
            ("a,\"\"\n", [["a", "\""]]),
            ("a,\"b,\"\"c\"\"\"", [["a", "\"b,\"c\""]]),
        ] as [(String, [[String]])])
    func accepts(text: String, rows: [[String]]) throws {
        #expect(try Self.rows(text) == rows)
    }

    @Test(
        "The delimiter is found out",
        arguments: [
            ("a,b\n1,2\n", .comma), ("a;b\n1,5;2,5\n", .semicolon), ("a\tb,c\td\n1\t2\t3\n", .tab),
            ("a|b\n", .pipe),
            ("a\n1\n", .comma), ("title;payout, EUR;url\n1;2;3\n", .semicolon),
            ("\"a,b\";c\n\"d\"\"e,f,g\";h\n", .semicolon),
            ("a,b,c\n1;2;3,x,y\n", .comma), ("", .comma), ("a;b", .semicolon),
            ("a,b;c\n1,2;3\n4,5;6,7", .semicolon),
        ] as [(String, CSVDelimiter)])
    func detects(text: String, delimiter: CSVDelimiter) throws {
        var reader = CSVReader(Array(text.utf8))
        #expect(try reader.delimiter() == delimiter)
    }

    @Test func `A given delimiter is used and reported`() throws {
        let delimiter = try #require(CSVDelimiter("^"))
        let table = try CSVDocument.parse(
            Array("a^b\n1,2^3\n".utf8), options: CSVOptions(delimiter: delimiter))
        #expect(table.delimiter == delimiter)
        #expect(table.rows[0].fields.map(\.text) == ["1,2", "3"])
    }

    @Test(arguments: ["a", "\"", "é", "\n", "\0", "7"] as [Unicode.Scalar])
    func `A letter, a digit, a quote or a line end is no delimiter`(scalar: Unicode.Scalar) {
        #expect(CSVDelimiter(scalar) == nil)
    }

    @Test func `Other quotes, and none`() throws {
        let text = "'a,b','c''d'\n"
        #expect(try Self.rows(text, .init(quote: .single, hasHeader: false)) == [["\"a,b", "\"c'd"]])
        #expect(try Self.rows("\"a,b\"\n", .init(quote: .none, hasHeader: false)) == [["\"a", "b\""]])
    }

    @Test(
        "A fault is named with its place",
        arguments: [
            ("é,b\n1,1️⃣\"x\ny", .truncated), ("é,\"b\"1️⃣ ,c", .syntax), ("a,b\n1️⃣1\n", .ragged),
            ("a,b\né,2,1️⃣3,4\n", .ragged),
            ("a,é,b,1️⃣é\n", .duplicate), ("a,b\n\"é\n1️⃣\u{0}\",1", .encoding), ("a,b\né1️⃣\u{0},1", .encoding),
            ("a,b\n1️⃣\"\"\"", .truncated),
        ] as [(String, FeedError.Code)])
    func refuses(source: String, code: FeedError.Code) {
        let marked = Marked(source)
        let error = #expect(throws: FeedError.self) { try CSVDocument.parse(marked.bytes) }
        #expect(error?.code == code)
        #expect(error?.position == marked.positions.first)
    }

    @Test func `Bytes that are no UTF-8 are refused where they stand, after the rows before them`() throws {
        var reader = CSVReader(Array("a,b\né,2\n3,é".utf8) + [0xE9, 0x0A])
        #expect(try reader.next()?.fields.map(\.text) == ["é", "2"])
        for _ in 0..<2 {
            let error = #expect(throws: FeedError.self) { try reader.next() }
            #expect(error?.code == .encoding)
            #expect(error?.position == SourcePosition(line: 3, column: 4, offset: 13))
        }
    }

    @Test func `Reading goes on after a ragged row`() throws {
        var reader = CSVReader(Array("a,b\n1\n2,3\n4,5,6\n7,8\n".utf8))
        var rows: [[String]] = []
        var errors: [Int] = []
        for _ in 0..<10 {
            do throws(FeedError) {
                guard let row = try reader.next() else { break }
                rows.append(row.fields.map(\.text))
            } catch { errors.append(error.position.line) }
        }
        #expect(rows == [["2", "3"], ["7", "8"]])
        #expect(errors == [2, 4])
    }

    @Test func `Ragged rows are kept on request`() throws {
        #expect(
            try Self.rows("a,b\n1\n2,3,4\n", .init(ragged: .kept)) == [["a", "b"], ["1"], ["2", "3", "4"]])
    }

    @Test func `Every row and every field has its place`() throws {
        let marked = Marked(
            "é,b\r\n\r\n1️⃣é😀,2️⃣\"x\r\né\",\r\n3️⃣\"\",4️⃣1\n".replacing("é,b", with: "é,b,c").replacing(
                "4️⃣1", with: "4️⃣1,"))
        let table = try CSVDocument.parse(marked.bytes)
        let places = [
            table.rows[0].position, table.rows[0].fields[1].position, table.rows[1].position,
            table.rows[1].fields[1].position,
        ]
        #expect(places == marked.positions)
        #expect(table.rows[0].fields[0].position == table.rows[0].position)
    }
}
