/// Text from anywhere, made safe for the labels of Mermaid diagrams.
///
/// Mermaid has no escape but `#34;`, a character by its number. All that is neither letter nor digit is written so: no
/// label can end itself, begin a directive, or be taken for HTML or for Markdown, whose lists Mermaid refuses to draw.
enum MermaidText {
    /// How much of a text a label shows.
    private static var limit: Int { 80 }

    /// The text as a label, without its quotes.
    static func label(_ text: String) -> String {
        var result = ""
        for scalar in TerminalText.safe(ShownText.shortened(text, to: limit)).unicodeScalars {
            if isPlain(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "#\(scalar.value);"
            }
        }
        return result
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", " ", ",": true
        default: !scalar.isASCII
        }
    }
}
