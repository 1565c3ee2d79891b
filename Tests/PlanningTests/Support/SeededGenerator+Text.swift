import TestSupport

extension SeededGenerator {
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// A text that is never empty.
    mutating func text() -> String {
        let parts = [
            "a", "Z", "é", "e\u{301}", " ", "{clickid}", "漢", "\"", "&", "0", "😀", "[1]", "\u{202E}",
        ]
        return "t"
            + (0..<Int.random(in: 0...6, using: &self)).map { _ in parts.randomElement(using: &self) ?? "" }
            .joined()
    }

    /// A text of what formats and spreadsheets trip over; never blank, and without what XML cannot carry.
    mutating func hostileText() -> String {
        let parts = [
            "a", "=1+1", "+", "-", "@", "'", "''=", "\t", "\n", "\r", "\"", "|", "\\", "[]", "\\[]", "\\e",
            ",", ";",
            ": ", " #", "- ", "null", "yes", "007", "{clickid}", "${x}", "${var.x}", "$${var.x}", "é",
            "e\u{301}", "😀", "漢", "&amp;",
            "<b>",
            "]]>", " ", "*x", "---", "%20", "\u{A0}", "\u{2028}",
        ]
        let text = (0..<Int.random(in: 1...4, using: &self)).map { _ in
            parts.randomElement(using: &self) ?? ""
        }
        .joined()
        return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? text + "t" : text
    }
}
