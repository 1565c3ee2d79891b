/// The grammar of UTF-8 as an automaton whose steps are a load and a shift: the state is how far to shift the row of the
/// next byte, and what is shifted down is the state after it.
///
/// Only the low six bits of a state mean anything; a shift looks at no others.
enum UTF8Automaton {
    /// No text goes on like this; no byte leads out of it.
    static let reject: UInt64 = 0
    /// Between two sequences.
    static let accept: UInt64 = 6
    /// One byte of 0x80...0xBF is missing.
    private static let one: UInt64 = 12
    /// Two are missing.
    private static let two: UInt64 = 18
    /// Three are missing.
    private static let three: UInt64 = 24
    /// After E0: no overlong form.
    private static let afterE0: UInt64 = 30
    /// After ED: no surrogate.
    private static let afterED: UInt64 = 36
    /// After F0: no overlong form.
    private static let afterF0: UInt64 = 42
    /// After F4: nothing above U+10FFFF.
    private static let afterF4: UInt64 = 48

    /// A row for each value of a byte: for each state the one that follows it, six bits at the place of the state.
    static let rows: [UInt64] = (0...255).map { row(of: UInt8(truncatingIfNeeded: $0)) }

    private static func row(of byte: UInt8) -> UInt64 {
        var steps: [(from: UInt64, to: UInt64)] = []
        switch byte {
        case 0x00...0x7F: steps = [(accept, accept)]
        case 0x80...0xBF:
            steps = [(one, accept), (two, one), (three, two)]
            steps.append(byte < 0xA0 ? (afterED, one) : (afterE0, one))
            steps.append(byte < 0x90 ? (afterF4, two) : (afterF0, two))
        case 0xC2...0xDF: steps = [(accept, one)]
        case 0xE0: steps = [(accept, afterE0)]
        case 0xED: steps = [(accept, afterED)]
        case 0xE1...0xEF: steps = [(accept, two)]
        case 0xF0: steps = [(accept, afterF0)]
        case 0xF1...0xF3: steps = [(accept, three)]
        case 0xF4: steps = [(accept, afterF4)]
        default: break
        }
        return steps.reduce(0) { $0 | $1.to << $1.from }
    }
}
