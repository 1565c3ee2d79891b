internal import Feeds

/// Functions of lists and maps that feeds need.
enum CollectionFunctions {
    static let functions: [Function] = [
        Function("fingerprint", [.required("value", .any)], body: fingerprint),
        Function("from_items", [.required("items", .array(of: .array))], body: fromItems),
        Function("items", [.required("object", .object)], reads: .members, body: items),
        Function("unique", [.required("list", .array)], body: unique),
        Function("zip", [.required("list", .array), .repeated("list", .array)], reads: .pairs, body: zip),
    ]

    /// A list of pairs of name and value.
    private static func items(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        .list(call[0].fields(in: call.record).map { .list([.string($0.name), $0.value]) })
    }

    /// A map of a list of pairs; the last of several values of a name counts.
    private static func fromItems(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        var fields = OperandFields()
        for pair in call.elements(0) {
            try call.spend()
            let isPair = pair.count(in: call.record) == 2
            guard isPair, let name = pair.element(at: 0, in: call.record).string(in: call.record) else {
                throw call.error(
                    .invalidValue, "every item must be a list of a name and a value", blaming: pair)
            }
            fields.set(Operand.Field(name, pair.element(at: 1, in: call.record)))
        }
        return .map(fields.all)
    }

    /// A short text that equal values have in common, and others hardly ever.
    private static func fingerprint(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        var key: [UInt8] = []
        try call.appendKey(of: call[0], to: &key)
        return .string(FNV1a.digits(of: key))
    }

    /// The elements without those that equal an earlier one.
    private static func unique(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        var seen: Set<[UInt8]> = []
        var result: [Operand] = []
        for element in call.elements(0) {
            var key: [UInt8] = []
            try call.appendKey(of: element, to: &key)
            if seen.insert(key).inserted { result.append(element) }
        }
        return .list(result)
    }

    /// Lists of the first elements of all lists, of the second ones, and so on to the end of the shortest.
    private static func zip(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let lists = (0..<call.count).map { call.elements($0) }
        let count = lists.map(\.count).min() ?? 0
        try call.spend(count * lists.count)
        return .list((0..<count).map { index in .list(lists.map { $0[index] }) })
    }
}

extension Evaluation {
    /// Appends bytes that two values have in common exactly when they are equal as JSON.
    mutating func appendKey(of value: Operand, to key: inout [UInt8]) throws(ExpressionError) {
        try spend()
        let kind = value.kind(in: record)
        key.append(kind.rawValue)
        switch kind {
        case .null: return
        case .boolean: key.append(value.isTruthy(in: record) ? 1 : 0)
        case .number:
            let literal = value.number(in: record) ?? ""
            // A number too long for exact arithmetic equals only itself as it is written.
            appendText(ExactNumber(literal)?.literal ?? literal, to: &key)
        case .string: appendText(value.string(in: record) ?? "", to: &key)
        case .array:
            appendText(String(value.count(in: record)), to: &key)
            var elements = value.elements(in: record)
            while let element = elements.next(in: record) { try appendKey(of: element, to: &key) }
        case .object:
            var parts: [[UInt8]] = []
            for field in value.fields(in: record) {
                var part: [UInt8] = []
                appendText(field.name, to: &part)
                try appendKey(of: field.value, to: &part)
                parts.append(part)
            }
            appendText(String(parts.count), to: &key)
            for part in parts.sorted(by: { $0.lexicographicallyPrecedes($1) }) { key += part }
        }
    }

    private func appendText(_ text: String, to key: inout [UInt8]) {
        key += Array(String(text.utf8.count).utf8)
        key.append(UInt8(ascii: ":"))
        key += Array(text.utf8)
    }
}
