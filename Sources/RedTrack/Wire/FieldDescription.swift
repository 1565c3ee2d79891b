/// What the API document says of one field: its name, its type, who may write it.
///
/// Files, plans and requests are all driven by these descriptions, so that a field is declared once.
public struct FieldDescription: Sendable, Hashable {
    /// Who may write a field.
    public enum Access: Sendable, Hashable {
        /// Set by the server, never sent.
        case readOnly
        /// May be sent.
        case writable
        /// Must be there when an object is created.
        case required
        /// Accepted by the server and dropped: never sent, never compared.
        case ignored
    }

    /// The name on the wire.
    public let name: String
    /// The type of its values.
    public let type: FieldType
    /// Who may write it.
    public let access: Access

    /// Describes a field.
    public init(_ name: String, _ type: FieldType, _ access: Access = .writable) {
        self.name = name
        self.type = type
        self.access = access
    }

    /// The name in files: references are written by the kind that they name (`network` for `program_id`).
    public var manifestName: String {
        if case .reference(let kind) = type { kind.rawValue } else { name }
    }

    /// Whether a file may set the field and a request may carry it.
    public var isWritable: Bool { access == .writable || access == .required }
}

/// The type of a field's values, with the limits that the API document sets.
public indirect enum FieldType: Sendable, Hashable {
    /// Opaque text: titles, URLs with macros, macros. Copied byte for byte.
    case text
    /// A whole number of at least `minimum`.
    case integer(minimum: Int)
    /// An exact decimal, at least zero, or above zero when `positive`.
    case decimal(positive: Bool)
    /// `true` or `false`.
    case boolean
    /// A whole number whose values have names.
    case choice([NamedValue])
    /// Texts; when not `ordered` they are a set, and their order means nothing.
    case texts(ordered: Bool)
    /// The id of an object of another kind; files name the object instead.
    case reference(Kind)
    /// Named fields. In requests the whole record is sent.
    case record([FieldDescription])
    /// A list of records, replaced as a whole; the order means something when `ordered`.
    case records([FieldDescription], ordered: Bool)
    /// Measured numbers by name: the statistics that lists carry.
    case statistics

    /// A number that has a name, such as `archived` for a status of 2.
    public struct NamedValue: Sendable, Hashable {
        /// The number on the wire.
        public let number: Int
        /// The names that files may use; the first is the one that is written.
        public let names: [String]

        /// Names a number.
        public init(_ number: Int, _ names: String...) {
            self.number = number
            self.names = names
        }
    }
}
