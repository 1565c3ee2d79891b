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
        /// What separates groups of three digits.
        let groups: [Unicode.Scalar]
        /// What separates the fraction.
        let point: Unicode.Scalar

        static let plain = Locale(groups: [], point: ".")

        static let all: [String: Locale] = [
            "plain": plain,
            "en": Locale(groups: [","], point: "."),
            "de": Locale(groups: ["."], point: ","),
            // Spaces of every width are in use: plain, no-break, narrow no-break.
            "fr": Locale(groups: [" ", "\u{A0}", "\u{202F}"], point: ","),
            "ch": Locale(groups: ["'", "\u{2019}"], point: "."),
        ]
    }

    private static func prepare(_ call: PreparedCall) throws(ExpressionError) -> (any Sendable)? {
        guard call.literals.count > 1 else { return Locale.plain }
        guard let name = call.string(1), let locale = Locale.all[name] else {
            let known = Locale.all.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
            throw call.invalidValue("there is no such way to write numbers", help: "one of \(known)")
        }
        return locale
    }

    /// `decimal('1.234,56', 'de')` is 1234.56. Without a place: digits, and a point before a fraction.
    private static func decimal(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        guard call[0].kind(in: call.record) == .string else { return call[0] }
        let locale = call.prepared(Locale.self) ?? .plain
        let text = call.string(0)
        guard text.utf8.count <= 100, let literal = literal(of: Array(text.unicodeScalars), locale) else {
            let point = locale.point
            let example = locale.groups.first.map { "1\($0)234\(point)56" } ?? "1234\(point)56"
            throw call.invalidValue(
                "\"\(text.prefix(40))\" is no number", argument: 0, help: "expected one like \(example)")
        }
        return .number(literal)
    }

    /// The literal of JSON for a number as a place writes it; `nil` when it is none.
    private static func literal(of text: [Unicode.Scalar], _ locale: Locale) -> String? {
        var rest = text[...]
        var result = ""
        if let sign = rest.first, sign == "-" || sign == "+" || sign == "\u{2212}" {
            if sign != "+" { result = "-" }
            rest = rest.dropFirst()
        }
        let parts = rest.split(separator: locale.point, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ integer($0, locale) }) else { return nil }
        result += whole
        if parts.count > 1 {
            guard !parts[1].isEmpty, parts[1].allSatisfy(isDigit) else { return nil }
            result += "."
            result.unicodeScalars.append(contentsOf: parts[1])
        }
        return result
    }

    /// Digits, or groups of three of them behind one to three; one separator throughout.
    private static func integer(_ text: ArraySlice<Unicode.Scalar>, _ locale: Locale) -> String? {
        var digits: [Unicode.Scalar] = []
        let separator = text.first(where: locale.groups.contains)
        if let separator {
            let groups = text.split(separator: separator, omittingEmptySubsequences: false)
            for (index, group) in groups.enumerated() {
                let isWhole = index == 0 ? (1...3).contains(group.count) : group.count == 3
                guard isWhole, group.allSatisfy(isDigit) else { return nil }
                digits += group
            }
            guard digits.first != "0" else { return nil }
        } else {
            guard !text.isEmpty, text.allSatisfy(isDigit) else { return nil }
            digits = Array(text)
        }
        // JSON has no leading zeros; here they mean nothing.
        let significant = digits.drop { $0 == "0" }
        return significant.isEmpty ? "0" : String(String.UnicodeScalarView(significant))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
