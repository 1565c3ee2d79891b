import TestSupport
import Testing

@testable import Feeds

/// Words and vectors see more bytes than they are asked about: every length and every place in a larger text.
@Suite struct ByteSearchTests {
    @Test(arguments: 0..<20) func `Bytes are found where they are first, in ranges of every length`(
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = [0x61, 0x2C, 0x2D, 0x2B, 0x00, 0x01, 0x80, 0xAC]
        for length in 0..<150 {
            let isSparse = Bool.random(using: &generator)
            let bytes = (0..<length).map { _ in
                isSparse && Int.random(in: 0..<40, using: &generator) > 0
                    ? 0x61 : alphabet.randomElement(using: &generator) ?? 0
            }
            let start = Int.random(in: 0...length, using: &generator)
            let end = Int.random(in: start...length, using: &generator)
            for wanted: UInt8 in [0x2C, 0, 0x80] {
                let expected = bytes[start..<end].firstIndex(of: wanted) ?? end
                let pattern = ByteSearch.pattern(wanted)
                #expect(ByteSearch.near(pattern, in: bytes.span.bytes, from: start, to: end) == expected)
                #expect(ByteSearch.far(pattern, in: bytes.span.bytes, from: start, to: end) == expected)
            }
            let special = bytes[start..<end].firstIndex { $0 == 0 || $0 >= 0x80 } ?? end
            #expect(ByteSearch.firstSpecial(in: bytes.span.bytes, from: start, to: end) == special)
        }
    }

    @Test(arguments: 0..<300) func `The quick answer about text is the exact one`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabets: [[String]] = [
            ["a", "é", "漢", "😀"], ["a", "b", "c", "d", "e", "f", "é"], ["é", "ы"],
            ["漢", "\u{800}", "\u{D7FF}", "\u{E000}"],
            ["😀", "\u{10000}", "\u{10FFFF}"], ["a", "\u{7FF}", "\u{80}", "\u{FFFF}"],
        ]
        let alphabet = alphabets.randomElement(using: &generator) ?? []
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            bytes += Array((alphabet.randomElement(using: &generator) ?? "").utf8)
        }
        let odd: [UInt8] = [
            0, 0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC3, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1,
            0xF4, 0xF5, 0xFF,
        ]
        Self.expectExact(bytes)
        for _ in 0..<60 where !bytes.isEmpty {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                changed[Int.random(in: changed.indices, using: &generator)] =
                    odd.randomElement(using: &generator) ?? 0
            }
            let cut = Int.random(in: 0...changed.count, using: &generator)
            Self.expectExact(changed)
            Self.expectExact(Array(changed[cut...]))
            Self.expectExact(Array(changed[..<cut]))
        }
    }

    /// Looks at bytes alone, and among others that would complete or spoil them.
    private static func expectExact(_ bytes: [UInt8]) {
        let isText = UTF8Text.validPrefix(of: bytes.span).ending == .complete && !bytes.contains(0)
        for (before, behind) in [
            ([], []), ([0xF0, 0x90], [0x80, 0x80]), ([0xE2], [0x80]), ([0, 0xFF, 0x0A], [0]),
        ] as [([UInt8], [UInt8])] {
            let all = before + bytes + behind
            let found = UTF8Check.isText(all.span, from: before.count, to: before.count + bytes.count)
            #expect(found == isText, "\(bytes)")
        }
    }
}
