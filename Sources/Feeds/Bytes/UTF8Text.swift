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
    /// Linear in the bytes looked at; eight ASCII bytes cost one step, and so does a valid sequence.
    public static func validPrefix(of bytes: Span<UInt8>, from start: Int = 0) -> (end: Int, ending: Ending) {
        let raw = bytes.bytes
        let count = bytes.count
        var index = max(0, start)
        while index &+ 8 <= count {
            // In bounds, as the four bytes below are: eight stand before the end.
            let word = UInt64(
                littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
            let high = word & 0x8080_8080_8080_8080
            guard high != 0 else {
                index &+= 8
                continue
            }
            index &+= high.trailingZeroBitCount >> 3
            while index &+ 4 <= count {
                let length = sequenceLength(
                    UInt32(
                        littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt32.self)
                    ))
                guard length > 0 else { return firstFault(bytes, from: index) }
                index &+= length
                guard index < count, bytes[unchecked: index] >= 0x80 else { break }
            }
        }
        return firstFault(bytes, from: index)
    }

    /// The length of the valid sequence of several bytes at the start of four, least significant first; 0 for none.
    @inline(__always)
    private static func sequenceLength(_ word: UInt32) -> Int {
        if word & 0xC0E0 == 0x80C0 { return word & 0x1E != 0 ? 2 : 0 }
        if word & 0xC0_C0F0 == 0x80_80E0 {
            // No overlong form, no surrogate.
            let bits = word & 0x200F
            return bits != 0 && bits != 0x200D ? 3 : 0
        }
        if word & 0xC0C0_C0F8 == 0x8080_80F0 {
            // No overlong form, nothing above U+10FFFF.
            let bits = word & 0x3007
            return bits != 0 && (bits & 4 == 0 || bits == 4) ? 4 : 0
        }
        return 0
    }

    /// The same, byte by byte: for the end of the text and for what is wrong in it.
    private static func firstFault(_ bytes: Span<UInt8>, from start: Int) -> (end: Int, ending: Ending) {
        let count = bytes.count
        var index = start
        while index < count {
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
