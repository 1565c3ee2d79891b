internal import Diagnostics
internal import Feeds
package import JMESPath

extension FunctionTable {
    /// The functions that need nothing but their arguments: those of JMESPath, of values and of links.
    package static let values = extended.adding(ValueFunctions.functions + LinkFunctions.functions)

    /// The functions of templates.
    /// - Parameters:
    ///   - parameters: what the user gave, by the name of the parameter.
    ///   - tables: the tables of the template.
    ///   - joins: the names of the template's joins, in their order.
    /// - Returns: everything that an expression of a template may call.
    static func mapping(
        parameters: [String: String?], tables: [String: ValueTable], joins: [String]
    ) -> FunctionTable {
        values.adding([
            ContextFunctions.param(parameters), ContextFunctions.record, ContextFunctions.key,
            ContextFunctions.lookup(tables), ContextFunctions.joined(joins),
            ContextFunctions.joinedAll(joins),
        ])
    }

    /// The same for the key of a join, which is read before there are joins.
    var withoutJoins: FunctionTable {
        adding([ContextFunctions.joined([]), ContextFunctions.joinedAll([])])
    }
}

extension Evaluation {
    /// Gives the bytes of an argument that is a text or a number; none for every other value.
    func withBytes<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch self[index] {
        case .string(let text), .number(let text): try body(text.utf8.span)
        case .entry(let entry):
            try body(record.bytes.span.extracting(record.textRange(of: entry)))
        default: try body(Span())
        }
    }

    /// Whether an argument is null or an empty text.
    func isBlank(_ index: Int) -> Bool {
        let value = self[index]
        switch value.kind(in: record) {
        case .null: return true
        case .string: return !value.isTruthy(in: record)
        default: return false
        }
    }

    /// A fault of a value as one of this call.
    func fault(_ error: ValueError, argument: Int = 0) -> ExpressionError {
        invalidValue(error.message, argument: argument, help: error.help)
    }

    /// Counts something that the user should know, and that stops nothing.
    func note(_ message: String) {
        (context as? MappingContext)?.notes.add(message, at: record.position)
    }
}

extension PreparedCall {
    /// A fault of a literal.
    func fault(_ error: ValueError) -> ExpressionError { invalidValue(error.message, help: error.help) }
}
