/// Text from anywhere, made safe to print: a title must not move the terminal's cursor, recolour what follows, or
/// make a line read otherwise than it is.
package enum TerminalText {
    /// The text with every scalar that is not seen as itself written as `<U+202E>`.
    package static func safe(_ text: String) -> String {
        // Nearly all texts are of this kind, and are known by their bytes alone.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        // Of the letters of western Europe just the control characters and the soft hyphen are not seen.
        if scalar.value < 0x300 {
            return scalar.value < 0x20 || scalar.value &- 0x7F < 0x21 || scalar.value == 0xAD
        }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        // The joiners are a part of emoji, and of words in several scripts.
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }
}
