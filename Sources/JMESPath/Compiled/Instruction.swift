internal import Diagnostics

/// One step of a compiled expression. It refers to everything by index, so that reading one counts no references.
enum Instruction: Sendable, BitwiseCopyable {
    /// The current value.
    case current
    /// A literal.
    case literal(Int32)
    /// Members and elements, one in the other, from the current value on.
    case path(Slots)
    /// Each on the result of the one before; chains and pipes.
    case sequence(Slots)
    /// The first that is true, or the last.
    case or(Slots)
    /// The first that is false, or the last.
    case and(Slots)
    /// Whether it is false.
    case not(Int32)
    /// A comparison of two.
    case compare(Comparison, Int32, Int32)
    /// A list of results.
    case list(Slots)
    /// A map of results, whose names start at an index.
    case map(Slots, names: Int32)
    /// `each` on every element of a list.
    case elements(of: Int32, each: Int32)
    /// `each` on every value of a map.
    case values(of: Int32, each: Int32)
    /// `each` on every element of a list, and of the lists in it.
    case flattened(of: Int32, each: Int32)
    /// `each` on the elements of a list for which the condition is true.
    case filter(of: Int32, condition: Int32, each: Int32)
    /// `each` on some elements of a list.
    case slice(of: Int32, slice: Int32, each: Int32)
    /// A call of a function.
    case call(Int32)
}

/// A run of entries in one of a program's lists.
struct Slots: Sendable, BitwiseCopyable {
    let start: Int32
    let count: Int32

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// One step of a path.
enum PathStep: Sendable, BitwiseCopyable {
    /// A member; its name is a run of the program's name bytes, `guess` a place in the state of the evaluation.
    case field(name: Slots, guess: Int32)
    /// An element.
    case index(Int)
}

/// Where something stands in an expression's text.
struct ExpressionPlace: Sendable {
    let position: SourcePosition
    let length: Int

    func error(
        _ code: ExpressionError.Code, _ message: String, help: String? = nil, entry: Int? = nil
    ) -> ExpressionError {
        ExpressionError(code, message, at: position, length: length, help: help, entry: entry)
    }
}
