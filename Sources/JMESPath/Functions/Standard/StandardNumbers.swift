/// The specification's functions of numbers.
enum StandardNumbers {
    static let functions: [Function] = [
        Function("abs", [.required("value", .number)], body: abs),
        Function("avg", [.required("elements", .array(of: .number))], body: avg),
        Function("ceil", [.required("value", .number)], body: ceil),
        Function("floor", [.required("value", .number)], body: floor),
        Function("sum", [.required("collection", .array(of: .number))], body: sum),
    ]

    /// Drops the sign of the literal: numbers of any size have an absolute value.
    private static func abs(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        guard let literal = call[0].number(in: call.record), literal.utf8.first == UInt8(ascii: "-") else {
            return call[0]
        }
        return .number(String(literal.dropFirst()))
    }

    private static func avg(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let count = call[0].count(in: call.record)
        guard count > 0 else { return .null }
        let total = try total(&call)
        guard let quotient = total.divided(by: ExactNumber(count)) else { throw tooLarge(call) }
        return .number(quotient.literal)
    }

    private static func ceil(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        try whole(&call, .up)
    }

    private static func floor(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        try whole(&call, .down)
    }

    private static func sum(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        .number(try total(&call).literal)
    }

    private static func total(_ call: inout Evaluation) throws(ExpressionError) -> ExactNumber {
        var total = ExactNumber.zero
        var elements = call[0].elements(in: call.record)
        while let element = elements.next(in: call.record) {
            try call.spend()
            guard let sum = total.adding(try call.number(element, argument: 0)) else { throw tooLarge(call) }
            total = sum
        }
        return total
    }

    private static func whole(
        _ call: inout Evaluation, _ rounding: ExactNumber.Rounding
    ) throws(ExpressionError) -> Operand {
        let isWhole = call.record.withText(call[0]) { literal in
            for index in 0..<literal.count {
                if literal[index] == UInt8(ascii: ".") || literal[index] | 0x20 == UInt8(ascii: "e") {
                    return false
                }
            }
            return true
        }
        if isWhole { return call[0] }
        guard let result = try call.number(0)?.rounded(toPlaces: 0, rounding) else { throw tooLarge(call) }
        return .number(result.literal)
    }

    private static func tooLarge(_ call: borrowing Evaluation) -> ExpressionError {
        call.invalidValue("the result is too large or too long for exact arithmetic", argument: 0)
    }
}
