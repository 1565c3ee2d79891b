/// Draws findings for people: `FILE:LINE:COLUMN: error: message`, the offending line, an underline, and the help.
public struct DiagnosticRenderer: Sendable {
    /// Whether to use ANSI colours.
    public var colored: Bool
    /// Gives the text of a line (counted from 1) of a file, `nil` when it cannot be had.
    private let line: @Sendable (_ file: String, _ number: Int) -> String?

    /// Makes a renderer that asks `line` for the source lines to quote.
    public init(
        colored: Bool = false,
        line: @escaping @Sendable (_ file: String, _ number: Int) -> String? = { _, _ in nil }
    ) {
        self.colored = colored
        self.line = line
    }

    /// The text of one finding, several lines, without a newline at the end.
    public func render(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.place.map { "\(Self.printable("\($0)")): " } ?? ""
        let severity = style(
            "\(diagnostic.severity.rawValue):", diagnostic.severity == .error ? "1;31" : "1;33")
        var text = style(place, "1") + severity + " " + style(Self.printable(diagnostic.message), "1")
        if let place = diagnostic.place, let position = place.position,
            let source = line(place.file, position.line)
        {
            text += "\n" + snippet(of: source, at: position, length: diagnostic.length)
        }
        if let help = diagnostic.help { text += "\n  " + style("help:", "36") + " " + Self.printable(help) }
        return text
    }

    private func style(_ text: String, _ code: String) -> String {
        colored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// The quoted line and the underline; a long line is cut to a window around the place.
    private func snippet(of source: String, at position: SourcePosition, length: Int) -> String {
        let window = 100
        let scalars = source.unicodeScalars.map { Self.isPrintable($0) ? $0 : " " }
        let target = min(max(position.column, 1) - 1, scalars.count)
        let first = target > window - 20 ? target - 40 : 0
        let last = min(scalars.count, first + window)
        let gutter = String(position.line)
        var quoted = String(String.UnicodeScalarView(scalars[first..<last]))
        if first > 0 { quoted = "..." + quoted }
        if last < scalars.count { quoted += "..." }
        let indent = target - first + (first > 0 ? 3 : 0)
        let underlined = max(1, min(length, max(1, last - target)))
        let blank = String(repeating: " ", count: gutter.count)
        return "  \(gutter) | \(quoted)\n  \(blank) | "
            + String(repeating: " ", count: indent)
            + style("^" + String(repeating: "~", count: underlined - 1), "1;32")
    }

    /// A text on one line: names and values from users' files end up in messages.
    private static func printable(_ text: String) -> String {
        guard !text.unicodeScalars.allSatisfy(isPrintable) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isPrintable($0) ? $0 : " " }))
    }

    /// Control characters would move the underline, or the terminal's cursor.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
