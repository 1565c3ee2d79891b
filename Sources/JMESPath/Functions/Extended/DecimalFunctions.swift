/// Numbers written for people, read strictly: what could mean two things is refused.
enum DecimalFunctions {
    static let functions: [Function] = [
        Function(
            "decimal",
            [
                .required("text", .kinds([.string, .number])),
                Parameter.optional("locale", .string).constant,
            ], prepare: prepare, body: decimal)
    ]

    /// How a place writes numbers.
    private struct Locale: Sendable {
        var mark = DecimalMark.point
        /// Whether something may separate thousands.
        var isGrouped = true

        static let plain = Locale(isGrouped: false)
    }

    private static func prepare(_ call: PreparedCall) throws(ExpressionError) -> (any Sendable)? {
        guard call.literals.count > 1, let name = call.string(1), name != "plain" else { return Locale.plain }
        // Switzerland is no language.
        if name == "ch" { return Locale() }
        guard let mark = DecimalMark(locale: name) else {
            throw call.invalidValue("there is no such way to write numbers", help: DecimalMark.help)
        }
        return Locale(mark: mark)
    }

    /// `decimal('1.234,56', 'de')` is 1234.56. Without a place: digits, and a point before a fraction.
    private static func decimal(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        guard call[0].kind(in: call.record) == .string else { return call[0] }
        let locale = call.prepared(Locale.self) ?? .plain
        if let literal = call.record.withText(call[0], { literal(of: $0, locale) }) {
            return .number(literal)
        }
        let example =
            switch (locale.isGrouped, locale.mark) {
            case (false, _): "1234.56"
            case (true, .point): "1,234.56"
            case (true, .comma): "1.234,56"
            }
        throw call.invalidValue(
            "\"\(call.string(0).prefix(40))\" is no number", argument: 0, help: "expected one like \(example)"
        )
    }

    /// The literal of JSON for a number as a place writes it; `nil` when it is none.
    private static func literal(of text: Span<UInt8>, _ locale: Locale) -> String? {
        guard text.count <= 100 else { return nil }
        let sign = signLength(text)
        guard sign < text.count, isDigit(text[sign]), isDigit(text[text.count - 1]),
            let run = try? DigitRun(text, in: sign..<text.count, mark: locale.mark),
            locale.isGrouped || !run.isGrouped
        else { return nil }
        var literal = sign > 0 && text[0] != UInt8(ascii: "+") ? [UInt8(ascii: "-")] : []
        let start = literal.count
        // JSON has no leading zeros; here they mean nothing.
        for index in run.whole where isDigit(text[index]) {
            if literal.count > start || text[index] != UInt8(ascii: "0") { literal.append(text[index]) }
        }
        if literal.count == start { literal.append(UInt8(ascii: "0")) }
        if !run.fraction.isEmpty {
            literal.append(UInt8(ascii: "."))
            for index in run.fraction { literal.append(text[index]) }
        }
        return String(decoding: literal, as: UTF8.self)
    }

    /// How many bytes a sign takes: a plus, a hyphen, or the minus of typographers.
    private static func signLength(_ text: Span<UInt8>) -> Int {
        guard text.count > 0 else { return 0 }
        if text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-") { return 1 }
        guard text.count > 3, text[0] == 0xE2, text[1] == 0x88, text[2] == 0x92 else { return 0 }
        return 3
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
