public import Feeds

/// A value of an evaluation: an entry of the record that is evaluated, or a value that the evaluation made.
///
/// What only passes through stays an entry, so it costs nothing and knows its place. An operand means something only
/// together with its record.
public enum Operand: Sendable {
    /// Nothing.
    case null
    /// A truth value.
    case boolean(Bool)
    /// A number, as the literal that was written or computed.
    case number(String)
    /// A text.
    case string(String)
    /// An entry of the record's tape.
    case entry(Int)
    /// A list that was made.
    case list([Operand])
    /// A map that was made; no name occurs twice.
    case map([Field])

    /// A named value of a map that was made.
    public struct Field: Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: Operand

        /// Pairs a name with a value.
        public init(_ name: String, _ value: Operand) {
            self.name = name
            self.value = value
        }
    }

    /// A value that stands for itself. Recursion is as deep as the value.
    public init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .bool(let truth): self = .boolean(truth)
        case .number(let literal): self = .number(literal)
        case .string(let text): self = .string(text)
        case .list(let nodes): self = .list(nodes.map { Operand($0.value) })
        case .map(let members): self = .map(members.map { Field($0.name, Operand($0.node.value)) })
        }
    }
}

// MARK: Asking

extension Operand {
    /// The type of the value.
    @inlinable
    public func kind(in record: Record) -> Kind {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .entry(let index): Kind(record.nodes[index].kind)
        case .list: .array
        case .map: .object
        }
    }

    /// Whether there is nothing.
    @inlinable
    public func isNull(in record: Record) -> Bool {
        switch self {
        case .null: true
        case .entry(let index): record.nodes[index].kind == .null
        default: false
        }
    }

    /// Whether the language takes the value for true: it is not null, `false`, or an empty text, list or map.
    public func isTruthy(in record: Record) -> Bool {
        switch self {
        case .null: false
        case .boolean(let truth): truth
        case .number: true
        case .string(let text): !text.isEmpty
        case .list(let elements): !elements.isEmpty
        case .map(let fields): !fields.isEmpty
        case .entry(let index):
            switch record.nodes[index].kind {
            case .null, .false: false
            case .true, .number: true
            case .string, .list, .map: record.nodes[index].count > 0
            }
        }
    }

    /// The text of a string; `nil` for every other value.
    public func string(in record: Record) -> String? {
        switch self {
        case .string(let text): text
        case .entry(let index) where record.nodes[index].kind == .string: record.text(of: index)
        default: nil
        }
    }

    /// The literal of a number; `nil` for every other value.
    public func number(in record: Record) -> String? {
        switch self {
        case .number(let literal): literal
        case .entry(let index) where record.nodes[index].kind == .number: record.text(of: index)
        default: nil
        }
    }

    /// The truth value; `nil` for every other value.
    public func boolean(in record: Record) -> Bool? {
        switch self {
        case .boolean(let truth): truth
        case .entry(let index) where record.nodes[index].kind == .true: true
        case .entry(let index) where record.nodes[index].kind == .false: false
        default: nil
        }
    }

    /// The value in words: a text as it is, everything else as JSON; `nil` for null.
    public func text(in record: Record) -> String? {
        switch self {
        case .null: nil
        case .string(let text), .number(let text): text
        case .entry(let index):
            switch record.nodes[index].kind {
            case .null: nil
            case .string, .number: record.text(of: index)
            default: value(in: record).jsonText()
            }
        default: value(in: record).jsonText()
        }
    }

    /// The entry of the record that the value is; `nil` for a value that was made.
    public var entry: Int? {
        if case .entry(let index) = self { index } else { nil }
    }
}

extension Record {
    /// Gives the bytes of a string, or of the literal of a number; none for every other value.
    func withText<Result>(_ operand: Operand, _ body: (Span<UInt8>) -> Result) -> Result {
        switch operand {
        case .string(let text), .number(let text): body(text.utf8.span)
        case .entry(let index): body(bytes.span.extracting(textRange(of: index)))
        default: body(Span())
        }
    }
}
