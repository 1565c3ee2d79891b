public import Feeds

public import struct FoundationEssentials.Decimal

/// A city as filters name it (API document, "Cities index").
public struct City: WireRecord {
    /// The id in the index.
    public var id: String?
    /// The name: what filters hold.
    public var name: String?
    /// The code of its country, two letters.
    public var countryISO: String?
    /// The name in lower case.
    public var slug: String?
    /// Its region: a number in the document, a name today.
    public var region: ScalarText?
    /// Degrees north; 0 in all examples.
    public var latitude: Decimal?
    /// Degrees east; 0 in all examples.
    public var longitude: Decimal?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<City>] = [
        WireField("id", \.id, .readOnly, aliases: ["_id"]),
        WireField("name", \.name, .readOnly),
        WireField("iso", \.countryISO, .readOnly, aliases: ["country_iso"]),
        WireField("slug", \.slug, .readOnly),
        WireField("region", \.region, .readOnly),
        WireField("lat", \.latitude, .readOnly),
        WireField("lon", \.longitude, .readOnly),
    ]
}
