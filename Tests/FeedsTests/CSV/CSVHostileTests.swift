import Diagnostics
import Feeds
import Testing

@Suite struct CSVHostileTests {
    static let documents = [
        "\u{FEFF}id;title;é\r\n1;\"a;\"\"b\"\"\r\nc\";😀\r\n\r\n2;;\"\"\r\n", "a,b\n1,\"x\"y\n",
        "a|b\r1|2\r3\r4|5|6\r", "a\n\"\"\n\"é",
    ]

    private static func dump(_ reader: consuming CSVReader) -> String {
        var text = ""
        for _ in 0..<1_000 {
            do throws(FeedError) {
                if text.isEmpty {
                    text += "\(try reader.delimiter().byte) \(try reader.header())\n"
                }
                guard let row = try reader.next() else { return text }
                text += "\(row)\n"
            } catch {
                text += "\(error.code) \(error) \(error.position.offset)\n"
                if error.code != .ragged { return text }
            }
        }
        return text + "no end"
    }

    @Test(arguments: documents, [1, 2, 3, 7]) func `Chunks of any size read like the whole, cut off anywhere`(
        text: String, size: Int
    ) {
        let bytes = Array(text.utf8)
        for count in 0...bytes.count {
            let part = Array(bytes[..<count])
            #expect(Self.dump(CSVReader(part)) == Self.dump(CSVReader(from: ChunkSource(part, size: size))))
        }
    }

    @Test(arguments: documents) func `A text with any byte replaced never crashes`(text: String) {
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            for byte: UInt8 in [0, 0x22, 0x2C, 0x0A, 0x0D, 0x80, 0xC3, 0xFF] {
                var changed = bytes
                changed[index] = byte
                #expect(
                    Self.dump(CSVReader(changed)) == Self.dump(CSVReader(from: ChunkSource(changed, size: 1)))
                )
            }
        }
    }

    @Test(
        "What never ends is stopped by a limit",
        arguments: [
            "aaaaaaaaaa", "\"aaaaaaaaa", "\"a\"\"aaaaaa", "a,a,a,a,a,", "\"a\",\"a\",\"",
            "\"\"\"\"\"\"\"\"\"\"",
        ])
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
        var reader = CSVReader(
            from: Endless(chunk: Array(filler.utf8)), options: .init(hasHeader: false), limits: limits)
        let error = #expect(throws: FeedError.self) { try reader.next() }
        // Text after a closing quote ends the endless as well.
        #expect(error?.code == .limit || error?.code == .syntax)
    }
}
