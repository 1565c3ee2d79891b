/// Writes texts as scalars that every reader of YAML 1.1 or 1.2 takes for the same texts.
enum YAMLScalar {
    /// Adds a text: without quotes when nobody can take it for something else.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        if isPlain(text) {
            text.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        } else {
            appendQuoted(text, to: &output)
        }
    }

    /// Adds a text in double quotes; what is no visible character is escaped. The text is valid UTF-8.
    static func appendQuoted(_ text: Span<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        text.withUnsafeBufferPointer { bytes in
            // What needs no escape is copied in runs.
            var run = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte >= 0x80 {
                    let (scalar, length) = scalar(bytes, at: index)
                    if !isVisible(scalar) {
                        output.append(contentsOf: bytes[run..<index])
                        appendEscape(scalar, to: &output)
                        run = index + length
                    }
                    index += length
                } else {
                    if byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                    {
                        output.append(contentsOf: bytes[run..<index])
                        appendASCII(byte, to: &output)
                        run = index + 1
                    }
                    index += 1
                }
            }
            output.append(contentsOf: bytes[run...])
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func appendASCII(_ byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            output.append(UInt8(ascii: "\\"))
            output.append(byte)
        case 0x0A: output.append(contentsOf: "\\n".utf8)
        case 0x0D: output.append(contentsOf: "\\r".utf8)
        case 0x09: output.append(contentsOf: "\\t".utf8)
        default: appendEscape(UInt32(byte), to: &output)
        }
    }

    private static func appendEscape(_ scalar: UInt32, to output: inout [UInt8]) {
        let hex = String(scalar, radix: 16, uppercase: true)
        output.append(contentsOf: "\\u".utf8)
        for _ in 0..<max(0, 4 - hex.utf8.count) { output.append(UInt8(ascii: "0")) }
        output.append(contentsOf: hex.utf8)
    }

    private static func isVisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA1...0x2027, 0x202F...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// The scalar that starts at an index, and how many bytes it has; a cut one counts as far as it goes.
    private static func scalar(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
        let first = text[index]
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (0xFF >> (UInt32(length) + 1))
        var taken = 1
        while taken < length, index + taken < text.count {
            value = value << 6 | UInt32(text[index + taken] & 0x3F)
            taken += 1
        }
        return (value, taken)
    }

    // MARK: Plain texts

    /// Whether a text can stand without quotes.
    static func isPlain(_ text: Span<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { text in
            guard let first = text.first, let last = text.last, text.count <= 200,
                isLetter(first) || isDigit(first) || first == UInt8(ascii: "/"), last != UInt8(ascii: " "),
                last != UInt8(ascii: ":")
            else { return false }
            var index = 0
            while index < text.count {
                let byte = text[index]
                guard byte &- 0x20 < 0x5F else { return false }
                // The last byte is no blank, so that one stands behind it.
                if byte == UInt8(ascii: " "),
                    text[index - 1] == UInt8(ascii: ":") || text[index + 1] == UInt8(ascii: "#")
                {
                    return false
                }
                index += 1
            }
            if isDigit(first) { return !text.allSatisfy(isNumeric) }
            return text.count > 5 || !isReserved(text)
        }
    }

    private static let reserved: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ]

    private static func isReserved(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        reserved.contains(String(decoding: text, as: UTF8.self).lowercased())
    }

    /// Whether numbers, dates and times may hold a byte.
    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"),
            UInt8(ascii: "O"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "z"), UInt8(ascii: "Z"),
            UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: " "):
            true
        default: false
        }
    }

    /// Whether a list on one line may hold a byte without quotes.
    static func isWordByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
