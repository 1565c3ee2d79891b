internal import Diagnostics
public import Feeds

/// A compiled JMESPath expression (https://jmespath.org/specification.html).
///
/// Compile it once; evaluate it on any number of records, from any number of threads, each with its own
/// ``EvaluationState``:
///
/// ```swift
/// let title = try Expression("offer.title || name")
/// var state = EvaluationState()
/// let operand = try title.evaluate(record, state: &state)
/// let text = operand.string(in: record)
/// ```
///
/// Where the specification is silent or its implementations differ: numbers are decimal and exact, whatever their size;
/// texts are compared by code points; the values of a map come in the order of the document; literals are strictly
/// JSON; `!a.b` is `!(a.b)`; orders are defined for numbers only, and everything else compares to null.
public struct Expression: Sendable {
    // The only part, so that a copy counts one reference.
    let program: Program

    /// The expression as it was written.
    public var text: String { program.text }

    /// Compiles an expression.
    /// - Parameters:
    ///   - text: the expression, at most 64 KiB, nested at most 200 deep.
    ///   - functions: what it may call.
    /// - Throws: the first fault: `syntax`, `unknown-function`, `invalid-arity`, `invalid-type` or `invalid-value` of
    ///   what can be known without a record, `limit`.
    public init(_ text: String, functions: FunctionTable = .standard) throws(ExpressionError) {
        self.program = try Compiler.compile(try Parser.parse(text), text: text, functions: functions)
    }

    /// Evaluates the expression. A path allocates nothing.
    /// - Parameters:
    ///   - record: what it is evaluated on; the result refers to it.
    ///   - current: where it starts: the whole record, or an operand of that record.
    ///   - state: what earlier evaluations of this expression left.
    /// - Returns: the result, which means something together with the record; null when the expression finds nothing.
    /// - Throws: `invalid-type`, `invalid-value`, `raised` or `limit`.
    public func evaluate(
        _ record: Record, on current: Operand = .entry(0), state: inout EvaluationState
    ) throws(ExpressionError) -> Operand {
        if state.guesses.count < program.guessCount { state.fit(program) }
        if case .entry(let entry) = current {
            guard entry >= 0, entry < record.nodes.count else {
                return try evaluate(record, on: .null, state: &state)
            }
            if let path = program.wholePath {
                let found = program.follow(path, from: entry, in: record, &state.guesses)
                return found.map { .entry($0) } ?? .null
            }
        }
        var evaluation = Evaluation(program, record, state)
        evaluation.exchange(with: &state)
        defer { evaluation.exchange(with: &state) }
        let result = try evaluation.evaluate(program.root, on: current)
        try evaluation.count(result)
        return result
    }

    /// Evaluates the expression once; see ``evaluate(_:on:state:)``.
    public func evaluate(_ record: Record) throws(ExpressionError) -> Operand {
        var state = EvaluationState()
        return try evaluate(record, state: &state)
    }

    /// Evaluates the expression on a tree.
    /// - Throws: what ``evaluate(_:on:state:)`` throws, and a `limit` when the value is too large for a record.
    public func search(_ value: Value) throws(ExpressionError) -> Value {
        let record: Record
        do throws(FeedError) {
            record = try Record(value)
        } catch {
            throw ExpressionError(.limit, error.message, at: .start)
        }
        return try evaluate(record).value(in: record)
    }
}

extension Expression: CustomStringConvertible {
    /// The expression as it was written.
    public var description: String { text }
}

extension Expression {
    /// The expression without what does not matter: its spaces and needless parentheses.
    public var normalized: String { program.syntax.description }

    /// Whether both do the same, step by step; texts in them are compared as Swift does.
    package func means(_ other: Expression) -> Bool { program.syntax == other.program.syntax }
}
