internal import Feeds

/// A piece of an expression's text.
struct Token: Sendable {
    /// What it is.
    enum Kind: Sendable, Equatable {
        case identifier(String)
        case quoted(String)
        case number(Int)
        case literal(Value)
        case dot, star, comma, colon, current
        case openBracket, closeBracket, flatten, filter
        case openBrace, closeBrace, openParenthesis, closeParenthesis
        case pipe, or, and, not, reference
        case compare(Comparison)
        case end
    }

    /// What it is.
    let kind: Kind
    /// Where it stands in the text, in bytes.
    let range: Range<Int>

    /// What follows, in words.
    func described(in text: [UInt8]) -> String {
        switch kind {
        case .end: return "the end"
        case .literal: return "a literal"
        default: return "\"\(String(decoding: text[range], as: UTF8.self))\""
        }
    }
}

/// The comparators of the language.
enum Comparison: String, Sendable, Hashable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}
