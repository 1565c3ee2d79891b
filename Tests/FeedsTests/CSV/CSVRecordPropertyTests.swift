import Diagnostics
import Feeds
import TestSupport
import Testing

@Suite struct CSVRecordPropertyTests {
    static let documents: [(text: String, options: CSVOptions)] = [
        ("\u{FEFF}id;title;é\r\n1;\"a;\"\"b\"\"\r\nc\";😀\r\n\r\n2;;\"\"\r\n", .init()),
        ("a,b\n1,\"x\"y\n\"2\",\"\"\"\"\n3,4,5\n6\n", .init()),
        ("a|b\r1|2\r3\r4|5|6\r", .init(ragged: .kept)), ("a\n\"\"\n\"é", .init()),
        ("p\n\n#c\r\n#\ra,b\n#1,2\n1,\"\n#\"\n", .init(skippedLines: 2, comment: "#")),
        ("a,b\n\"1\\\"\",\"2\\\\\"\n\"\\x\",\"y\"z\"\n", .init(escape: .backslash, allowsStrayQuotes: true)),
        (
            ",a,a,column_1\n1,2,3,4,5,6\n'1','','2,','\n'\n",
            .init(quote: .single, columnNames: .numbered, ragged: .kept)
        ),
        ("é😀漢,быстрый,köstenlos\n😀😀😀😀😀😀😀😀,ニュース ニュース,ñ\n", .init(delimiter: .comma)),
    ]

    private static func expectSame(
        _ bytes: [UInt8], _ options: CSVOptions, limits: ReaderLimits = .init(), sizes: [Int],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let whole = CSVRecordDump.lines(CSVRecordReader(bytes, options: options, limits: limits))
        for size in sizes {
            let source = ChunkSource(bytes, size: size)
            let lines = CSVRecordDump.lines(CSVRecordReader(from: source, options: options, limits: limits))
            #expect(lines == whole, "chunks of \(size), bytes \(bytes)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: documents.indices) func `Chunks of any size read like the whole, cut off anywhere`(
        index: Int
    ) {
        let document = Self.documents[index]
        let bytes = Array(document.text.utf8)
        for count in 0...bytes.count {
            Self.expectSame(Array(bytes[..<count]), document.options, sizes: [1, 2, 3, 7, 4096])
        }
    }

    @Test(arguments: documents.indices) func `A text with any byte replaced never crashes`(index: Int) {
        let document = Self.documents[index]
        let bytes = Array(document.text.utf8)
        let limits = ReaderLimits(textBytes: 12, fields: 4, recordBytes: 30, records: 3)
        for place in bytes.indices {
            for byte: UInt8 in [0, 0x22, 0x27, 0x2C, 0x5C, 0x0A, 0x0D, 0x80, 0xC3, 0xE0, 0xF0, 0xFF] {
                var changed = bytes
                changed[place] = byte
                Self.expectSame(changed, document.options, sizes: [1])
                Self.expectSame(changed, document.options, limits: limits, sizes: [3])
            }
        }
    }

    /// The dialect of a seed, as options of readers and of a writer.
    private static func dialect(_ generator: inout SeededGenerator) -> CSVOptions {
        let delimiters = CSVDelimiter.detected + ["^", "~", " ", "\u{1}"].compactMap { CSVDelimiter($0) }
        return CSVOptions(
            delimiter: delimiters.randomElement(using: &generator),
            quote: Bool.random(using: &generator) ? .double : .single,
            escape: Bool.random(using: &generator) ? .doubled : .backslash, hasHeader: false,
            comment: Bool.random(using: &generator) ? nil : ["a", "/", "Zb"].randomElement(using: &generator))
    }

    @Test(arguments: 0..<300) func `What is written is read back equal, in every dialect and in any chunks`(
        seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let options = Self.dialect(&generator)
        let width = Int.random(in: 1...5, using: &generator)
        let rows = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            (0..<width).map { _ in generator.text(upTo: Bool.random(using: &generator) ? 6 : 60) }
        }
        var writer = CSVWriter(
            delimiter: options.delimiter ?? .comma, quote: options.quote, escape: options.escape,
            comment: options.comment)
        for row in rows { try writer.write(row) }
        let size = Int.random(in: 1...20, using: &generator)
        var reader = CSVRecordReader(from: ChunkSource(writer.bytes, size: size), options: options)
        var record = Record()
        var read: [[String]] = []
        while try reader.next(&record) { read.append((1..<record.nodes.count).map { record.text(of: $0) }) }
        #expect(
            read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }, "seed \(seed)")
        Self.expectSame(writer.bytes, options, sizes: [1, 2, 3, 7, 4096, size])
        // The reader of rows reads alike.
        let table = try CSVDocument.parse(writer.bytes, options: options)
        #expect(table.rows.map { $0.fields.map(\.text) } == read, "seed \(seed)")
    }

    @Test(arguments: 0..<300) func `Mutated texts of any dialect never crash, and chunks change nothing`(
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed &+ 1_000)
        var options = Self.dialect(&generator)
        if Bool.random(using: &generator) { options.delimiter = nil }
        options.hasHeader = Bool.random(using: &generator)
        options.allowsStrayQuotes = Bool.random(using: &generator)
        options.columnNames = Bool.random(using: &generator) ? .asWritten : .numbered
        options.ragged = [.refused, .padded, .kept].randomElement(using: &generator) ?? .refused
        options.skippedLines = Int.random(in: 0...2, using: &generator)
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            bytes += Array(generator.text(upTo: 30).utf8)
            bytes +=
                [[0x0A], [0x0D], [0x0D, 0x0A], [0x22], [0x27], [0x2C], [0x5C], [0xFF], [0]]
                .randomElement(using: &generator) ?? []
        }
        let limits =
            Bool.random(using: &generator)
            ? ReaderLimits() : ReaderLimits(nameBytes: 5, fields: 3, recordBytes: 40, records: 5)
        Self.expectSame(
            bytes, options, limits: limits, sizes: [1, 2, 3, 7, Int.random(in: 4...60, using: &generator)])
    }
}
