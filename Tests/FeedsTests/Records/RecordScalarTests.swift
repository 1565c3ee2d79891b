import Feeds
import TestSupport
import Testing

/// Numbers and lists of texts, straight from the bytes.
@Suite struct RecordScalarTests {
    private static func record(_ texts: [String]) throws -> Record {
        try Record(.list(texts.map { Node(.string($0)) }))
    }

    @Test(
        "An integer counts units of the last decimal place, or is none",
        arguments: [
            ("0", 0, 0), ("7", 0, 7), ("-7", 0, -7), ("-0", 0, 0), ("007", 0, 7), ("12.5", 2, 1_250),
            ("12.50", 1, 125),
            ("12.5", 0, nil), ("12.0", 0, 12), ("0.005", 2, nil), ("0.05", 2, 5), ("-0.05", 2, -5),
            ("", 0, nil),
            ("-", 0, nil), (".5", 1, nil), ("5.", 1, nil), ("1e2", 0, nil), ("1,5", 1, nil), (" 1", 0, nil),
            ("+1", 0, nil), ("1.2.3", 2, nil), ("٣", 0, nil), ("1", 19, nil), ("1", -1, nil),
            ("9223372036854775807", 0, .max), ("-9223372036854775808", 0, .min),
            ("9223372036854775808", 0, nil),
            ("92233720368547758.07", 2, .max), ("92233720368547758.08", 2, nil),
            ("00000000000000000000000000012", 0, 12), ("99999999999999999999", 0, nil),
            ("1", 18, 1_000_000_000_000_000_000),
            ("9.223372036854775807", 18, .max), ("10", 18, nil), ("1.5000000000000000000000000", 1, 15),
        ] as [(String, Int, Int?)])
    func integers(text: String, decimals: Int, expected: Int?) throws {
        let record = try Self.record([text])
        #expect(record.integer(of: 1, decimals: decimals) == expected)
    }

    @Test func `What is no text is no integer`() throws {
        let record = try Record(
            .list([Node(.null), Node(.bool(true)), Node(.list([])), Node(.number("-4.20"))]))
        #expect((0..<4).allSatisfy { record.integer(of: $0) == nil })
        #expect(record.integer(of: 4, decimals: 2) == -420)
    }

    @Test(
        "A text is split at a separator",
        arguments: [
            "", "|", "||", "a", "a|", "|a", "US|CA|GB", "é|ü|", String(repeating: "x|", count: 40) + "end",
        ])
    func parts(text: String) throws {
        let expected =
            text.isEmpty ? [] : text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        var pool = TextPool()
        // Alone, and with enough behind it for whole vectors.
        for texts in [[text], [text, String(repeating: "|", count: 200)]] {
            let record = try Self.record(texts)
            #expect(record.texts(of: 1, separatedBy: "|") == expected)
            #expect(pool.texts(of: 1, separatedBy: "|", in: record) == expected)
        }
        #expect(try Self.record([text]).texts(of: 1, separatedBy: "é") == (text.isEmpty ? [] : [text]))
    }

    @Test func `The texts of a list are its strings and numbers`() throws {
        let list = Value.list([.init(.string("a")), .init(.null), .init(.number("1.0")), .init(.list([]))])
        let record = try Record(.list([Node(list), Node(.string("b")), Node(.null)]))
        #expect(record.texts(of: 1) == ["a", "1.0"])
        #expect(record.texts(of: 6) == ["b"])
        #expect(record.texts(of: 7) == [])
        var pool = TextPool()
        #expect(pool.texts(of: 1, in: record) == ["a", "1.0"])
    }

    @Test("A pool gives each text as it is, whatever it gave before", arguments: 0..<10)
    func pool(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet: [Character] = ["a", "b", "é", "я", "日", "0"]
        let texts = (0..<3_000).map { _ in
            String(
                (0..<Int.random(in: 0...14, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? "x"
                })
        }
        let record = try Self.record(texts)
        var pool = TextPool()
        for (offset, text) in texts.enumerated() {
            let found = pool.text(of: offset + 1, in: record)
            #expect(Array(found.utf8) == Array(text.utf8))
        }
    }

    @Test("Texts of every length up to some vectors are given whole", arguments: [1, 2, 3])
    func lengths(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var pool = TextPool()
        for count in 0...100 {
            let ascii = String(
                (0..<count).map { _ in Character(Unicode.Scalar(UInt8.random(in: 97...122, using: &random))) }
            )
            for text in [ascii, ascii + "é", "é" + ascii] {
                let record = try Self.record([text])
                #expect(record.text(of: 1) == text)
                #expect(pool.text(of: 1, in: record) == text)
                #expect(pool.text(of: 1, in: record) == text)
            }
        }
    }
}
