/// Writes texts as scalars that every reader of YAML 1.1 or 1.2 takes for the same texts.
enum YAMLScalar {
    /// Adds a text: without quotes when nobody can take it for something else.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        guard isPlain(text) else { return appendQuoted(text, to: &output) }
        output.append(text)
    }

    /// Adds a text in double quotes; what is no visible character is escaped. The text is valid UTF-8.
    static func appendQuoted(_ text: Span<UInt8>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                appendASCII(byte, to: &output)
                index += 1
            } else {
                let (scalar, length) = scalar(text, at: index)
                if isVisible(scalar) {
                    for offset in 0..<length { output.append(text[index + offset]) }
                } else {
                    appendEscape(scalar, to: &output)
                }
                index += length
            }
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
        case 0x20...0x7E: output.append(byte)
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
    private static func scalar(_ text: Span<UInt8>, at index: Int) -> (UInt32, Int) {
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
        guard text.count > 0, text.count <= 200 else { return false }
        let first = text[0]
        let last = text[text.count - 1]
        guard isLetter(first) || isDigit(first) || first == UInt8(ascii: "/"), last != UInt8(ascii: " "),
            last != UInt8(ascii: ":")
        else { return false }
        var previous: UInt8 = 0
        var isNumeric = true
        for index in 0..<text.count {
            let byte = text[index]
            guard byte >= 0x20, byte < 0x7F else { return false }
            if byte == UInt8(ascii: " "), previous == UInt8(ascii: ":") { return false }
            if byte == UInt8(ascii: "#"), previous == UInt8(ascii: " ") { return false }
            isNumeric = isNumeric && Self.isNumeric(byte)
            previous = byte
        }
        if isDigit(first) { return !isNumeric }
        return text.count > 5 || !isReserved(text)
    }

    private static let reserved: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ]

    private static func isReserved(_ text: Span<UInt8>) -> Bool {
        reserved.contains(text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }.lowercased())
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

extension [UInt8] {
    /// Adds all bytes of a span.
    fileprivate mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
