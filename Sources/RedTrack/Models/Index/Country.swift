public import Feeds

/// A country as filters name it (API document, "Countries index").
public struct Country: WireRecord {
    /// The id in the index.
    public var id: String?
    /// The English name.
    public var title: String?
    /// The code of ISO 3166-1, two letters: what filters hold.
    public var iso: String?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Country>] = [
        WireField("id", \.id, .readOnly, aliases: ["_id"]),
        WireField("title", \.title, .readOnly),
        WireField("iso", \.iso, .readOnly),
    ]
}
