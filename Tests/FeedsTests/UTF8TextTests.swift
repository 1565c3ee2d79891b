import Feeds
import Testing

@Suite struct UTF8TextTests {
    @Test(
        "Validation finds the end of the valid part",
        arguments: [
            ([], 0, .complete), (Array("plain ascii, longer than eight".utf8), 30, .complete),
            (Array("é€😀".utf8), 9, .complete), ([0x61, 0xC3], 1, .incomplete),
            ([0xE2, 0x82], 0, .incomplete),
            ([0xF0, 0x9F, 0x98], 0, .incomplete), ([0xF4, 0x90], 0, .invalid), ([0xE0, 0x9F], 0, .invalid),
            ([0xED, 0xA0], 0, .invalid), ([0xF0, 0x8F], 0, .invalid), ([0xC1], 0, .invalid),
            ([0xF5], 0, .invalid),
            (Array("12345678".utf8) + [0xBF], 8, .invalid), ([0xC3, 0x28], 0, .invalid),
        ] as [([UInt8], Int, UTF8Text.Ending)])
    func validates(bytes: [UInt8], end: Int, ending: UTF8Text.Ending) {
        let result = UTF8Text.validPrefix(of: bytes.span)
        #expect(result.end == end)
        #expect(result.ending == ending)
    }

    @Test func `Every lead byte with every edge of what may follow agrees with the standard library`() {
        for first: UInt8 in 0x7E...0xFF {
            for second: UInt8 in [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xFF] {
                for third: UInt8 in [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
                    for bytes in [[first, second], [first, second, third], [first, second, third, 0x80]] {
                        let ours = UTF8Text.validPrefix(of: bytes.span).ending == .complete
                        guard ours != (String(validating: bytes, as: UTF8.self) != nil) else { continue }
                        Issue.record("disagree on \(bytes)")
                    }
                }
            }
        }
    }
}
