/// The character classes of XML 1.0, fifth edition.
enum XMLCharacters {
    /// Production 2, Char.
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// Production 4, NameStartChar.
    static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
            0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
            0xF900...0xFDCF,
            0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    /// Production 4a, NameChar.
    static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: startsName(scalar)
        }
    }

    /// The first byte that is a control character which XML does not allow at all. Linear, in vector code.
    static func firstControl(in bytes: Span<UInt8>) -> Int? {
        bytes.withUnsafeBufferPointer { text in
            guard let bytes = text.baseAddress else { return nil }
            var index = 0
            // Each block ends at or before the end of the text.
            while index < text.count {
                let size = min(256, text.count &- index)
                let block = bytes + index
                var (found, next) = (UInt8(0), 0)
                while next < size {
                    found |= forbidden(block[next])
                    next &+= 1
                }
                if found != 0 {
                    next = 0
                    while forbidden(block[next]) == 0 { next &+= 1 }
                    return index &+ next
                }
                index &+= size
            }
            return nil
        }
    }

    /// 1 for a forbidden byte. Bitwise, lest a branch keep the loop from being vector code.
    @inline(__always)
    private static func forbidden(_ byte: UInt8) -> UInt8 {
        (byte < 0x20 ? 1 : 0) & (byte == 0x09 ? 0 : 1) & (byte == 0x0A ? 0 : 1) & (byte == 0x0D ? 0 : 1)
    }
}
