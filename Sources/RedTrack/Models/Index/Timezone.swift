public import Feeds

/// A time zone that an account can have (API document, "Timezone index").
public struct Timezone: WireRecord {
    /// The id in the index.
    public var id: String?
    /// The IANA name, such as `Africa/Abidjan`.
    public var zone: String?
    /// What people choose from: `(UTC/GMT +00:00) Africa/Abidjan`.
    public var alias: String?
    /// Seconds east of UTC.
    public var offset: Int?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// Reads an object, or the bare name of the zone that the API of today gives.
    public init(wire node: Node) throws(WireError) {
        self.init()
        if case .string(let name) = node.value {
            zone = name
        } else {
            try read(node)
        }
    }

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Timezone>] = [
        WireField("id", \.id, .readOnly, aliases: ["_id"]),
        WireField("zone", \.zone, .readOnly),
        WireField("alias", \.alias, .readOnly),
        WireField("offset", \.offset, .readOnly),
    ]
}
