/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

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
