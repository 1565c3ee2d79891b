import Diagnostics
import Testing

@testable import Feeds

@Suite struct ByteSourceTests {
    @Test(arguments: chunkSizes) func `The head of a source can be looked at, and is given all the same`(
        size: Int
    ) throws {
        let bytes = Array("0123456789".utf8)
        for count in [2, 4, 10, 11] {
            var source = HeadedSource(ChunkSource(bytes, size: size))
            for _ in 0..<2 { #expect(source.head(count).elementsEqual(bytes.prefix(count))) }
            source.skip(2)
            #expect(Drained(source).bytes == Array(bytes.dropFirst(2)))
        }
        var untouched = HeadedSource(ChunkSource(bytes, size: size))
        #expect(untouched.head(0).isEmpty)
        #expect(Drained(untouched).bytes == bytes)
    }

    @Test(arguments: chunkSizes) func `What a source fails with comes after what it gave, in every layer`(
        size: Int
    ) throws {
        let failure = FeedError(.source, "the disk failed", at: .start)
        let text = "id,title\n1,é\n"
        let layers: [(String, ([UInt8]) throws -> Drained)] = [
            ("decoded", { Drained(DecodedSource(FailingSource($0, size: size, then: failure))) }),
            ("headed", { Drained(HeadedSource(FailingSource($0, size: size, then: failure))) }),
        ]
        for (name, read) in layers {
            let result = try read(Array(text.utf8))
            #expect(result.text == text && result.error == failure, "\(name)")
        }
        let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let decoded = Drained(
            DecodedSource(FailingSource(wide, size: size, then: failure), encoding: .utf16LittleEndian))
        #expect(decoded.text == text && decoded.error == failure)
        // A member ends at its last byte, so that all of the text is there although more should come.
        let packed = Packing.deflate(Array(text.utf8))
        let inflated = Drained(GzipSource(FailingSource(packed, size: size, then: failure)))
        #expect(inflated.text == text && inflated.error == failure)
    }

    @Test func `A fault of a source is placed where its text ends`() {
        let packed = Packing.deflate(Array("[1,\n 2,\n 3".utf8))
        let error = #expect(throws: FeedError.self) {
            try JSONDocument.parse(from: GzipSource(ChunkSource(Array(packed.dropLast(9)), size: 4_096)))
        }
        #expect(error?.code == .truncated)
        #expect((error?.position.line ?? 0) >= 1)
        #expect(FeedError(.source, "gone", at: .start).diagnostic(file: "a.csv").place?.position == nil)
        var window = RecordWindow(
            FailingSource(Array("a\nbc".utf8), size: 2, then: FeedError(.damaged, "bad", at: .start)))
        while window.refill() {}
        let placed = #expect(throws: FeedError.self) { try window.throwSourceFault() }
        #expect(placed?.position == SourcePosition(line: 2, column: 3, offset: 4))
    }
}
