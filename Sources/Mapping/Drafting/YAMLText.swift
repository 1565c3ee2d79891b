/// Texts as YAML writes them, so that every reader of YAML 1.1 or 1.2 takes them for the same texts.
enum YAMLText {
    /// A text without quotes where nobody can take it for something else, else in double quotes.
    static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    private static let reserved: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ]

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isASCIILetter || first == UInt8(ascii: "_"),
            text.utf8.last != 0x20, text.utf8.last != UInt8(ascii: ":"), !reserved.contains(text.lowercased())
        else { return false }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            guard byte >= 0x20, byte < 0x7F else { return false }
            if byte == 0x20, previous == UInt8(ascii: ":") { return false }
            if byte == UInt8(ascii: "#"), previous == 0x20 { return false }
            previous = byte
        }
        return true
    }

    /// A text in double quotes; what is not visible everywhere is escaped.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if isVisible(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += escape(scalar)
                }
            }
        }
        return result + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value < 0x100 ? 2 : scalar.value < 0x1_0000 ? 4 : 8
        let letter = width == 2 ? "x" : width == 4 ? "u" : "U"
        return "\\" + letter + String(repeating: "0", count: width - hex.count) + hex
    }

    /// Whether a character may stand in YAML as it is, and is seen there.
    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value >= 0x20 }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .surrogate,
            .unassigned:
            return false
        default: return true
        }
    }

    /// A text on one line of a comment: cut after so many characters, and nothing in it that is not visible.
    static func shown(_ text: String, _ most: Int) -> String {
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == most { return result + "…" }
            result.unicodeScalars.append(isVisible(scalar) ? scalar : " ")
            count += 1
        }
        return result
    }

    /// The lines of a text as a block that keeps them; `nil` when some would not come back as they are.
    static func block(_ text: String) -> (mark: String, lines: [String])? {
        guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0 == "\n" || isVisible($0) }) else {
            return nil
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var mark = "|-"
        if lines.last == "" {
            lines.removeLast()
            mark = "|"
        }
        guard let first = lines.first, !first.hasPrefix(" "), !lines.contains("") else { return nil }
        return (mark, lines)
    }
}
