import Diagnostics
import Feeds
import Testing

@Suite struct SourceTextTests {
    @Test(
        "A text file is UTF-8, or UTF-16 with a mark; the mark is not part of the text",
        arguments: [
            ([], ""), (Array("é😀\r\n".utf8), "é😀\r\n"), ([0xEF, 0xBB, 0xBF, 0x61], "a"),
            ([0xEF, 0xBB, 0xBF], ""),
            ([0xFF, 0xFE, 0xE9, 0x00, 0x3D, 0xD8, 0x00, 0xDE], "é😀"), ([0xFE, 0xFF, 0x00, 0xE9], "é"),
            ([0xFE, 0xFF], ""),
            ([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF], "\u{FEFF}"),
        ] as [([UInt8], String)])
    func decodes(bytes: [UInt8], text: String) throws {
        #expect(try SourceText.decode(bytes).unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test(
        "The first byte that is no text is named",
        arguments: [
            (Array("a\né".utf8) + [0xE9, 0x20], 2, 2, 4), ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], 1, 2, 4),
            ([0xC3], 1, 1, 0),
            (Array("a\r\rb".utf8) + [0xF0, 0x9F], 3, 2, 4), ([0xFF, 0xFE, 0x41, 0x00, 0x00, 0xDC], 1, 2, 1),
            ([0xFF, 0xFE, 0x0A, 0x00, 0x00, 0xD8], 2, 1, 1), ([0xFE, 0xFF, 0x00], 1, 1, 0),
        ] as [([UInt8], Int, Int, Int)])
    func refuses(bytes: [UInt8], line: Int, column: Int, offset: Int) {
        let error = #expect(throws: FeedError.self) { try SourceText.decode(bytes) }
        #expect(error?.code == .encoding)
        #expect(error?.position == SourcePosition(line: line, column: column, offset: offset))
    }
}
