import Feeds
import TestSupport
import Testing

@Suite struct UTF8LongTextTests {
    /// Sequence by sequence, as RFC 3629 has it.
    static func reference(_ bytes: [UInt8]) -> (end: Int, ending: UTF8Text.Ending) {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            var ranges: [ClosedRange<UInt8>]
            switch lead {
            case 0x00...0x7F: ranges = []
            case 0xC2...0xDF: ranges = [0x80...0xBF]
            case 0xE0: ranges = [0xA0...0xBF, 0x80...0xBF]
            case 0xE1...0xEC, 0xEE...0xEF: ranges = [0x80...0xBF, 0x80...0xBF]
            case 0xED: ranges = [0x80...0x9F, 0x80...0xBF]
            case 0xF0: ranges = [0x90...0xBF, 0x80...0xBF, 0x80...0xBF]
            case 0xF1...0xF3: ranges = [0x80...0xBF, 0x80...0xBF, 0x80...0xBF]
            case 0xF4: ranges = [0x80...0x8F, 0x80...0xBF, 0x80...0xBF]
            default: return (index, .invalid)
            }
            for (distance, range) in ranges.enumerated() {
                guard index + 1 + distance < bytes.count else { return (index, .incomplete) }
                guard range.contains(bytes[index + 1 + distance]) else { return (index, .invalid) }
            }
            index += 1 + ranges.count
        }
        return (index, .complete)
    }

    @Test(arguments: ["a", "é", "漢", "😀", "aé", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé", "é漢😀a"])
    func `Faults are found at every place of a long text`(filler: String) {
        let faults: [[UInt8]] = [
            [0x80], [0xFF], [0xC0, 0x80], [0xC3], [0xE2, 0x82], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80], [0xF8],
        ]
        let text = Array(String(repeating: filler, count: 130 / filler.utf8.count + 1).utf8)
        for cut in 0...text.count {
            for fault in faults {
                for rest in [0, 3, 40] {
                    let bytes = Array(text[..<cut] + fault + text.prefix(rest))
                    let (ours, theirs) = (UTF8Text.validPrefix(of: bytes.span), Self.reference(bytes))
                    guard ours.end != theirs.end || ours.ending != theirs.ending else { continue }
                    Issue.record("\(filler), \(cut) before \(fault), \(rest) after: \(ours), not \(theirs)")
                }
            }
        }
    }

    @Test func `Random text and random damage are judged alike, from any start`() {
        let seed: UInt64 = 99
        var generator = SeededGenerator(seed: seed)
        for round in 0..<4_000 {
            var bytes: [UInt8] = []
            while bytes.count < round % 200 { bytes += Array(generator.text(upTo: 20).utf8) }
            for _ in 0..<Int.random(in: 0...2, using: &generator) where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let ours = UTF8Text.validPrefix(of: bytes.span, from: start)
            let theirs = Self.reference(Array(bytes[start...]))
            guard ours.end != theirs.end + start || ours.ending != theirs.ending else { continue }
            Issue.record("seed \(seed), round \(round): \(bytes) from \(start): \(ours), not \(theirs)")
        }
    }
}
