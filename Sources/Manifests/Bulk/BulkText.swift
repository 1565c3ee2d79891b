#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

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
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return false }
            var index = 0
            // In bounds: the search never goes behind the bytes.
            while index < buffer.count, let found = memchr(base + index, 0x24, buffer.count - index) {
                index = UnsafeRawPointer(found) - base + 1
                if isVariable(bytes, index) { return true }
            }
            return false
        }
    }
}
