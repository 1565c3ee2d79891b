import Feeds

/// One documented field of a model: how it is described, read from an answer and written to a request.
public struct WireField<Record: Sendable>: Sendable {
    /// What the API document says of it.
    public let description: FieldDescription
    /// Other names under which answers carry it.
    let aliases: [String]
    let read: @Sendable (Node, inout Record) throws(WireError) -> Void
    let write: @Sendable (Record) -> Value?

    init(
        _ description: FieldDescription, aliases: [String] = [],
        read: @escaping @Sendable (Node, inout Record) throws(WireError) -> Void,
        write: @escaping @Sendable (Record) -> Value?
    ) {
        self.description = description
        self.aliases = aliases
        self.read = read
        self.write = write
    }

    /// A field that is a property of the model.
    ///
    /// `type` is the documented type, where it says more than the property's own.
    init<Property: WireValue>(
        _ name: String, _ property: any WritableKeyPath<Record, Property?> & Sendable,
        _ access: FieldDescription.Access = .writable, type: FieldType = Property.fieldType,
        aliases: [String] = []
    ) {
        self.init(
            FieldDescription(name, type, access), aliases: aliases,
            read: { (node, record) throws(WireError) in
                record[keyPath: property] = try Property(wire: node)
            },
            write: { record in record[keyPath: property]?.wireValue })
    }

    func matches(_ name: String) -> Bool { name == description.name || aliases.contains(name) }
}
