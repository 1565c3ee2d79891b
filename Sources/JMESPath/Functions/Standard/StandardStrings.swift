/// The specification's functions of texts; all of them count code points and know no locale.
enum StandardStrings {
    static let functions: [Function] = [
        Function(
            "contains", [.required("subject", .kinds([.array, .string])), .required("search", .any)],
            body: contains),
        Function("ends_with", [.required("subject", .string), .required("suffix", .string)], body: endsWith),
        Function("join", [.required("glue", .string), .required("texts", .array(of: .string))], body: join),
        Function(
            "starts_with", [.required("subject", .string), .required("prefix", .string)], body: startsWith),
    ]

    private static func contains(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let search = call[1]
        guard call[0].kind(in: call.record) == .array else {
            guard search.kind(in: call.record) == .string else { return .boolean(false) }
            return withTexts(call) { .boolean($0.firstIndex(of: $1) != nil) }
        }
        var elements = call[0].elements(in: call.record)
        while let element = elements.next(in: call.record) {
            if try call.isEqual(element, search) { return .boolean(true) }
        }
        return .boolean(false)
    }

    private static func startsWith(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        withTexts(call) { subject, prefix in
            .boolean(
                subject.count >= prefix.count && subject.extracting(0..<prefix.count).isSame(as: prefix))
        }
    }

    private static func endsWith(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        withTexts(call) { subject, suffix in
            .boolean(
                subject.count >= suffix.count
                    && subject.extracting((subject.count - suffix.count)..<subject.count).isSame(as: suffix))
        }
    }

    private static func join(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let glue = call.string(0)
        var result = ""
        var isFirst = true
        var elements = call[1].elements(in: call.record)
        while let element = elements.next(in: call.record) {
            let text = element.string(in: call.record) ?? ""
            try call.spend(1 + (glue.utf8.count + text.utf8.count) / 16)
            if !isFirst { result += glue }
            result += text
            isFirst = false
        }
        return .string(result)
    }

    private static func withTexts(
        _ call: borrowing Evaluation, _ body: (Span<UInt8>, Span<UInt8>) -> Operand
    ) -> Operand {
        call.record.withText(call[0]) { first in call.record.withText(call[1]) { body(first, $0) } }
    }
}
