/// How many columns of a terminal a text takes, which is neither its bytes nor its characters.
enum DisplayWidth {
    /// The columns of a text without control characters.
    static func of(_ text: String) -> Int { text.reduce(0) { $0 + columns(of: $1) } }

    /// As much of the beginning of a text as so many columns hold.
    static func prefix(of text: String, _ limit: Int) -> String {
        var used = 0
        let end = text.indices.first { index in
            used += columns(of: text[index])
            return used > limit
        }
        return end.map { String(text[..<$0]) } ?? text
    }

    private static func columns(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first, !first.isASCII else { return 1 }
        // U+FE0F asks for the picture of a character that has one.
        if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(first.value) } ? 2 : 1
        }
    }

    /// The blocks of wide and full-width characters (Unicode Standard Annex 11, "East Asian Width").
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
}
