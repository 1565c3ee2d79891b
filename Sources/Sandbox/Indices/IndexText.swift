/// Tables whose rows are separated by `;` and may run on over lines.
enum IndexText {
    static func rows(_ text: String) -> [String] {
        text.split(separator: ";").map { row in
            row.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}
