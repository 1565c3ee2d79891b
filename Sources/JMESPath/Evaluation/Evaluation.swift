internal import Diagnostics
public import Feeds

/// An evaluation under way; to a function, its call: the arguments are `call[0]`, `call[1]`, ...
public struct Evaluation: ~Copyable {
    /// The record that is evaluated, which gives operands their meaning.
    public let record: Record
    /// What the owner of the state wants functions to know.
    public let context: (any Sendable)?
    let program: Program
    /// See ``EvaluationState``, from which these are taken.
    var guesses: [Int32] = []
    var stack: [Operand] = []
    /// The call whose function runs.
    var frame = Frame()
    /// The steps that are left; see ``spend(_:)``.
    private var steps: Int

    /// A call: which one, its arguments on the stack, and the value that was current.
    struct Frame {
        var call = 0
        var base = 0
        var count = 0
        var current = Operand.null
    }

    init(_ program: Program, _ record: Record, _ state: EvaluationState) {
        self.program = program
        self.record = record
        self.context = state.context
        self.steps = state.greatestSteps
    }

    /// Takes the memory of a state, or gives it back.
    mutating func exchange(with state: inout EvaluationState) {
        swap(&guesses, &state.guesses)
        swap(&stack, &state.stack)
    }

    /// Counts work, so that no expression takes for ever: expressions can double their input again and again.
    /// - Parameter count: values looked at or made, or bytes of text divided by 16.
    /// - Throws: a `limit` when no steps are left.
    public mutating func spend(_ count: Int = 1) throws(ExpressionError) {
        guard count <= steps else {
            throw ExpressionError(
                .limit, "the evaluation takes too many steps", at: .start,
                help: "the expression makes too much of this record")
        }
        steps -= max(count, 0)
    }

    /// The result of an instruction on a value.
    mutating func evaluate(_ instruction: Int, on current: Operand) throws(ExpressionError) -> Operand {
        switch program.instructions[instruction] {
        case .current: return current
        case .literal(let index): return program.literals[Int(index)]
        case .path(let steps): return program.follow(steps, from: current, in: record, &guesses)
        case .sequence(let parts):
            var value = current
            for part in parts.range { value = try evaluate(Int(program.children[part]), on: value) }
            return value
        case .or(let parts): return try first(of: parts, thatIs: true, on: current)
        case .and(let parts): return try first(of: parts, thatIs: false, on: current)
        case .not(let inner):
            return .boolean(!(try evaluate(Int(inner), on: current).isTruthy(in: record)))
        case .compare(let comparison, let left, let right):
            let left = try evaluate(Int(left), on: current)
            return try compare(comparison, left, try evaluate(Int(right), on: current))
        case .list(let parts):
            if current.isNull(in: record) { return .null }
            var elements: [Operand] = []
            elements.reserveCapacity(Int(parts.count))
            for part in parts.range {
                elements.append(try evaluate(Int(program.children[part]), on: current))
            }
            return .list(elements)
        case .map(let parts, let names):
            if current.isNull(in: record) { return .null }
            var fields: [Operand.Field] = []
            fields.reserveCapacity(Int(parts.count))
            for (offset, part) in parts.range.enumerated() {
                let value = try evaluate(Int(program.children[part]), on: current)
                fields.append(Operand.Field(program.memberNames[Int(names) + offset], value))
            }
            return .map(fields)
        case .elements(let source, let each):
            return try projectElements(of: try evaluate(Int(source), on: current), each: Int(each))
        case .values(let source, let each):
            return try projectValues(of: try evaluate(Int(source), on: current), each: Int(each))
        case .flattened(let source, let each):
            return try projectFlattened(of: try evaluate(Int(source), on: current), each: Int(each))
        case .filter(let source, let condition, let each):
            let source = try evaluate(Int(source), on: current)
            return try projectFiltered(of: source, where: Int(condition), each: Int(each))
        case .slice(let source, let slice, let each):
            let source = try evaluate(Int(source), on: current)
            return try projectSlice(of: source, program.slices[Int(slice)], each: Int(each))
        case .call(let call): return try evaluateCall(Int(call), on: current)
        }
    }

    private mutating func first(
        of parts: Slots, thatIs wanted: Bool, on current: Operand
    ) throws(ExpressionError) -> Operand {
        var value = Operand.null
        for part in parts.range {
            value = try evaluate(Int(program.children[part]), on: current)
            if value.isTruthy(in: record) == wanted { return value }
        }
        return value
    }

    /// Counts what a result holds, when it was made: results may share what they hold, trees of them do not.
    mutating func count(_ result: Operand) throws(ExpressionError) {
        switch result {
        case .list(let elements):
            try spend(elements.count)
            for element in elements { try count(element) }
        case .map(let fields):
            try spend(fields.count)
            for field in fields { try count(field.value) }
        default: return
        }
    }
}
