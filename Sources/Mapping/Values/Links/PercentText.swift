internal import Feeds
internal import RedTrack

/// Percent-encoding of texts that may hold macros.
package enum PercentText {
    /// A text with every byte encoded that is not unreserved (RFC 3986, 2.3); macros such as `{clickid}` stay as they
    /// are when the tracker is to fill them.
    package static func encode(_ text: Span<UInt8>, keepingMacros: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if keepingMacros, text[index] == UInt8(ascii: "{"), let end = macroEnd(text, at: index) {
                while index < end {
                    bytes.append(text[index])
                    index += 1
                }
                continue
            }
            PercentEncoding.append(text[index], to: &bytes)
            index += 1
        }
        return bytes
    }

    /// A text encoded; see ``encode(_:keepingMacros:)-(Span<UInt8>,_)``.
    package static func encode(_ text: String, keepingMacros: Bool = false) -> String {
        String(decoding: encode(text.utf8.span, keepingMacros: keepingMacros), as: UTF8.self)
    }

    /// A text with its encoded bytes decoded, once; a `%` without two hexadecimal digits stays as it is, and so does `+`
    /// unless it stands for a blank, as it does in queries that forms make.
    ///
    /// Throws ``ValueError`` when the bytes are no UTF-8.
    package static func decode(_ text: Span<UInt8>, plusIsBlank: Bool = false) throws(ValueError) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let (byte, length) = byte(text, at: index)
            bytes.append(plusIsBlank && text[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            index += length
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw ValueError(
                .malformed, "\(ValueError.quoted(text)) decodes to bytes that are no UTF-8",
                help: "the link was made in another encoding")
        }
        return decoded
    }

    /// A text decoded; see ``decode(_:plusIsBlank:)-(Span<UInt8>,_)``.
    package static func decode(_ text: String, plusIsBlank: Bool = false) throws(ValueError) -> String {
        try decode(text.utf8.span, plusIsBlank: plusIsBlank)
    }

    // MARK: Bytes

    /// The byte at a place, decoded, and how many bytes write it.
    static func byte(_ text: Span<UInt8>, at index: Int) -> (byte: UInt8, length: Int) {
        guard text[index] == UInt8(ascii: "%"), index + 2 < text.count,
            let high = text[index + 1].hexadecimalValue, let low = text[index + 2].hexadecimalValue
        else { return (text[index], 1) }
        return (high << 4 | low, 3)
    }

    // MARK: Macros

    /// Where the macro ends that starts at a brace: `{name}` or `{{name}}`, the name of at most eighty letters, digits
    /// and `_ . : , = -`; `nil` when none does.
    static func macroEnd(_ text: Span<UInt8>, at index: Int) -> Int? {
        let braces = index + 1 < text.count && text[index + 1] == UInt8(ascii: "{") ? 2 : 1
        var end = index + braces
        while end < text.count, end - index <= 82, isMacroPart(text[end]) { end += 1 }
        guard end > index + braces, end + braces <= text.count else { return nil }
        for offset in 0..<braces where text[end + offset] != UInt8(ascii: "}") { return nil }
        return end + braces
    }

    static func isMacroPart(_ byte: UInt8) -> Bool {
        if byte.isASCIILetter || byte.isASCIIDigit { return true }
        switch byte {
        case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "="),
            UInt8(ascii: "-"):
            return true
        default: return false
        }
    }
}
