public import Diagnostics

/// One field of a CSV row.
public struct CSVField: Sendable, Hashable {
    /// What the field holds, without quotes, otherwise as written.
    public var text: String
    /// Where it starts, at its quote if it has one.
    public var position: SourcePosition
    /// Whether it was quoted: `""` says "empty", nothing says nothing.
    public var wasQuoted: Bool

    /// Makes a field.
    public init(_ text: String, at position: SourcePosition = .start, wasQuoted: Bool = false) {
        self.text = text
        self.position = position
        self.wasQuoted = wasQuoted
    }
}

/// One row of a CSV text.
public struct CSVRow: Sendable, Hashable {
    /// The fields, in order.
    public var fields: [CSVField]
    /// Where the row starts.
    public var position: SourcePosition

    /// Makes a row.
    public init(_ fields: [CSVField], at position: SourcePosition = .start) {
        self.fields = fields
        self.position = position
    }
}

extension CSVRow {
    /// The row of a record that is a list of texts, with the places of all fields.
    init(_ record: Record, quote: UInt8?) {
        position = record.position
        fields = []
        fields.reserveCapacity(record.nodes.count - 1)
        var tracker = PositionTracker(at: record.position)
        var reached = record.sourceStart
        for node in 1..<record.nodes.count {
            let place = record.sourceStart + Int(record.nodes[node].place)
            tracker.advance(over: record.bytes.span, in: reached..<place)
            reached = place
            let wasQuoted = place < record.sourceStart + record.sourceCount && record.bytes[place] == quote
            fields.append(CSVField(record.text(of: node), at: tracker.position, wasQuoted: wasQuoted))
        }
    }
}
