/// Text from anywhere, made safe for HTML and SVG: as text, and inside quoted attributes.
package enum MarkupText {
    /// The text with what is markup as entities, and with what is not seen as itself as in the terminal.
    package static func escaped(_ text: String) -> String {
        let safe = TerminalText.safe(text)
        if !safe.utf8.contains(where: isMarkup), !safe.utf8.contains(0xEF) { return safe }
        var result = ""
        result.reserveCapacity(safe.utf8.count + 16)
        for scalar in safe.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            // XML has no way to write these two.
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        default: false
        }
    }
}
