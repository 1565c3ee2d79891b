import Diagnostics
import Feeds
import Testing

@Suite struct JSONHostileTests {
    static let documents = [
        #"{"title": "é😀 \u00e9\uD83D\uDE00\n", "n": [-1.5e+3, 0, true, false, null], "": {"a": {}}}"#,
        "\u{FEFF} [\r\n1,\r2,\n\"\\\\\"]\n",
    ]

    @Test(arguments: documents) func `A document cut off anywhere is an error with a place in it`(
        text: String
    ) throws {
        let bytes = Array(text.utf8)
        for count in 0..<bytes.count {
            do throws(FeedError) {
                _ = try JSONDocument.parse(Array(bytes[..<count]))
                #expect(bytes[count...].allSatisfy { $0 == 0x0A }, "accepted after \(count) bytes")
            } catch {
                #expect((0...count).contains(error.position.offset))
            }
        }
    }

    @Test(arguments: documents) func `A document with any byte replaced never crashes`(text: String) {
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x5D, 0x2C, 0x80, 0xC3, 0xF0, 0xFF, 0x0A] {
                var changed = bytes
                changed[index] = byte
                let whole = outcome { () throws(FeedError) in try JSONDocument.parse(changed).dump }
                let pieces = outcome { () throws(FeedError) in
                    try JSONDocument.parse(from: ChunkSource(changed, size: 1)).dump
                }
                #expect(whole == pieces)
            }
        }
    }

    @Test(arguments: documents, [1, 2, 3, 5, 16]) func `Chunks of any size read like the whole`(
        text: String, size: Int
    ) {
        let bytes = Array(text.utf8)
        for count in 0...bytes.count {
            let part = Array(bytes[..<count])
            let whole = outcome { () throws(FeedError) in try JSONDocument.parse(part).dump }
            let pieces = outcome { () throws(FeedError) in
                try JSONDocument.parse(from: ChunkSource(part, size: size)).dump
            }
            #expect(whole == pieces)
        }
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"]) func `A million brackets hit the depth limit`(
        bracket: String
    ) {
        let text = String(repeating: bracket, count: 1_000_000)
        for depth in [1, 128, Int.max] {
            let error = #expect(throws: FeedError.self) {
                try JSONDocument.parse(Array(text.utf8), limits: ReaderLimits(depth: depth))
            }
            #expect(error?.code == .limit)
        }
    }

    @Test func `The deepest permitted document is read and written`() throws {
        let depth = ReaderLimits.greatestDepth
        let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let node = try JSONDocument.parse(Array(text.utf8), limits: ReaderLimits(depth: depth))
        #expect(node.value.jsonText() == text)
    }

    @Test(
        "Texts, names and numbers end at their limit, without reading on",
        arguments: ["\"aaaa", "\"\\u0041aaa", "{\"a", "1", "1.1", "1e1"])
    func boundsEndlessTokens(start: String) {
        struct Endless: ByteSource {
            var chunks: [[UInt8]]
            var given = 0
            mutating func nextChunk() throws(FeedError) -> [UInt8]? {
                given += 1
                guard given < 100 else {
                    throw FeedError(.source, "read on and on", at: .start)
                }
                return given == 1 ? chunks[0] : chunks[1]
            }
        }
        let filler: UInt8 = start.hasPrefix("1") ? 0x31 : 0x61
        let source = Endless(chunks: [Array(start.utf8), [UInt8](repeating: filler, count: 100)])
        let error = #expect(throws: FeedError.self) {
            try JSONDocument.parse(
                from: source, limits: ReaderLimits(textBytes: 1_000, nameBytes: 500, numberBytes: 300))
        }
        #expect(error?.code == .limit)
    }
}
