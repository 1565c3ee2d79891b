internal import Feeds

/// An expression as it was written, without its spaces and needless parentheses.
///
/// Two are equal when they mean the same step by step; where they were written does not count.
struct Syntax: Sendable {
    /// What it does with the current value.
    indirect enum Form: Sendable, Equatable {
        /// `@`.
        case current
        /// `name` or `"name"`.
        case field(String)
        /// `[n]`, of the current value.
        case index(Int)
        /// A literal or a raw string.
        case literal(Value)
        /// `a.b[0].c`: each on the result of the one before.
        case chain([Syntax])
        /// `a | b | c`: the same, but projections end at each bar.
        case pipe([Syntax])
        /// Takes values out of the result of `of`, applies `each`, and drops what becomes null.
        case projection(Projection, of: Syntax, each: Syntax)
        /// `a || b || c`.
        case or([Syntax])
        /// `a && b && c`.
        case and([Syntax])
        /// `!a`.
        case not(Syntax)
        /// `a < b`.
        case compare(Comparison, Syntax, Syntax)
        /// `[a, b]`.
        case list([Syntax])
        /// `{name: a, other: b}`.
        case map([Named])
        /// `name(a, &b)`.
        case call(String, [Argument])
    }

    /// How values are taken out of a value.
    enum Projection: Sendable, Equatable {
        /// `[*]`.
        case elements
        /// `*`.
        case values
        /// `[]`.
        case flattened
        /// `[?condition]`.
        case filter(Syntax)
        /// `[start:stop:step]`.
        case slice(Slice)
    }

    /// The numbers of a slice; what is absent depends on the direction.
    struct Slice: Sendable, Equatable {
        let start: Int?
        let stop: Int?
        let step: Int?
    }

    /// A member of a map that is built.
    struct Named: Sendable, Equatable {
        let name: String
        let value: Syntax
    }

    /// An argument of a function.
    struct Argument: Sendable, Equatable {
        /// Whether it is written `&expression`, for the function to evaluate.
        let isReference: Bool
        let value: Syntax
    }

    /// What it does.
    let form: Form
    /// Where it starts in the text, in bytes.
    let place: Int
    /// How deep evaluating it may nest calls and values; see ``Parser``.
    let depth: Int
}

extension Syntax: Equatable {
    /// Compares what was written, not where.
    static func == (left: Syntax, right: Syntax) -> Bool { left.form == right.form }
}
