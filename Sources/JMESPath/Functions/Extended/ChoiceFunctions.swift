/// Functions that choose among values, and the one that refuses a record.
enum ChoiceFunctions {
    static let functions: [Function] = [
        Function("error", [.required("message", .string)], body: error),
        Function(
            "first_of", [.required("value", .any), .repeated("value", .any)], order: .lazy, reads: .passes,
            body: firstOf),
        Function(
            "if", [.required("condition", .any), .required("then", .any), .optional("else", .any)],
            order: .lazy,
            reads: .chooses, body: choose),
    ]

    /// The first value that is not empty: not null, and no empty text, list or map. Unlike `||` it takes `false`.
    private static func firstOf(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        for index in 0..<call.count {
            let value = try call.argument(index)
            if value.isTruthy(in: call.record) || value.kind(in: call.record) == .boolean { return value }
        }
        return .null
    }

    /// The second value when the condition is true, else the third; the other is not evaluated.
    private static func choose(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let isTrue = try call.argument(0).isTruthy(in: call.record)
        return try call.argument(isTrue ? 1 : 2)
    }

    /// Refuses the record, for a reason that the expression knows.
    private static func error(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        throw call.error(.raised, call.string(0))
    }
}
