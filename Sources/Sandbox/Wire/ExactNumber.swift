import Feeds
import FoundationEssentials

/// Numbers are kept as decimal text, so that 0.12 stays 0.12; the server writes them without needless digits.
extension Value {
    /// This number as the API writes it: `3` for `3.0`, `100` for `1e2`. `nil` when it is no number or too large.
    var canonicalNumber: Value? {
        guard let literal = number else { return nil }
        if Int(literal) != nil, literal != "-0" { return self }
        let digits = literal.utf8.count { (48...57).contains($0) }
        guard digits <= 34, let decimal = Decimal(string: literal), decimal.isFinite else { return nil }
        return .number(decimal.description)
    }

    /// This number when it is whole and fits an `Int`.
    var canonicalInteger: Value? {
        guard let literal = canonicalNumber?.number, Int(literal) != nil else { return nil }
        return .number(literal)
    }

    /// Whether this is a number below zero.
    var isNegative: Bool { decimal.map { $0 < 0 } ?? false }

    /// Whether this is a number above zero.
    var isPositive: Bool { decimal.map { $0 > 0 } ?? false }

    private var decimal: Decimal? { number.flatMap { Decimal(string: $0) } }

    /// The number as an integer.
    var integer: Int? { number.flatMap { Int($0) } }
}
