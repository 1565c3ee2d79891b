public import Feeds

/// Which clicks a stream takes: a click must pass every active filter (API document, "StreamFilter model").
public struct StreamFilters: WireRecord {
    /// Countries by ISO code.
    public var country: ValueFilter?
    /// Cities by name.
    public var city: ValueFilter?
    /// Providers by name.
    public var isp: ValueFilter?
    /// Browsers by name.
    public var browser: ValueFilter?
    /// Operating systems by name.
    public var os: ValueFilter?
    /// The type of connection: one value at most.
    public var connectionType: ValueFilter?
    /// Devices.
    public var deviceType: ValueFilter?
    /// Addresses.
    public var ip: ValueFilter?
    /// Values of `sub1` to `sub10`.
    public var subs: SubsFilter?
    /// Bots by id.
    public var bots: ValueFilter?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// No filter at all.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<StreamFilters>] = [
        ValueFilter.field("country", key: "iso", \.country),
        ValueFilter.field("city", key: "titles", \.city),
        ValueFilter.field("isp", key: "items", \.isp),
        ValueFilter.field("browser", key: "titles", \.browser),
        ValueFilter.field("os", key: "titles", \.os),
        ValueFilter.field("connection_type", key: "id", single: true, \.connectionType),
        // The examples say `items`, the table of fields `iso`: both are read, `items` is written.
        ValueFilter.field("device_type", key: "items", \.deviceType),
        ValueFilter.field("ip", key: "items", \.ip),
        WireField("subs", \.subs),
        ValueFilter.field("bots", key: "ids", \.bots),
    ]

    /// Reads an object of filters, or the list of single-filter objects that the table of fields describes.
    public init(wire node: Node) throws(WireError) {
        self.init()
        for part in node.value.list ?? [node] { try read(part) }
    }
}

/// A filter on a list of values. Its list has another name on the wire in each filter; here it is one.
public struct ValueFilter: Sendable, Equatable {
    /// The values that match.
    public var values: [String] = []
    /// Whether the filter does anything; the server takes an absent one as `false`.
    public var isActive: Bool?
    /// Whether matching clicks are kept out instead of let in.
    public var excludes: Bool?
    /// Fields that the API document does not know.
    public var unknownFields: [Member] = []

    /// A filter on values.
    public init(_ values: [String] = [], isActive: Bool? = nil, excludes: Bool? = nil) {
        self.values = values
        self.isActive = isActive
        self.excludes = excludes
    }

    /// The names under which answers may carry the list.
    private static let listKeys: Set<String> = ["iso", "titles", "items", "ids", "id", "values"]

    /// The field of a filter whose list is called `key`; a `single` one holds one text instead of a list.
    static func field(
        _ name: String, key: String, single: Bool = false,
        _ property: any WritableKeyPath<StreamFilters, ValueFilter?> & Sendable
    ) -> WireField<StreamFilters> {
        let type = FieldType.record([
            FieldDescription(key, single ? .text : .texts(ordered: false)),
            FieldDescription("active", .boolean),
            FieldDescription("exclude", .boolean),
        ])
        return WireField(
            FieldDescription(name, type),
            read: { (node, filters) throws(WireError) in
                filters[keyPath: property] = try ValueFilter(wire: node)
            },
            write: { filters in filters[keyPath: property]?.wireValue(key: key, single: single) })
    }

    private init(wire node: Node) throws(WireError) {
        guard case .map(let members) = node.value else { throw .mismatch(node, expected: "an object") }
        for member in members {
            if case .null = member.node.value { continue }
            do {
                switch member.name {
                case "active": isActive = try Bool(wire: member.node)
                case "exclude": excludes = try Bool(wire: member.node)
                case let name where Self.listKeys.contains(name):
                    if case .string(let text) = member.node.value {
                        if !text.isEmpty { values.append(text) }
                    } else {
                        values.append(contentsOf: try [String](wire: member.node))
                    }
                default: unknownFields.append(member)
                }
            } catch {
                throw error.inside(member.name)
            }
        }
    }

    private func wireValue(key: String, single: Bool) -> Value {
        var members = [
            Member(key, single ? .string(values.first ?? "") : values.wireValue)
        ]
        if let isActive { members.append(Member("active", .bool(isActive))) }
        if let excludes { members.append(Member("exclude", .bool(excludes))) }
        return .map(members + unknownFields)
    }
}

/// A filter on `sub1` to `sub10` (API document, "SubsFilter model").
public struct SubsFilter: WireRecord {
    /// The values that match; absent ones match anything.
    public var items: SubItems?
    /// Whether the filter does anything.
    public var isActive: Bool?
    /// Whether matching clicks are kept out instead of let in.
    public var excludes: Bool?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A filter on nothing.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<SubsFilter>] = [
        WireField("items", \.items), WireField("active", \.isActive), WireField("exclude", \.excludes),
    ]
}
