import Diagnostics
import Testing

@testable import Feeds

@Suite struct DecodedSourceTests {
    static func wide(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        switch encoding {
        case .utf16LittleEndian: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .utf32LittleEndian: text.unicodeScalars.flatMap { Packing.little(UInt64($0.value), 4) }
        case .utf32BigEndian: text.unicodeScalars.flatMap { Packing.little(UInt64($0.value), 4).reversed() }
        default: Array(text.utf8)
        }
    }

    static let all: [TextEncoding] = [
        .utf8, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian,
    ]

    @Test(arguments: all) func `A byte order mark says what a text is, and is not part of it`(
        encoding: TextEncoding
    ) {
        for text in ["", "1", "id,title\n1,é😀\n"] {
            let bytes = Self.wide("\u{FEFF}" + text, encoding)
            for size in chunkSizes {
                for asked in [nil, encoding] {
                    let result = TextEncodingTests.decode(bytes, asked, size: size)
                    // The readers skip the mark of UTF-8.
                    let expected = encoding == .utf8 ? bytes : Array(text.utf8)
                    #expect(
                        result.bytes == expected && result.error == nil, "\(encoding.name), chunks of \(size)"
                    )
                }
            }
        }
    }

    @Test(arguments: all.dropFirst()) func `Without a mark the zeros tell, for those who ask`(
        encoding: TextEncoding
    ) {
        for text in ["1", "[]", "{\"id\":\"é😀\"}", "漢字,漢字\n漢,字\n", "[\"一百\"]"] {
            let bytes = Self.wide(text, encoding)
            for size in chunkSizes {
                let source = ChunkSource(bytes, size: size)
                #expect(
                    Drained(DecodedSource(source, search: .markOrZeros)).text == text,
                    "\(encoding.name) \(text)")
                let error = Drained(DecodedSource(source, search: .mark)).error
                #expect(error?.code == .encoding)
                #expect(error?.help?.contains("--encoding \(encoding.name)") == true)
                #expect(Drained(DecodedSource(source, search: .none)).bytes == bytes)
            }
        }
    }

    @Test(arguments: ["", "a", "\0", "a,b\n1,2\n", "é", "漢", "a\0b,c", "abc\0", "\u{1}\0\u{1}\0\0"])
    func `What is not wide is not taken for it`(text: String) {
        let isNarrow = EncodingDetection.wide(Array(text.utf8)[...]) == nil
        #expect(isNarrow || text.utf8.contains(0))
        if isNarrow { #expect(TextEncodingTests.decode(Array(text.utf8), nil).text == text) }
    }

    @Test(
        "A mark that contradicts the encoding asked for is an error",
        arguments: [
            (TextEncoding.utf8, "windows-1252"), (.utf8, "utf-16"), (.utf16LittleEndian, "utf-8"),
            (.utf16LittleEndian, "windows-1251"), (.utf16BigEndian, "utf-16le"), (.utf32BigEndian, "utf-16"),
            (.utf16LittleEndian, "utf-32"),
        ] as [(TextEncoding, String)])
    func contradicts(mark: TextEncoding, name: String) throws {
        let bytes = Self.wide("\u{FEFF}id,title\n", mark)
        let error = TextEncodingTests.decode(bytes, try TextEncodingTests.encoding(name)).error
        #expect(error?.code == .encoding)
        #expect(error?.help?.contains("leave") == true)
    }

    @Test func `Offsets count the mark`() {
        let bytes = [0xFF, 0xFE] + Self.wide("a", .utf16LittleEndian) + [0, 0xDC]
        for size in chunkSizes {
            for encoding in [nil, TextEncoding.utf16, .utf16LittleEndian] {
                let error = TextEncodingTests.decode(bytes, encoding, size: size).error
                #expect(error?.message.contains("offset 4") == true, "\(String(describing: error))")
                #expect(error?.position == SourcePosition(line: 1, column: 2, offset: 1))
            }
        }
    }

    @Test func `UTF-8 passes unchanged, with its faults`() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x28]
        for encoding in [nil, TextEncoding.utf8] {
            #expect(TextEncodingTests.decode(bytes, encoding).bytes == bytes)
        }
    }

    @Test(
        "A text that is not UTF-8 is told what it may be",
        arguments: [
            (
                "windows-1252",
                "Caf\u{E9} cr\u{E8}me, na\u{EF}ve \u{FC}ber offer from M\u{FC}nchen".unicodeScalars.map {
                    UInt8($0.value)
                }
            ),
            (
                "windows-1251",
                [
                    0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x20, 0xEC, 0xE8, 0xF0, 0x20, 0xE8, 0x20, 0xE4, 0xF0,
                    0xF3, 0xE7, 0xFC, 0xFF,
                ]
            ),
            (
                "koi8-r",
                [
                    0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4, 0x20, 0xCD, 0xC9, 0xD2, 0x20, 0xC9, 0x20, 0xC4, 0xD2,
                    0xD5, 0xDA, 0xD8, 0xD1,
                ]
            ),
            (
                "ibm866",
                [
                    0x8F, 0xE0, 0xA8, 0xA2, 0xA5, 0xE2, 0x20, 0xAC, 0xA8, 0xE0, 0x20, 0xA8, 0x20, 0xA4, 0xE0,
                    0xE3,
                ]
            ),
            (
                "shift_jis",
                [0x82, 0xB1, 0x82, 0xF1, 0x82, 0xC9, 0x82, 0xBF, 0x82, 0xCD, 0x93, 0xFA, 0x96, 0x7B]
            ),
            ("euc-jp", [0xA4, 0xB3, 0xA4, 0xF3, 0xA4, 0xCB, 0xA4, 0xC1, 0xA4, 0xCF, 0xC6, 0xFC, 0xCB, 0xDC]),
            ("gb18030", [0xD6, 0xD0, 0xB9, 0xFA, 0xC8, 0xCB, 0xC3, 0xF1, 0xB1, 0xA8, 0xBC, 0xDB]),
            ("euc-kr", [0xB0, 0xA1, 0xB3, 0xAA, 0xB4, 0xD9, 0x20, 0xC0, 0xCC, 0xC6, 0xC4]),
            ("utf-16le", [0x61, 0x00, 0xE9, 0x00, 0x62, 0x00]),
        ] as [(String, [UInt8])])
    func guesses(name: String, text: [UInt8]) throws {
        let bytes = Array("id,title\n1,".utf8) + text
        let valid = UTF8Text.validPrefix(of: bytes.span)
        #expect(valid.ending != .complete)
        // The text of two bytes a unit starts at an even place.
        let shown = name == "utf-16le" ? Array(bytes.dropFirst(11)) : bytes
        let index = name == "utf-16le" ? valid.end - 11 : valid.end
        let error = FeedError.notUTF8(
            shown.span, at: index, position: SourcePosition(line: 2, column: 3, offset: index))
        #expect(error.code == .encoding && error.position.line == 2)
        #expect(error.likelyEncodings.contains { $0.name == name }, "\(error.likelyEncodings)")
        #expect(error.help?.contains("looks like ") == true, "\(String(describing: error.help))")
        #expect(error.message.hasPrefix("byte 0x"))
    }

    @Test func `Damaged UTF-8 is not taken for something else`() {
        let bytes = Array("id,title\n1,Привет мир, ".utf8) + [0xD0] + Array(" и друзья\n".utf8)
        let place = UTF8Text.validPrefix(of: bytes.span).end
        let error = FeedError.notUTF8(bytes.span, at: place, position: .start)
        #expect(error.help?.contains("the text around it is UTF-8") == true)
    }

    @Test func `Binary data is told to be none`() {
        let bytes: [UInt8] = [1, 2, 0xFF, 0xFE, 7, 0, 0, 3, 0x81]
        let error = FeedError.notUTF8(bytes.span, at: 2, position: .start)
        #expect(error.help == "the file is damaged there, or is no text")
        #expect(FeedError.notUTF8(bytes.span, at: 9, position: .start).message.contains("ends inside"))
    }
}
