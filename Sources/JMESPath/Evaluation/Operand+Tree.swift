public import Diagnostics
public import Feeds

extension Operand {
    /// The value as a tree of its own. Recursion is as deep as the value, which is bounded.
    public func value(in record: Record) -> Value {
        switch self {
        case .null: .null
        case .boolean(let truth): .bool(truth)
        case .number(let literal): .number(literal)
        case .string(let text): .string(text)
        case .entry(let index): record.node(index).value
        case .list(let elements): .list(elements.map { $0.node(in: record) })
        case .map(let fields): .map(fields.map { Member($0.name, $0.value.node(in: record)) })
        }
    }

    /// The value as a tree with its places; what the evaluation made stands where the record does.
    public func node(in record: Record) -> Node {
        switch self {
        case .entry(let index): record.node(index)
        default: Node(value(in: record), at: record.position)
        }
    }

    /// Where the value is written; `nil` for a value that the evaluation made.
    public func position(in record: Record) -> SourcePosition? {
        entry.map { record.position(of: $0) }
    }
}
