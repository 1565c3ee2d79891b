internal import Diagnostics
internal import Feeds
internal import JMESPath

/// Functions that know the template, its user and the record.
enum ContextFunctions {
    /// `param('currency')`: what the user gave; null when that is nothing.
    static func param(_ values: [String: String?]) -> Function {
        Function(
            "param", [Parameter.required("name", .string).constant], reads: .everything,
            prepare: { call throws(ExpressionError) in
                let name = call.string(0) ?? ""
                guard values[name] == nil else { return nil }
                throw call.invalidValue(
                    "there is no parameter \(ValueError.quoted(name.utf8.span))",
                    help: Suggestion.help(for: name, in: values.keys.sorted())
                        ?? "declare it under parameters")
            },
            body: { call throws(ExpressionError) in
                if case .some(.some(let text)) = values[call.string(0)] { return .string(text) }
                return .null
            })
    }

    /// `record()`: the record, also inside `each` and projections.
    static let record = Function("record", [], reads: .record, isPure: false) { _ throws(ExpressionError) in
        .entry(0)
    }

    /// `key()`: the name under which an object map holds the record; null for every other record.
    static let key = Function("key", [], isPure: false) { call throws(ExpressionError) in
        call.record.key.map { .string($0) } ?? .null
    }

    /// `joined('name', key)`: the record of a join with that key; null when there is none.
    static func joined(_ names: [String]) -> Function {
        join("joined", names, .source, nothing: .null) { $0.find($1, in: $2) }
    }

    /// `joined_all('name', key)`: the list of the records of a join with that key.
    static func joinedAll(_ names: [String]) -> Function {
        join("joined_all", names, .sources, nothing: .list([])) { $0.findAll($1, in: $2) }
    }

    private static func join(
        _ function: String, _ names: [String], _ reads: ArgumentReads, nothing: Operand,
        _ find: @escaping @Sendable (JoinUse, Span<UInt8>, Int) -> Operand
    ) -> Function {
        Function(
            function,
            [
                Parameter.required("name", .string).constant,
                .required("key", .kinds([.string, .number, .null])),
            ],
            reads: reads, isPure: false,
            prepare: { call throws(ExpressionError) in
                let name = call.string(0) ?? ""
                if let index = names.firstIndex(of: name) { return index }
                throw call.invalidValue(
                    "there is no join \(ValueError.quoted(name.utf8.span))",
                    help: Suggestion.help(for: name, in: names) ?? "declare it under joins")
            },
            body: { call throws(ExpressionError) in
                guard let join = call.prepared(Int.self), !call.isBlank(1),
                    let context = call.context as? MappingContext
                else { return nothing }
                return call.withBytes(1) { find(context.joins, $0, join) }
            })
    }

    /// `lookup('table', key[, default])`.
    static func lookup(_ tables: [String: ValueTable]) -> Function {
        Function(
            "lookup",
            [
                Parameter.required("table", .string).constant, .required("key", .any),
                .optional("default", .any),
            ],
            prepare: { call throws(ExpressionError) in
                let name = call.string(0) ?? ""
                if let table = tables[name] { return table }
                throw call.invalidValue(
                    "there is no table \(ValueError.quoted(name.utf8.span))",
                    help: Suggestion.help(for: name, in: tables.keys.sorted()) ?? "declare it under tables")
            },
            body: lookUp)
    }

    private static func lookUp(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        guard let table = call.prepared(ValueTable.self) else { return .null }
        let found: Operand?
        switch call[1].kind(in: call.record) {
        case .null: return .null
        case .string, .number: found = call.withBytes(1) { table.value(of: $0) }
        case .boolean:
            let word = call[1].boolean(in: call.record) == true ? "true" : "false"
            found = table.value(of: word.utf8.span)
        default:
            throw call.invalidType("a list or map is no key of a table", blaming: call[1])
        }
        if let found { return found }
        if call.count > 2 { return call[2] }
        if let fallback = table.fallback { return fallback }
        // Nothing is looked up under nothing.
        if call.isBlank(1) { return .null }
        let key = call[1].text(in: call.record) ?? ""
        let known = table.keys.count <= 12 ? "it has: \(table.keys.joined(separator: ", "))" : nil
        throw call.invalidValue(
            "table '\(call.string(0))' has no \(ValueError.quoted(key.utf8.span))", argument: 1,
            help: Suggestion.help(for: key, in: table.keys) ?? known ?? "add it, or give a default")
    }
}
