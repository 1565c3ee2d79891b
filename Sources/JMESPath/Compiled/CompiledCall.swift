/// A call of a function in a compiled expression. A class, so that looking at it counts one reference.
final class CompiledCall: Sendable {
    let function: Function
    /// The instructions of its arguments.
    let arguments: Slots
    /// The types that each argument may have; none for an expression.
    let kinds: [Kinds]
    /// What the function made of its literals.
    let prepared: (any Sendable)?
    let place: ExpressionPlace

    init(_ function: Function, _ arguments: Slots, prepared: (any Sendable)?, at place: ExpressionPlace) {
        self.function = function
        self.arguments = arguments
        self.kinds = (0..<Int(arguments.count)).map { function.parameter($0)?.type.kinds ?? [] }
        self.prepared = prepared
        self.place = place
    }
}
