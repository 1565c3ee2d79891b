import Diagnostics
import Feeds
import Testing

/// Documents larger than what the parser is handed at once.
@Suite struct XMLSliceTests {
    @Test(arguments: [1_000, 4_099, 16_384, 1 << 20])
    func `Places and line ends are right across slices and chunks`(size: Int) throws {
        let rows = 2_000
        let row = "<é a='1' bb=\"é\">x&amp;y</é>\r\n<![CDATA[é\r\n\r]]>\r\n"
        let text = "<r>\n" + String(repeating: row, count: rows) + "</r>"
        let root = try XMLDocument.parse(from: ChunkSource(Array(text.utf8), size: size))
        #expect(root.elements.count == rows)
        let bytes = row.utf8.count
        for (index, element) in root.elements.enumerated() {
            let line = 2 + 4 * index
            #expect(element.position == SourcePosition(line: line, column: 1, offset: 4 + bytes * index))
            #expect(element.attributes.map(\.position.column) == [4, 10])
            #expect(element.attributes.map(\.position.line) == [line, line])
        }
        #expect(root.text == "\n" + String(repeating: "\né\n\n\n", count: rows))
    }

    @Test func `A long CDATA section has its line ends made one, wherever it is cut`() throws {
        for shift in 0..<4 {
            let text = String(repeating: "x", count: shift) + String(repeating: "a\r\n", count: 30_000)
            let root = try XMLDocument.parse(Array("<r><![CDATA[\(text)]]></r>".utf8))
            let expected = String(repeating: "x", count: shift) + String(repeating: "a\n", count: 30_000)
            #expect(root.text.utf8.elementsEqual(expected.utf8))
        }
    }
}
