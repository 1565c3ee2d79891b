/// Exact arithmetic: with decimal numbers of up to 38 digits, for money.
enum ArithmeticFunctions {
    private static let pair: [Parameter] = [.required("left", .number), .required("right", .number)]

    static let functions: [Function] = [
        Function("add", pair + [.repeated("more", .number)], body: add),
        Function("divide", pair, body: divide),
        Function("multiply", pair + [.repeated("more", .number)], body: multiply),
        Function("round", [.required("value", .number), .optional("places", .number)], body: round),
        Function("subtract", pair, body: subtract),
    ]

    private static func add(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        try reduced(call) { $0.adding($1) }
    }

    private static func multiply(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        try reduced(call) { $0.multiplied(by: $1) }
    }

    private static func subtract(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        try reduced(call) { $0.subtracting($1) }
    }

    /// Exact when the quotient ends within 34 digits, else rounded there.
    private static func divide(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if try call.number(1) == .zero {
            throw call.invalidValue("a division by zero", argument: 1)
        }
        return try reduced(call) { $0.divided(by: $1) }
    }

    /// To so many digits behind the point, 0 unless it is said; the middle goes away from zero, as on invoices.
    private static func round(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let places = try call.integer(1) ?? 0
        guard let rounded = try call.number(0)?.rounded(toPlaces: places, .nearest) else {
            throw tooLarge(call)
        }
        return .number(rounded.literal)
    }

    private static func reduced(
        _ call: borrowing Evaluation, _ operation: (ExactNumber, ExactNumber) -> ExactNumber?
    ) throws(ExpressionError) -> Operand {
        var result = try call.number(call[0], argument: 0)
        for index in 1..<max(1, call.count) {
            guard let next = operation(result, try call.number(call[index], argument: index)) else {
                throw tooLarge(call)
            }
            result = next
        }
        return .number(result.literal)
    }

    private static func tooLarge(_ call: borrowing Evaluation) -> ExpressionError {
        call.invalidValue("the result is too large or too long for exact arithmetic")
    }
}
