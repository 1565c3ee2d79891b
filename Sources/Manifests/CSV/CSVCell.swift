internal import Diagnostics
internal import Feeds

/// The syntax inside of a cell: `[]` says empty, lists are joined by `|`.
///
/// In texts, `[]` itself is written `\[]`. In parts of lists a backslash is an escape: `\|`, `\\`, `\[` and, for an
/// empty text where nothing would say nothing, `\e`.
///
/// Around all that stands the guard against formulas: see ``guarded(_:)``.
package enum CSVCell {
    /// What an explicit empty looks like.
    static let empty = "[]"

    /// A cell that no spreadsheet runs: an apostrophe stands before text that starts as a formula does, and before
    /// text that already starts as such a cell does. A number is none and is not guarded.
    package static func guarded(_ cell: String) -> String { startsFormula(cell) ? "'" + cell : cell }

    /// What a guarded cell says; any other cell as it is.
    static func unguarded(_ cell: String) -> String {
        cell.utf8.first == UInt8(ascii: "'") && startsFormula(cell)
            ? String(cell.unicodeScalars.dropFirst()) : cell
    }

    /// Whether a text, after any apostrophes, starts with what spreadsheets take for a formula (OWASP, "CSV
    /// Injection").
    private static func startsFormula(_ text: String) -> Bool {
        switch text.utf8.first(where: { $0 != UInt8(ascii: "'") }) {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D:
            true
        default: false
        }
    }

    /// The text of a cell that is no list; `nil` for an explicit empty.
    static func text(_ guarded: String) -> String? {
        let cell = unguarded(guarded)
        if cell == empty { return nil }
        return isEscapedEmpty(cell) ? String(cell.dropFirst()) : cell
    }

    /// The cell for a text.
    static func cell(text: String) -> String {
        if text.isEmpty { return empty }
        return guarded(text == empty || isEscapedEmpty(text) ? "\\" + text : text)
    }

    /// Backslashes and then `[]`: one of the backslashes is there to say that it is a text.
    private static func isEscapedEmpty(_ cell: String) -> Bool {
        cell.hasPrefix("\\") && cell.drop { $0 == "\\" } == empty
    }

    /// One part of a cell that is a list.
    struct Part {
        /// The text; `nil` for an explicit empty, `[]`.
        var text: String?
        /// Whether nothing at all was written.
        var isBlank: Bool
        var position: SourcePosition
        /// How many scalars to underline.
        var length: Int
    }

    /// The parts of a list.
    /// - Throws: `syntax` at an unknown escape.
    static func parts(_ field: CSVField) throws(FeedError) -> [Part] {
        var parts: [Part] = []
        var text = String.UnicodeScalarView()
        var start = 0
        var index = 0
        var isEscaped = false
        var hasEscapes = false
        let content = unguarded(field.text)
        if content.utf8.count < field.text.utf8.count { (start, index) = (1, 1) }
        func finish() {
            let written = String(text)
            parts.append(
                Part(
                    text: written == empty && !hasEscapes ? nil : written,
                    isBlank: written.isEmpty && !hasEscapes,
                    position: place(in: field, after: start), length: index - start))
        }
        for scalar in content.unicodeScalars {
            if isEscaped {
                switch scalar {
                case "|", "\\", "[": text.append(scalar)
                case "e": break
                default:
                    throw FeedError(
                        .syntax, "unknown escape in a list: a backslash before \"\(scalar)\"",
                        at: place(in: field, after: index - 1), help: "a backslash itself is written \\\\")
                }
                isEscaped = false
            } else if scalar == "\\" {
                (isEscaped, hasEscapes) = (true, true)
            } else if scalar == "|" {
                finish()
                text = String.UnicodeScalarView()
                (start, hasEscapes) = (index + 1, false)
            } else {
                text.append(scalar)
            }
            index += 1
        }
        guard !isEscaped else {
            throw FeedError(
                .syntax, "a list ends in a lone backslash", at: place(in: field, after: index - 1),
                help: "a backslash itself is written \\\\")
        }
        finish()
        return parts
    }

    /// The part for a text of a list; an empty one that stands alone needs to be seen.
    static func part(text: String, isAlone: Bool) -> String {
        if text.isEmpty { return isAlone ? "\\e" : "" }
        var part = ""
        for scalar in text.unicodeScalars {
            if scalar == "|" || scalar == "\\" { part.unicodeScalars.append("\\") }
            part.unicodeScalars.append(scalar)
        }
        return text == empty ? "\\" + part : part
    }

    /// The place of a scalar of a field; the start of the field where its quoting hides it.
    private static func place(in field: CSVField, after count: Int) -> SourcePosition {
        var position = field.position
        guard !field.text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 < 0x20 }) else {
            return position
        }
        let quote = field.wasQuoted ? 1 : 0
        position.column += count + quote
        position.offset += quote + field.text.unicodeScalars.prefix(count).reduce(0) { $0 + UTF8.width($1) }
        return position
    }
}
