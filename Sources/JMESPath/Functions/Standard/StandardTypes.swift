internal import Feeds

/// The specification's functions of values of any type.
enum StandardTypes {
    static let functions: [Function] = [
        Function(
            "length", [.required("subject", .kinds([.string, .array, .object]))], reads: .shape, body: length),
        Function(
            "not_null", [.required("argument", .any), .repeated("argument", .any)], order: .lazy,
            reads: .passes,
            body: notNull),
        Function("to_array", [.required("value", .any)], reads: .wraps, body: toArray),
        Function("to_number", [.required("value", .any)], body: toNumber),
        Function("to_string", [.required("value", .any)], body: toString),
        Function("type", [.required("subject", .any)], reads: .shape, body: type),
    ]

    private static func length(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        guard call[0].kind(in: call.record) == .string else {
            return .number(String(call[0].count(in: call.record)))
        }
        // Every code point has one byte that continues no other.
        let count = call.record.withText(call[0]) { text in
            var count = 0
            for index in 0..<text.count { count += text[index] & 0xC0 == 0x80 ? 0 : 1 }
            return count
        }
        return .number(String(count))
    }

    /// Evaluates no more than it needs, as the specification asks of this function alone.
    private static func notNull(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        for index in 0..<call.count {
            let value = try call.argument(index)
            if !value.isNull(in: call.record) { return value }
        }
        return .null
    }

    private static func toArray(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        call[0].kind(in: call.record) == .array ? call[0] : .list([call[0]])
    }

    /// A text that is a number of JSON keeps its digits; every other text is no number.
    private static func toNumber(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        switch call[0].kind(in: call.record) {
        case .number: return call[0]
        case .string:
            let isNumber = call.record.withText(call[0]) { NumberSyntax.isNumber($0) }
            return isNumber ? .number(call.string(0)) : .null
        default: return .null
        }
    }

    private static func toString(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        switch call[0].kind(in: call.record) {
        case .string: return call[0]
        case .number: return .string(call[0].number(in: call.record) ?? "")
        default: return .string(try call.value(0).jsonText())
        }
    }

    private static func type(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        .string(call[0].kind(in: call.record).name)
    }
}
