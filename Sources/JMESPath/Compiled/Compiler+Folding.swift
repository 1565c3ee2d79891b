internal import Feeds

/// What can be known without a record is computed once, when the expression is compiled. Templates are full of it: what
/// their user gives stands in them as literals.
extension Compiler {
    /// The literal that an instruction is.
    func literal(at instruction: Int32) -> Operand? {
        guard case .literal(let index) = parts.instructions[Int(instruction)] else { return nil }
        return parts.literals[Int(index)]
    }

    private func truth(at instruction: Int32) -> Bool? {
        literal(at: instruction).map { $0.isTruthy(in: Record()) }
    }

    mutating func append(literal: Operand) -> Int32 {
        parts.literals.append(literal)
        return append(.literal(Int32(parts.literals.count - 1)))
    }

    /// `a || b`, or `a && b`: what is not wanted is passed over, and behind what is nothing is reached.
    mutating func either(_ parts: [Int32], stopsAt wanted: Bool) -> Int32 {
        var kept: [Int32] = []
        for (offset, part) in parts.enumerated() {
            guard let truth = truth(at: part) else {
                kept.append(part)
                continue
            }
            if truth == wanted || offset == parts.count - 1 {
                kept.append(part)
                break
            }
        }
        if kept.count == 1 { return kept[0] }
        return append(wanted ? .or(run(kept)) : .and(run(kept)))
    }

    mutating func negation(of inner: Int32) -> Int32 {
        if let truth = truth(at: inner) { return append(literal: .boolean(!truth)) }
        return append(.not(inner))
    }

    /// A comparison, or a call of a function that always gives the same, of literals alone.
    ///
    /// One that fails stays: its error belongs to the records.
    mutating func folded(_ instruction: Instruction, of arguments: [Int32], _ syntax: Syntax) -> Int32 {
        let place = append(instruction)
        guard arguments.allSatisfy({ literal(at: $0) != nil }), let record = try? Record(.null) else {
            return place
        }
        let program = Program(
            parts, root: Int(place), of: syntax, text: String(decoding: text, as: UTF8.self),
            functions: functions)
        let state = EvaluationState(greatestSteps: 10_000)
        var evaluation = Evaluation(program, record, state)
        guard let result = try? evaluation.evaluate(Int(place), on: .null), result.entry == nil else {
            return place
        }
        return append(literal: result)
    }

    /// What a function that chooses by its first argument chooses; `nil` when that is no literal.
    mutating func chosen(_ function: Function, _ arguments: [Int32]) -> Int32? {
        guard function.reads == .chooses, function.isPure, let first = arguments.first,
            let isTrue = truth(at: first)
        else { return nil }
        let index = isTrue ? 1 : 2
        return arguments.indices.contains(index) ? arguments[index] : append(literal: .null)
    }
}
