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
}
