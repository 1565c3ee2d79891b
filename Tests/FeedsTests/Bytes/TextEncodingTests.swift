import Diagnostics
import TestSupport
import Testing

@testable import Feeds

@Suite struct TextEncodingTests {
    /// What a text in an encoding says, cut into chunks.
    static func decode(_ bytes: [UInt8], _ encoding: TextEncoding?, size: Int = .max) -> Drained {
        Drained(DecodedSource(ChunkSource(bytes, size: size), encoding: encoding))
    }

    static func encoding(_ name: String) throws -> TextEncoding { try #require(TextEncoding(name: name)) }

    @Test(
        "Names are told by their letters and digits",
        arguments: [
            ("UTF-8", "utf-8"), ("utf8", "utf-8"), ("ASCII", "utf-8"), ("UTF-16LE", "utf-16le"),
            ("utf_16", "utf-16"),
            ("ISO_8859-1", "iso-8859-1"), ("latin-1", "iso-8859-1"), ("ISO-8859-15", "iso-8859-15"),
            ("l2", "iso-8859-2"),
            ("CP1252", "windows-1252"), ("Windows-1251", "windows-1251"), ("KOI8-R", "koi8-r"),
            ("cp437", "ibm437"),
            ("IBM866", "ibm866"), ("Shift_JIS", "shift_jis"), ("SJIS", "shift_jis"), ("GB2312", "gbk"),
            ("EUC-KR", "euc-kr"),
            ("Big5", "big5"),
        ])
    func names(name: String, canonical: String) {
        #expect(TextEncoding(name: name)?.name == canonical)
    }

    @Test(arguments: ["", "utf-7", "ebcdic", "windows-1259", "-", "é", "utf-88"])
    func `Unknown names are none`(name: String) {
        #expect(TextEncoding(name: name) == nil)
    }

    @Test(arguments: TextEncoding.names) func `Every encoding can be read here, and ASCII where it holds it`(
        name: String
    ) throws {
        let encoding = try Self.encoding(name)
        #expect(encoding.name == name)
        guard encoding.holdsASCII else { return }
        let ascii = (0..<0x80).map { UInt8($0) }
        for size in [1, 7, .max] {
            let result = Self.decode(ascii, encoding, size: size)
            #expect(result.bytes == ascii && result.error == nil)
        }
    }

    /// A word of each encoding.
    static let words: [(String, [UInt8], String)] = [
        ("iso-8859-1", [0xE9, 0x80], "é\u{80}"), ("windows-1252", [0x80, 0x93, 0xE9, 0x81], "€“é\u{81}"),
        ("iso-8859-2", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"), ("iso-8859-15", [0xA4], "€"),
        ("windows-1250", [0x8A, 0xE8], "Šč"), ("iso-8859-5", [0xBF, 0xE0, 0xD8], "При"),
        ("windows-1251", [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x88], "Привет€"),
        ("koi8-r", [0xF0, 0xD2, 0xC9], "При"), ("koi8-u", [0xA4], "є"),
        ("ibm866", [0x8F, 0xE0, 0xA8], "При"),
        ("ibm437", [0x81, 0x9B, 0xE1], "ü¢ß"), ("ibm850", [0x9C, 0xB5], "£Á"),
        ("windows-1253", [0xC5, 0xEB], "Ελ"),
        ("windows-1255", [0xF9, 0xC8], "ש\u{05B8}"), ("windows-1256", [0xE3], "م"),
        ("windows-1258", [0x41, 0xEC], "A\u{301}"),
        ("windows-874", [0xA1, 0x85], "ก…"), ("macintosh", [0x8E, 0xDB], "é€"),
        ("shift_jis", [0x93, 0xFA, 0x96, 0x7B, 0xB1, 0x5C, 0x7E, 0x87, 0x40], "日本ｱ\\~①"),
        ("euc-jp", [0xC6, 0xFC, 0x8E, 0xB1, 0x8F, 0xB0, 0xA1, 0xAD, 0xA1], "日ｱ丂①"),
        ("gb18030", [0xBA, 0xBA, 0x94, 0x39, 0xDA, 0x33, 0x81, 0x30, 0x84, 0x36], "汉💩¥"),
        ("gbk", [0xBA, 0xBA, 0x80], "汉€"), ("big5", [0xBA, 0x7E], "漢"),
        ("big5-hkscs", [0x88, 0x62, 0xBA, 0x7E], "Ê̄漢"),
        ("euc-kr", [0xB0, 0xA1, 0x81, 0x41], "가갂"),
        ("utf-16le", [0xE9, 0, 0x3D, 0xD8, 0, 0xDE], "é😀"),
        ("utf-16be", [0, 0xE9, 0xD8, 0x3D, 0xDE, 0], "é😀"),
        ("utf-16", [0xFE, 0xFF, 0, 0xE9], "é"), ("utf-32", [0xFF, 0xFE, 0, 0, 0, 0xF6, 1, 0], "😀"),
        ("utf-32le", [0, 0xF6, 1, 0], "😀"), ("utf-32be", [0, 1, 0xF6, 0], "😀"), ("utf-16", [0x31, 0], "1"),
        ("utf-32", [0, 0, 0, 0x31], "1"), ("utf-16", [], ""),
    ]

    @Test("Characters are read, wherever they are cut", arguments: words)
    func reads(name: String, bytes: [UInt8], text: String) throws {
        for size in chunkSizes {
            let result = Self.decode(bytes, try Self.encoding(name), size: size)
            #expect(Array(result.text.unicodeScalars) == Array(text.unicodeScalars), "chunks of \(size)")
            #expect(result.error == nil)
        }
    }

    @Test(
        "Bytes that are no character are refused where they stand",
        arguments: [
            ("windows-1251", [0x98], "byte 0x98", 1), ("iso-8859-5", [0x98], "control character", 1),
            ("iso-8859-7", [0xAE], "byte 0xAE", 1), ("windows-1253", [0xAA], "byte 0xAA", 1),
            ("shift_jis", [0xFD, 0x41], "byte 0xFD", 1), ("shift_jis", [0x81, 0x20], "byte 0x81", 1),
            ("euc-jp", [0x80], "byte 0x80", 1), ("euc-jp", [0xC6, 0x41], "byte 0xC6", 1),
            ("euc-kr", [0xFF], "byte 0xFF", 1),
            ("gb18030", [0x81, 0x30, 0x41, 0x41], "byte 0x81", 1), ("gbk", [0xFF], "byte 0xFF", 1),
            ("big5", [0x80], "byte 0x80", 1),
            ("big5", [0xA1, 0x20], "byte 0xA1", 1), ("big5-hkscs", [0xFF], "byte 0xFF", 1),
            ("shift_jis", [0x93], "ends inside", 1), ("gb18030", [0x81, 0x30, 0x81], "ends inside", 1),
            ("euc-jp", [0x8F, 0xB0], "ends inside", 1),
            ("utf-16le", [0x00, 0xDC, 0x41, 0x00], "surrogate", 2),
            ("utf-16le", [0x00, 0xD8, 0x41, 0x00], "surrogate", 2),
            ("utf-16be", [0xD8, 0x00], "ends inside", 2), ("utf-16be", [0xD8], "ends inside", 2),
            ("utf-32le", [0x00, 0xD8, 0x00, 0x00], "no Unicode scalar", 4),
            ("utf-32be", [0x00, 0x11, 0x00, 0x00], "no Unicode scalar", 4),
            ("utf-32be", [0x00, 0x11, 0x00], "ends inside", 4),
        ] as [(String, [UInt8], String, Int)])
    func refuses(name: String, bytes: [UInt8], problem: String, unit: Int) throws {
        let encoding = try Self.encoding(name)
        for before in ["", "ab\ncd", String(repeating: "x", count: 300) + "\r\ny"] {
            let head = before.utf8.flatMap { byte -> [UInt8] in
                let zeros = [UInt8](repeating: 0, count: unit - 1)
                return name.hasSuffix("be") ? zeros + [byte] : [byte] + zeros
            }
            for size in [1, 2, 3, 7, 250, Int.max] {
                let result = Self.decode(head + bytes, encoding, size: size)
                #expect(result.text == before)
                let error = try #require(result.error)
                #expect(error.code == .encoding)
                #expect(error.message.contains(problem), "\(error)")
                #expect(error.message.contains("offset \(head.count)"), "\(error)")
                #expect(error.message.contains(name), "\(error)")
                #expect(error.position.offset == before.utf8.count)
                #expect(error.position.line == (before.isEmpty ? 1 : 2))
                #expect(error.position.column == (before.isEmpty ? 1 : before.hasSuffix("y") ? 2 : 3))
            }
        }
    }

    @Test(arguments: 0..<30) func `Text of any script survives its encodings, however it is cut`(
        round: UInt64
    ) throws {
        let seed = 4_200 &+ round
        var generator = SeededGenerator(seed: seed)
        let words = Self.words.filter { !$0.1.isEmpty && $0.0 != "utf-16" && $0.0 != "utf-32" }
        let (name, word, text) = try #require(words.randomElement(using: &generator))
        let encoding = try Self.encoding(name)
        let unit = name.hasPrefix("utf-16") ? 2 : name.hasPrefix("utf-32") ? 4 : 1
        var bytes: [UInt8] = []
        var expected = ""
        for _ in 0..<Int.random(in: 1...400, using: &generator) {
            if Bool.random(using: &generator) {
                bytes += word
                expected += text
            } else {
                let zeros = [UInt8](repeating: 0, count: unit - 1)
                bytes += name.hasSuffix("be") ? zeros + [0x2C] : [0x2C] + zeros
                expected += ","
            }
        }
        for size in chunkSizes + [Int.random(in: 1...300, using: &generator)] {
            let result = Self.decode(bytes, encoding, size: size)
            #expect(
                result.error == nil && result.bytes == Array(expected.utf8),
                "seed \(seed), \(name), chunks of \(size)")
        }
    }

    @Test func `Random bytes are refused or read, the same for every cut`() throws {
        let seed: UInt64 = 31_337
        var generator = SeededGenerator(seed: seed)
        for name in TextEncoding.names where name != "utf-8" {
            let encoding = try Self.encoding(name)
            for _ in 0..<8 {
                let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                let whole = Self.decode(bytes, encoding)
                #expect(String(validating: whole.bytes, as: UTF8.self) != nil)
                for size in [1, 2, 3, 7] {
                    let cut = Self.decode(bytes, encoding, size: size)
                    #expect(
                        cut.bytes == whole.bytes && cut.error == whole.error,
                        "seed \(seed), \(name), \(bytes)")
                }
            }
        }
    }

    @Test func `Python reads every code page the same`() throws {
        let codecs = [
            "windows-874": "cp874", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
            "shift_jis": "cp932",
            "euc-kr": "cp949", "iso-8859-11": "iso8859_11",
        ]
        let pages = ["iso", "windows", "koi8", "ibm", "mac", "x-mac"]
        let names = TextEncoding.names.filter { name in pages.contains { name.hasPrefix($0) } }
        let script = """
            import sys
            for name in sys.argv[1:]:
                print(name, end='')
                for b in range(256):
                    try: print('', '%04X' % ord(bytes([b]).decode(name)), end='')
                    except UnicodeDecodeError: print(' -', end='')
                print()
            """
        let folder = try ScratchFolder()
        let arguments =
            ["python3", "-c", script] + names.map { codecs[$0] ?? $0.replacing("ibm", with: "cp") }
        guard let output = try Program.run(arguments, in: folder) else { return }
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == names.count)
        for (name, line) in zip(names, lines) {
            let encoding = try Self.encoding(name)
            let transcoder = Transcoder(encoding)
            let isISO = name.hasPrefix("iso") && name != "iso-8859-1"
            for (byte, code) in line.split(separator: " ").dropFirst().enumerated() {
                var fresh = transcoder
                let result = fresh.transcode([UInt8(byte)], isLast: true)
                let text = String(decoding: result.output, as: UTF8.self)
                let ours = result.fault == nil ? text.unicodeScalars.map(\.value) : []
                var theirs = UInt32(code, radix: 16).map { [$0] } ?? []
                // Control characters of ISO 8859 are refused; Windows-1252 is the web's; and what is no character is none.
                if isISO, (0x80..<0xA0).contains(byte) { theirs = [] }
                if name == "windows-1252", theirs.isEmpty { theirs = [UInt32(byte)] }
                #expect(ours == theirs, "\(name) \(String(byte, radix: 16))")
            }
        }
    }
}
