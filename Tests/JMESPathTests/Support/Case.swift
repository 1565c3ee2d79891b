import Testing

/// An expression, the document it is evaluated on, and the result as JSON or `error: CODE`.
struct Case: Sendable, CustomTestStringConvertible {
    let expression: String
    let given: String
    let result: String

    var testDescription: String { "\(expression) on \(given)" }

    /// Reads a table: a case a line, its parts separated by arrows; `␤` stands for a line feed.
    static func table(_ text: String) -> [Case] {
        rows(text).map { parts in
            // A row that lacks a part becomes a case that cannot hold.
            Case(
                expression: parts[0], given: parts.count > 1 ? parts[1] : "",
                result: parts.count > 2 ? parts[2] : "")
        }
    }

    /// The parts of the lines of a table.
    static func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { line in
            line.split(separator: " → ").map { part in
                String(String.UnicodeScalarView(part.unicodeScalars.map { $0 == "␤" ? "\n" : $0 }))
            }
        }
    }
}
