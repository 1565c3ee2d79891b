/// How a tracker marks what it fills in.
enum MacroSyntax: String, CaseIterable, Sendable {
    /// `{clickid}`.
    case braces
    /// `[[subid]]`.
    case doubleBrackets = "double-brackets"
}

/// Something in a link that a tracker may fill in.
struct MacroToken: Equatable, Sendable {
    /// What it looks like.
    enum Form: Sendable {
        /// `{name}`.
        case braces
        /// `[[name]]`.
        case brackets
        /// `{{name}}`: an ad platform's, which no tracker fills.
        case doubled
        /// `{name` or `[[name`, and no end.
        case unclosed
    }

    /// What it looks like.
    let form: Form
    /// Where it stands, from its first brace to behind its last, in bytes.
    let range: Range<Int>
    /// Where its name stands.
    let name: Range<Int>
    /// How often its braces are encoded: 0 for `{a}`, 1 for `%7Ba%7D`, 2 for a link in a link in a link.
    let depth: Int
}
