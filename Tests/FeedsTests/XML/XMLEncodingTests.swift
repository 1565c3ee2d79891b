import Diagnostics
import Feeds
import Testing

@Suite struct XMLEncodingTests {
    static let source = "<?xml version='1.0' encoding='E'?>\n<r a='é'>é<b/></r>"

    static func wide(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return bigEndian ? pair.reversed() : pair
        }
    }

    @Test(arguments: ["ISO-8859-1", "latin1", "windows-1252"]) func `Single bytes are read by declaration`(
        name: String
    ) throws {
        let bytes = Self.source.replacing("'E'", with: "'\(name)'").unicodeScalars.map { UInt8($0.value) }
        let root = try XMLDocument.parse(bytes)
        #expect(root.attributes[0].value == "é")
        #expect(root.text == "é")
        #expect(root.elements[0].position.column == 11)
    }

    @Test func `Windows-1252 has its own upper half`() throws {
        let bytes =
            Array("<?xml version='1.0' encoding='windows-1252'?><r>".utf8) + [0x80, 0x93, 0x81]
            + Array("</r>".utf8)
        #expect(try XMLDocument.parse(bytes).text == "€“\u{81}")
    }

    @Test(arguments: [(true, true), (false, true), (true, false), (false, false)])
    func `UTF-16 is read with and without a mark, both ways round`(bigEndian: Bool, mark: Bool) throws {
        let text = Self.source.replacing("'E'", with: "'UTF-16'").replacing("é<b", with: "é😀<b")
        let bytes = Self.wide(text, bigEndian: bigEndian, mark: mark)
        for size in [1, 2, 3, 1_000] {
            let root = try XMLDocument.parse(from: ChunkSource(bytes, size: size))
            #expect(root.text == "é😀")
            #expect(root.elements[0].position.column == 12)
        }
    }

    @Test(
        "What cannot be read is refused",
        arguments: [
            Array("<?xml version='1.0' encoding='EBCDIC'?><r/>".utf8),
            Array("<?xml version='1.0' encoding='UTF-16'?><r/>".utf8),
            Array("<r>".utf8) + [0xE9] + Array("</r>".utf8),
            wide("<r>", bigEndian: false, mark: true) + [0x00, 0xD8, 0x41, 0x00],
            [0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0], wide("<r/>", bigEndian: true, mark: true) + [0],
        ])
    func refuses(bytes: [UInt8]) {
        let error = #expect(throws: FeedError.self) { try XMLDocument.parse(bytes) }
        #expect(error?.code == .encoding)
    }
}
