public import Feeds

/// An internet provider with one of its networks (API document, "ISP index").
public struct InternetProvider: WireRecord {
    /// The id in the index.
    public var id: String?
    /// A block of addresses: `192.0.2.0/24`.
    public var network: String?
    /// The name: what filters hold.
    public var name: String?
    /// Who uses the addresses.
    public var organization: String?
    /// The number of the autonomous system (RFC 1930).
    public var systemNumber: Int?
    /// Who runs the autonomous system.
    public var systemOrganization: String?
    /// The code of its country, two letters.
    public var countryISO: String?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<InternetProvider>] = [
        WireField("_id", \.id, .readOnly, aliases: ["id"]),
        WireField("network", \.network, .readOnly),
        WireField("isp", \.name, .readOnly, aliases: ["name"]),
        WireField("organization", \.organization, .readOnly),
        WireField("autonomous_system_number", \.systemNumber, .readOnly),
        WireField("autonomous_system_organization", \.systemOrganization, .readOnly),
        WireField("country", \.countryISO, .readOnly),
    ]
}
