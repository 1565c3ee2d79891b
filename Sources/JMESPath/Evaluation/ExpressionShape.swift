internal import Feeds

/// What an expression does, as far as it is so plain that its owner may compute it without an evaluation.
package indirect enum ExpressionShape: Sendable {
    /// A member or an element.
    package enum Step: Sendable, Hashable {
        /// The member with a name, as bytes.
        case name([UInt8])
        /// The element at an index, from the end when that is negative.
        case index(Int)
    }

    /// One step after the other from the current value on; none for the value itself.
    case path([Step])
    /// A literal.
    case literal(Operand)
    /// A function of such expressions, and what it made of its literals.
    case call(String, [ExpressionShape], prepared: (any Sendable)?)
    /// Whether two are equal, or not.
    case equality(Bool, ExpressionShape, ExpressionShape)
    /// Whether one counts as false.
    case negation(ExpressionShape)
    /// The first, when it counts as false, else the second.
    case both(ExpressionShape, ExpressionShape)
    /// A function's result, and the steps from there on.
    case steps(of: ExpressionShape, [Step])
    /// Anything else.
    case other
}

extension Expression {
    /// What the expression does, when it is plain.
    package var shape: ExpressionShape { program.shape(of: program.root) }
}

extension Program {
    fileprivate func shape(of instruction: Int) -> ExpressionShape {
        switch instructions[instruction] {
        case .current: return .path([])
        case .literal(let index): return .literal(literals[Int(index)])
        case .path(let path): return .path(steps(of: path))
        case .call(let index):
            let call = calls[Int(index)]
            guard call.kinds.allSatisfy({ !$0.isEmpty }) else { return .other }
            let arguments = call.arguments.range.map { shape(of: Int(children[$0])) }
            return .call(call.function.name, arguments, prepared: call.prepared)
        case .compare(let comparison, let left, let right):
            guard comparison == .equal || comparison == .notEqual else { return .other }
            return .equality(comparison == .equal, shape(of: Int(left)), shape(of: Int(right)))
        case .not(let inner): return .negation(shape(of: Int(inner)))
        case .and(let parts) where parts.count == 2:
            let sides = parts.range.map { shape(of: Int(children[$0])) }
            return .both(sides[0], sides[1])
        case .sequence(let parts):
            guard parts.count == 2,
                case .path(let path) = instructions[Int(children[parts.range.lowerBound + 1])]
            else { return .other }
            return .steps(of: shape(of: Int(children[parts.range.lowerBound])), steps(of: path))
        default: return .other
        }
    }

    private func steps(of path: Slots) -> [ExpressionShape.Step] {
        path.range.map { index in
            switch steps[index] {
            case .field(let name, _): .name(Array(names[name.range]))
            case .index(let index): .index(index)
            }
        }
    }
}
