/// What one evaluation leaves for the next: where the names were found, and memory to use again.
///
/// Keep one for each expression and thread; a state changes how fast an evaluation is, never its result.
public struct EvaluationState: Sendable {
    /// What functions may need to know besides the record; see ``Evaluation/context``.
    public var context: (any Sendable)?
    /// The steps that an evaluation may take before it is a `limit`; see ``Evaluation/spend(_:)``.
    public var greatestSteps: Int
    /// How far behind its map each name was found last.
    var guesses: [Int32] = []
    /// The arguments of the calls under way.
    var stack: [Operand] = []

    /// The state before the first evaluation.
    public init(context: (any Sendable)? = nil, greatestSteps: Int = 10_000_000) {
        self.context = context
        self.greatestSteps = greatestSteps
    }

    /// Makes room for the names of a program.
    mutating func fit(_ program: Program) {
        if guesses.count < program.guessCount {
            guesses += Array(repeating: 1, count: program.guessCount - guesses.count)
        }
    }
}
