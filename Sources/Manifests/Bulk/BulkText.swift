/// What has to hold for all bytes of a file before its lines are looked at one by one.
enum BulkText {
    /// Whether bytes, which are UTF-8, hold only line feeds and what YAML shows as it is, and no variable.
    static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index &+= 1
            if byte &- 0x20 < 0x5F {
                if byte == UInt8(ascii: "$"), isVariable(bytes, index) { return false }
                continue
            }
            switch byte {
            case 0x0A, 0x80...0xC1, 0xC3...0xE1, 0xE3...0xEE, 0xF0...0xF4: continue
            // Control characters.
            case 0xC2: if index < bytes.count, bytes[index] < 0xA0 { return false }
            // The separators of lines and paragraphs.
            case 0xE2:
                if index &+ 1 < bytes.count, bytes[index] == 0x80, bytes[index &+ 1] & 0xFE == 0xA8 {
                    return false
                }
            default: return false
            }
        }
        return true
    }

    /// Whether `{var.` stands at an index.
    @inline(__always)
    static func isVariable(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        index &+ 5 <= bytes.count && bytes[index] == UInt8(ascii: "{")
            && bytes[index &+ 1] == UInt8(ascii: "v") && bytes[index &+ 2] == UInt8(ascii: "a")
            && bytes[index &+ 3] == UInt8(ascii: "r") && bytes[index &+ 4] == UInt8(ascii: ".")
    }

    /// Whether some text of a file is a variable.
    static func hasVariables(_ bytes: Span<UInt8>) -> Bool {
        let raw = bytes.bytes
        let pattern = 0x2424_2424_2424_2424 as UInt64
        var index = 0
        while index < bytes.count {
            if index &+ 8 <= bytes.count {
                let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
                if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 == 0 {
                    index &+= 8
                    continue
                }
            }
            let end = min(index &+ 8, bytes.count)
            while index < end {
                if bytes[index] == UInt8(ascii: "$"), isVariable(bytes, index &+ 1) { return true }
                index &+= 1
            }
        }
        return false
    }
}
