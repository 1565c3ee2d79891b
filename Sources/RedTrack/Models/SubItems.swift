public import Feeds

/// The ten values `sub1` to `sub10` (API document, "SubItems model").
public struct SubItems: WireRecord {
    /// How many there are.
    public static let count = 10
    private var values = [String?](repeating: nil, count: SubItems.count)
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// Ten absent values.
    public init() {}

    /// The value of `sub`*number*, counted from 1; `nil` when absent or out of range.
    public subscript(number: Int) -> String? {
        get { (1...Self.count).contains(number) ? values[number - 1] : nil }
        set {
            guard (1...Self.count).contains(number) else { return }
            values[number - 1] = newValue
        }
    }

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<SubItems>] = (1...count).map { number in
        WireField(
            FieldDescription("sub\(number)", .text),
            read: { (node, items) throws(WireError) in items[number] = try String(wire: node) },
            write: { items in items[number].map(Value.string) })
    }

    /// The ten values as fields of the record that holds them, as a source does.
    static func flatFields<Record>(_ property: any WritableKeyPath<Record, SubItems> & Sendable)
        -> [WireField<Record>]
    {
        wireFields.map { field in
            WireField<Record>(
                field.description,
                read: { (node, record) throws(WireError) in try field.read(node, &record[keyPath: property])
                },
                write: { record in field.write(record[keyPath: property]) })
        }
    }
}
