internal import Synchronization
internal import _StringProcessing

/// Regular expressions, in the syntax of Swift's `Regex`, which is that of Perl.
enum PatternFunctions {
    static let functions: [Function] = [
        Function(
            "match",
            [
                .required("text", .string), Parameter.required("pattern", .string).constant,
                .optional("group", .kinds([.number, .string])),
            ], prepare: prepare, body: match)
    ]

    /// Texts longer than this are refused: a pattern may look at a text again and again.
    private static let greatestLength = 10_000

    /// A pattern that was compiled with its expression; one match at a time, since `Regex` is not `Sendable`.
    private final class Pattern: Sendable {
        private let regex: Mutex<Regex<AnyRegexOutput>>

        init(_ text: String) throws {
            regex = Mutex(try Regex(text).matchingSemantics(.unicodeScalar))
        }

        /// The first match: the text of each group by number, and the name of each that has one.
        func firstMatch(in text: String) throws -> [(name: String?, text: Substring?)]? {
            try regex.withLock { regex in
                guard let match = try regex.firstMatch(in: text) else { return nil }
                return match.output.map { ($0.name, $0.substring) }
            }
        }
    }

    private static func prepare(_ call: PreparedCall) throws(ExpressionError) -> (any Sendable)? {
        guard let text = call.string(1) else { throw call.invalidValue("the pattern must be a text") }
        do {
            return try Pattern(text)
        } catch {
            throw call.invalidValue(
                "\"\(text)\" is no regular expression", help: "\(error)")
        }
    }

    /// The first text that a pattern fits, or one of its groups; null when it fits nowhere, or the group took no part.
    private static func match(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        let text = call.string(0)
        guard text.utf8.count <= greatestLength else {
            throw call.invalidValue("the text has more than \(greatestLength) bytes", argument: 0)
        }
        try call.spend(text.utf8.count)
        let pattern: Pattern? = call.prepared()
        let found: [(name: String?, text: Substring?)]?
        do {
            found = try pattern?.firstMatch(in: text)
        } catch {
            throw call.invalidValue("the pattern cannot be applied: \(error)", argument: 0)
        }
        guard let found else { return .null }
        let group: Int?
        if call[2].kind(in: call.record) == .string {
            let name = call.string(2)
            group = found.firstIndex { $0.name == name }
        } else {
            group = try call.integer(2) ?? 0
        }
        guard let group, found.indices.contains(group) else {
            throw call.invalidValue(
                "the pattern has no group \(call[2].text(in: call.record) ?? "")", argument: 2)
        }
        return found[group].text.map { .string(String($0)) } ?? .null
    }
}
