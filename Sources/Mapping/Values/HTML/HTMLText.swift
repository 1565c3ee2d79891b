internal import JMESPath

/// What a page would show of a text of HTML.
package enum HTMLText {
    /// The text without tags, comments, scripts and styles, its references decoded once, every run of blanks one blank
    /// and none at the ends. Linear in the text.
    ///
    /// Tags that end a line on a page, such as `<br>` and `</p>`, count as blanks. What only looks like HTML stays: a
    /// `<` that starts no tag, a tag that does not end, `<words>` that are no elements. `&amp;lt;` becomes `&lt;`.
    package static func text(_ html: Span<UInt8>) -> String {
        if isPlain(html) { return html.text }
        var output = CollapsedText(capacity: html.count)
        var tags = HTMLTagScanner(html)
        var index = 0
        while index < html.count {
            let byte = html[index]
            if byte == UInt8(ascii: "<") {
                index = tags.scan(html, at: index, into: &output)
            } else if byte == UInt8(ascii: "&"),
                let (scalar, length) = HTMLEntity.character(html, at: index, .lenient)
            {
                output.append(scalar)
                index += length
            } else if case let length = html.blankLength(at: index), length > 0 {
                output.blank()
                index += length
            } else {
                output.append(byte)
                index += 1
            }
        }
        return output.text
    }

    /// The text without HTML; see ``text(_:)-(Span<UInt8>)``.
    package static func text(_ html: String) -> String { text(html.utf8.span) }

    /// The text with its references decoded, once, and nothing else changed; only those that end with a semicolon
    /// count, so that a link with a parameter `&copy=1` keeps it. Linear in the text.
    package static func unescape(_ text: Span<UInt8>) -> String {
        var first = 0
        while first < text.count, text[first] != UInt8(ascii: "&") { first += 1 }
        if first == text.count { return text.text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        output.append(text, in: 0..<first)
        var index = first
        while index < text.count {
            if text[index] == UInt8(ascii: "&"),
                let (scalar, length) = HTMLEntity.character(text, at: index, .complete)
            {
                output.append(contentsOf: Unicode.UTF8.encode(scalar) ?? .init())
                index += length
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The text with its references decoded; see ``unescape(_:)-(Span<UInt8>)``.
    package static func unescape(_ text: String) -> String { unescape(text.utf8.span) }

    /// Whether there is nothing to take away: no `<`, no `&`, no blanks but single spaces inside.
    static func isPlain(_ text: Span<UInt8>) -> Bool {
        var wasBlank = true
        for index in 0..<text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: " "):
                if wasBlank { return false }
                wasBlank = true
                continue
            case UInt8(ascii: "<"), UInt8(ascii: "&"), 0x09...0x0D: return false
            case 0xC2, 0xE1...0xE3: if text.blankLength(at: index) > 0 { return false }
            default: break
            }
            wasBlank = false
        }
        return text.count == 0 || !wasBlank
    }
}
