/// Dates as feeds write them, turned into ISO 8601.
enum DateFunctions {
    static let functions: [Function] = [
        Function(
            "date",
            [
                .required("value", .kinds([.string, .number, .null])),
                Parameter.optional("format", .string).constant,
            ], prepare: prepare, body: date),
        Function(
            "before",
            [.required("date", .kinds([.string, .null])), .required("other", .kinds([.string, .null]))],
            body: before),
    ]

    /// What the format of a call says.
    private enum Format: Sendable {
        case iso
        case seconds
        case milliseconds
        case pattern(DatePattern, String)
    }

    private static func prepare(_ call: PreparedCall) throws(ExpressionError) -> (any Sendable)? {
        guard call.literals.count > 1 else { return Format.iso }
        switch call.string(1) {
        case "iso": return Format.iso
        case "epoch": return Format.seconds
        case "epoch_ms": return Format.milliseconds
        case let text?:
            if let pattern = DatePattern(text) { return Format.pattern(pattern, text) }
        case nil: break
        }
        throw call.invalidValue(
            "the format of dates is unknown",
            help: "'iso', 'epoch', 'epoch_ms', or one such as 'DD/MM/YYYY HH:MM:SS'")
    }

    /// `date('31/12/2024', 'DD/MM/YYYY')` is `2024-12-31`. Without a format: ISO 8601, a space for its `T` allowed.
    ///
    /// A date without a time stays one; a time with a zone is given in UTC, one without stays without. Null, an empty
    /// text and dates of zeros, which databases write for none, are null.
    private static func date(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let format = call.prepared(Format.self) ?? .iso
        let text = call[0].text(in: call.record) ?? ""
        if text.isEmpty || DateText.isZero(text) { return .null }
        let isNumber = call[0].kind(in: call.record) == .number
        var expected: String
        switch format {
        case .seconds, .milliseconds:
            let scale = { if case .seconds = format { 1 } else { 1_000 } }()
            if let number = ExactNumber(text), let moment = DateText(epoch: number, perSecond: scale) {
                return .string(moment.text)
            }
            expected = "a number of \(scale == 1 ? "seconds" : "milliseconds") since 1970"
        case .iso:
            if !isNumber, let moment = DateText(iso: text) { return .string(moment.text) }
            expected = "one like 2024-12-31 or 2024-12-31T23:59:59Z; other formats must be named"
        case .pattern(let pattern, let name):
            if !isNumber, let moment = pattern.read(text) { return .string(moment.text) }
            expected = "one like \(name)"
        }
        throw call.invalidValue(
            "\"\(text.prefix(40))\" is no date", argument: 0, help: "expected \(expected)")
    }

    /// `before('2024-12-31T23:59:59Z', '2025-01-01')`: whether the day of one date comes before that of another. Both are
    /// written as `date` gives them; null when one of them is null or empty.
    private static func before(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        var days: [Int] = []
        for index in 0..<2 {
            let text = call[index].text(in: call.record) ?? ""
            if text.isEmpty { return .null }
            guard let date = DateText(iso: text) else {
                throw call.invalidValue(
                    "\"\(text.prefix(40))\" is no date", argument: index,
                    help: "expected one like 2024-12-31; read others with date(...)")
            }
            days.append((date.year * 100 + date.month) * 100 + date.day)
        }
        return .boolean(days[0] < days[1])
    }
}
