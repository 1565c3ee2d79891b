/// Validation of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
public enum UTF8Text {
    /// Why a run of valid text ends.
    public enum Ending: Sendable, Hashable {
        /// At the end of the bytes.
        case complete
        /// In a sequence that more bytes could complete.
        case incomplete
        /// At bytes that no text contains.
        case invalid
    }

    /// How many bytes from `start` on are whole, valid sequences, and why no more are.
    ///
    /// Linear in the bytes looked at; eight ASCII bytes cost one step.
    public static func validPrefix(of bytes: Span<UInt8>, from start: Int = 0) -> (end: Int, ending: Ending) {
        let raw = bytes.bytes
        let count = bytes.count
        var index = max(0, start)
        while index < count {
            if index &+ 8 <= count {
                let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 == 0 {
                    index &+= 8
                    continue
                }
            }
            let lead = bytes[index]
            if lead < 0x80 {
                index &+= 1
                continue
            }
            let length: Int
            var lowest: UInt8 = 0x80
            var highest: UInt8 = 0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, lowest) = (3, 0xA0)
            case 0xED: (length, highest) = (3, 0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, lowest) = (4, 0x90)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, highest) = (4, 0x8F)
            default: return (index, .invalid)
            }
            for distance in 1..<length {
                guard index &+ distance < count else { return (index, .incomplete) }
                let byte = bytes[index &+ distance]
                guard byte >= lowest, byte <= highest else { return (index, .invalid) }
                (lowest, highest) = (0x80, 0xBF)
            }
            index &+= length
        }
        return (count, .complete)
    }
}
