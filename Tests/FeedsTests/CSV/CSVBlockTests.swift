import Diagnostics
import Feeds
import TestSupport
import Testing

/// Rows are found sixty-four bytes at a time where that is possible, and byte by byte elsewhere: both find the same.
@Suite struct CSVBlockTests {
    private static let pieces = [
        "a", "bc", "é", "日本", "0123456789", "", " ", "|", "\"", "'", ",", ";", "\n", "\r\n", "\r", "\"\"",
        "a longer text with blanks, commas and so on", "\"quoted\"", "\"quo,ted\nover\r\nlines\rof text\"",
        "\",\"",
        "\"say \"\"hi\"\", twice\"", "\",\"\n", ",,,,,,,,", "\n\n",
    ]

    private static func text(_ random: inout SeededGenerator, isTidy: Bool) -> [UInt8] {
        var text = "h1,h2,h3\n"
        while text.utf8.count < Int.random(in: 100...2_000, using: &random) {
            if isTidy {
                let fields = (0..<3).map { _ in
                    let field = pieces[Int.random(in: 0..<pieces.count, using: &random)]
                    return "\"" + field.replacing("\"", with: "\"\"") + "\""
                }
                text +=
                    fields.joined(separator: ",")
                    + ["\n", "\r\n", "\r"][Int.random(in: 0..<3, using: &random)]
            } else {
                text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
        }
        return Array(text.utf8)
    }

    /// All records and faults. Chunks of a few bytes never hold a block.
    private static func lines(_ bytes: [UInt8], _ options: CSVOptions, chunk: Int?) -> [String] {
        guard let chunk else { return RecordOutcome(CSVRecordReader(bytes, options: options)).lines }
        return RecordOutcome(CSVRecordReader(from: ChunkSource(bytes, size: chunk), options: options)).lines
    }

    @Test("However the input is cut, the rows are the same", arguments: 0..<300)
    func cuts(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = Self.text(&random, isTidy: seed.isMultiple(of: 2))
        for ragged in [CSVOptions.Ragged.refused, .padded, .kept] {
            let options = CSVOptions(
                delimiter: .comma, quote: seed.isMultiple(of: 5) ? .single : .double, ragged: ragged)
            let expected = Self.lines(bytes, options, chunk: 1)
            for chunk in [nil, 63, 64, 65, 200] {
                #expect(Self.lines(bytes, options, chunk: chunk) == expected)
            }
        }
    }

    @Test func `Lines within quoted fields are counted, whatever ends them`() throws {
        let long = String(repeating: "x\r\n\ny\r\r\nz", count: 300)
        var reader = CSVRecordReader(
            Array("a,b\n1,\"\(long)\"\n2,z\n".utf8) + Array(repeating: 0x20, count: 100))
        var record = Record()
        #expect(try reader.next(&record) && reader.next(&record))
        // CR LF, LF, CR and CR LF.
        #expect(record.position.line == 3 + 300 * 4)
    }

    @Test func `A table read into a record of another table has its own names and texts`() throws {
        var record = Record()
        let padding = String(repeating: ",", count: 0) + String(repeating: "p", count: 100)
        for (header, row) in [("a,b", "1,2"), ("c,d", "3,4"), ("e,f,g", "5,6,7"), ("h", "8")] {
            var reader = CSVRecordReader(Array("\(header)\n\(row)\n\(row)\n".utf8) + Array("\(padding)".utf8))
            for _ in 0..<2 {
                #expect(try reader.next(&record))
                #expect(record.node().value.members?.map(\.name).joined(separator: ",") == header)
                #expect(
                    record.node().value.members?.compactMap(\.node.value.string).joined(separator: ",") == row
                )
            }
        }
    }
}
