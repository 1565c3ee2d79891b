internal import Feeds
internal import JMESPath

/// A table of a template: what a text of the feed means.
struct ValueTable: Sendable {
    /// The values by key. Keys are compared by their bytes.
    private let values: [[UInt8]: Operand]
    /// The keys, for messages.
    let keys: [String]
    /// What an unknown key means; `nil` when it is an error.
    let fallback: Operand?

    init(_ entries: [(key: String, value: Value)], fallback: Value? = nil) {
        values = Dictionary(entries.map { (Array($0.key.utf8), Operand($0.value)) }) { first, _ in first }
        keys = entries.map(\.key)
        self.fallback = fallback.map { Operand($0) }
    }

    /// The value of a key; `nil` when the table lacks it.
    func value(of key: Span<UInt8>) -> Operand? {
        values[key.withUnsafeBufferPointer { Array($0) }]
    }
}
