import TestSupport

extension SeededGenerator {
    /// A text that likes quotes, separators, markup, line ends and scalars of every UTF-8 length.
    mutating func text(upTo length: Int = 12, controls: Bool = true) -> String {
        var alphabet: [Unicode.Scalar] = [
            "a", "b", "Z", "0", " ", ",", ";", "|", "\"", "'", "<", ">", "&", "]", "é", "ß", "\u{301}", "€",
            "漢", "😀",
            "\u{FEFF}", "\u{2028}", "\u{10FFFD}", "\t", "\n", "\r", "\\", "/",
        ]
        if controls { alphabet += ["\u{1}", "\u{1F}", "\u{7F}", "\u{80}"] }
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            if let scalar = alphabet.randomElement(using: &self) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
