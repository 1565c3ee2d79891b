public import Diagnostics

/// Why an expression could not be compiled, or could not be evaluated on a record.
public struct ExpressionError: Error, Sendable, Hashable {
    /// The kind of fault. The first five are those of the JMESPath specification.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case syntax
            case invalidType = "invalid-type"
            case invalidValue = "invalid-value"
            case invalidArity = "invalid-arity"
            case unknownFunction = "unknown-function"
            case limit, raised
        }

        private let kind: Kind

        /// The text breaks the grammar.
        public static let syntax = Code(kind: .syntax)
        /// An argument has a type that the function does not take.
        public static let invalidType = Code(kind: .invalidType)
        /// A value that has the right type and no meaning where it stands, such as a step of 0.
        public static let invalidValue = Code(kind: .invalidValue)
        /// Too few or too many arguments.
        public static let invalidArity = Code(kind: .invalidArity)
        /// No function has that name.
        public static let unknownFunction = Code(kind: .unknownFunction)
        /// The expression is too long or too deep, or its evaluation takes too many steps.
        public static let limit = Code(kind: .limit)
        /// The expression itself says that the record is wrong, with `error('...')`.
        public static let raised = Code(kind: .raised)

        /// The word of the specification, such as `invalid-type`.
        public var description: String { kind.rawValue }
    }

    /// The kind of fault.
    public var code: Code
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// Where in the expression; columns count Unicode scalars from 1, the offset counts bytes from 0.
    public var position: SourcePosition
    /// How many scalars of the expression to underline, at least 1.
    public var length: Int
    /// What to do next, or what was expected.
    public var help: String?
    /// The entry of the record's tape that is to blame, when there is one: its place is where the record is wrong.
    public var entry: Int?

    /// Makes an error at a place of an expression.
    public init(
        _ code: Code, _ message: String, at position: SourcePosition, length: Int = 1, help: String? = nil,
        entry: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.position = position
        self.length = max(1, length)
        self.help = help
        self.entry = entry
    }

    /// The column of the fault in its line of the expression, counted from 1 in Unicode scalars.
    public var column: Int { position.column }
}

extension ExpressionError: CustomStringConvertible {
    /// `column N: message (help)`; with the line when it is not the first.
    public var description: String {
        let line = position.line > 1 ? "line \(position.line), " : ""
        let tail = help.map { " (\($0))" } ?? ""
        return "\(line)column \(position.column): \(message)\(tail)"
    }
}
