/// Unescaping of JSON strings (RFC 8259, section 7).
enum JSONEscapes {
    /// Writes the text of a string whose escapes are checked on the way; false when one of them is none.
    ///
    /// The range is what stands between the quotes. The output must have room for as many bytes, which the text never
    /// exceeds.
    static func decode(
        _ range: Range<Int>, of source: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) -> Bool {
        var index = range.lowerBound
        let end = range.upperBound
        let raw = source.bytes
        while index < end {
            // Copy up to the next backslash, eight bytes a step where none of them is one.
            while index &+ 8 <= end, output.freeCapacity >= 8 {
                let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                let flipped = word ^ 0x5C5C_5C5C_5C5C_5C5C
                guard (flipped &- 0x0101_0101_0101_0101) & ~flipped & 0x8080_8080_8080_8080 == 0 else {
                    break
                }
                append(word, to: &output)
                index &+= 8
            }
            while index < end, source[index] != UInt8(ascii: "\\") {
                output.append(source[index])
                index &+= 1
            }
            guard index < end else { break }
            guard let next = decodeEscape(at: index, end, source, &output) else { return false }
            index = next
        }
        return true
    }

    @inline(__always)
    private static func append(_ word: UInt64, to output: inout OutputSpan<UInt8>) {
        output.withUnsafeMutableBufferPointer { buffer, count in
            // In bounds: the caller has seen that eight bytes are free.
            UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                .storeBytes(of: word, as: UInt64.self)
            count &+= 8
        }
    }

    /// Decodes one escape; the index behind it.
    private static func decodeEscape(
        at start: Int, _ end: Int, _ source: Span<UInt8>, _ output: inout OutputSpan<UInt8>
    ) -> Int? {
        guard start &+ 1 < end else { return nil }
        let plain: UInt8
        switch source[start &+ 1] {
        case UInt8(ascii: "\""): plain = UInt8(ascii: "\"")
        case UInt8(ascii: "\\"): plain = UInt8(ascii: "\\")
        case UInt8(ascii: "/"): plain = UInt8(ascii: "/")
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"): return decodeUnicode(at: start, end, source, &output)
        default: return nil
        }
        output.append(plain)
        return start &+ 2
    }

    /// Decodes `\uXXXX`, or two of them that are a surrogate pair.
    private static func decodeUnicode(
        at start: Int, _ end: Int, _ source: Span<UInt8>, _ output: inout OutputSpan<UInt8>
    ) -> Int? {
        guard var code = hexadecimal(at: start &+ 2, end, source) else { return nil }
        var behind = start &+ 6
        if code & 0xFC00 == 0xD800 {
            guard behind &+ 6 <= end, source[behind] == UInt8(ascii: "\\"),
                source[behind &+ 1] == UInt8(ascii: "u"),
                let low = hexadecimal(at: behind &+ 2, end, source), low & 0xFC00 == 0xDC00
            else { return nil }
            code = 0x10000 &+ (code & 0x3FF) << 10 &+ (low & 0x3FF)
            behind &+= 6
        } else if code & 0xFC00 == 0xDC00 {
            return nil
        }
        append(scalar: code, to: &output)
        return behind
    }

    private static func append(scalar code: UInt32, to output: inout OutputSpan<UInt8>) {
        func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
        switch code {
        case 0..<0x80: output.append(byte(code))
        case 0x80..<0x800:
            output.append(byte(0xC0 | code >> 6))
            output.append(byte(0x80 | code & 0x3F))
        case 0x800..<0x10000:
            output.append(byte(0xE0 | code >> 12))
            output.append(byte(0x80 | code >> 6 & 0x3F))
            output.append(byte(0x80 | code & 0x3F))
        default:
            output.append(byte(0xF0 | code >> 18))
            output.append(byte(0x80 | code >> 12 & 0x3F))
            output.append(byte(0x80 | code >> 6 & 0x3F))
            output.append(byte(0x80 | code & 0x3F))
        }
    }

    /// The number that four hexadecimal digits write; `nil` when they are not four or none.
    static func hexadecimal(at start: Int, _ end: Int, _ source: Span<UInt8>) -> UInt32? {
        guard start &+ 4 <= end else { return nil }
        var code: UInt32 = 0
        for offset in 0..<4 {
            guard let digit = source[start &+ offset].hexadecimalValue else { return nil }
            code = code << 4 | UInt32(digit)
        }
        return code
    }
}
