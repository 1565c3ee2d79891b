import Diagnostics
import Feeds
import TestSupport
import Testing

@Suite struct CSVRoundTripTests {
    @Test(arguments: 0..<300) func `What is written is read back equal`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let delimiter = CSVDelimiter.detected.randomElement(using: &generator) ?? .comma
        let width = Int.random(in: 1...5, using: &generator)
        let rows = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            (0..<width).map { _ in generator.text() }
        }
        var writer = CSVWriter(delimiter: delimiter)
        for row in rows { try writer.write(row) }
        let table = try CSVDocument.parse(
            writer.bytes, options: CSVOptions(delimiter: delimiter, hasHeader: false))
        #expect(table.rows.map { $0.fields.map(\.text) } == rows, "seed \(seed)")
    }

    @Test(
        "A field is quoted only when it must be",
        arguments: [
            (["a", "b c", ""], "a,b c,\n"), ([""], "\"\"\n"), (["a,b", "c;d|e"], "\"a,b\",c;d|e\n"),
            (["a;b"], "\"a;b\"\n"),
            (["a\"b", "c\nd", "e\rf"], "\"a\"\"b\",\"c\nd\",\"e\rf\"\n"),
            (["\u{FEFF}a", "b"], "\"\u{FEFF}a\",b\n"), ([], ""),
        ] as [([String], String)])
    func quotes(row: [String], text: String) throws {
        var writer = CSVWriter()
        try writer.write(row)
        #expect(writer.text == text)
    }

    @Test func `A NUL cannot be written, and the row leaves nothing behind`() throws {
        var writer = CSVWriter()
        try writer.write(["a"])
        let error = #expect(throws: FeedError.self) { try writer.write(["é", "b\0"]) }
        #expect(error?.code == .unwritable)
        #expect(error?.position.line == 2)
        #expect(error?.position.column == 4)
        #expect(writer.text == "a\n")
    }
}
