/// The references of HTML to characters, such as `&amp;`, `&#8211;` and `&#x2013;`.
enum HTMLEntity {
    /// Which references count.
    enum Strictness {
        /// Those that end with a semicolon: in links `&copy=1` is a parameter.
        case complete
        /// Also those without one, as pages write them: `R&amp D`, `&#38`.
        case lenient
    }

    /// The character that the reference at an ampersand means, and how many bytes it has; `nil` when none stands there.
    static func character(
        _ text: Span<UInt8>, at index: Int, _ strictness: Strictness
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        guard index + 2 < text.count else { return nil }
        if text[index + 1] == UInt8(ascii: "#") { return number(text, index, strictness) }
        var end = index + 1
        while end < text.count, end - index <= names.longest + 1,
            text[end].isASCIILetter || text[end].isASCIIDigit
        {
            end += 1
        }
        guard let value = names.value(of: text.extracting((index + 1)..<end)) else { return nil }
        guard let scalar = Unicode.Scalar(value & ~oldFlag) else { return nil }
        if end < text.count, text[end] == UInt8(ascii: ";") { return (scalar, end + 1 - index) }
        guard strictness == .lenient, value & oldFlag != 0 else { return nil }
        // What follows must not continue the name: a parameter "&copy=1" is none of these, "&reg2" neither.
        if end < text.count, text[end] == UInt8(ascii: "=") { return nil }
        return (scalar, end - index)
    }

    private static func number(
        _ text: Span<UInt8>, _ index: Int, _ strictness: Strictness
    ) -> (scalar: Unicode.Scalar, length: Int)? {
        var end = index + 2
        let isHexadecimal = text[end] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { end += 1 }
        let start = end
        var value: UInt32 = 0
        while end < text.count {
            let byte = text[end]
            let digit: UInt32
            if byte.isASCIIDigit {
                digit = UInt32(byte - 0x30)
            } else if isHexadecimal, byte.isASCIILetter, byte | 0x20 <= UInt8(ascii: "f") {
                digit = UInt32((byte | 0x20) - UInt8(ascii: "a")) + 10
            } else {
                break
            }
            // Beyond the last code point every number means the same.
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            end += 1
        }
        guard end > start else { return nil }
        let isComplete = end < text.count && text[end] == UInt8(ascii: ";")
        guard isComplete || strictness == .lenient else { return nil }
        return (scalar(value), (isComplete ? end + 1 : end) - index)
    }

    /// The character of a number: pages mean windows-1252 by 128 to 159, and what is no character is U+FFFD (HTML Living
    /// Standard, 13.2.5.80).
    private static func scalar(_ value: UInt32) -> Unicode.Scalar {
        var value = value
        if (0x80...0x9F).contains(value) { value = UInt32(windows1252[Int(value - 0x80)]) }
        guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
        return scalar
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
        0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Marks the names that need no semicolon.
    private static let oldFlag: UInt32 = 1 << 31

    private static let names = ByteTable(
        rows(HTMLEntityTable.old, flag: oldFlag) + rows(HTMLEntityTable.others, flag: 0))

    private static func rows(_ text: String, flag: UInt32) -> [(text: [UInt8], value: UInt32)] {
        let words = text.split(whereSeparator: \.isWhitespace)
        return stride(from: 0, to: words.count - 1, by: 2).compactMap { index in
            UInt32(words[index + 1], radix: 16).map { (Array(words[index].utf8), $0 | flag) }
        }
    }
}
