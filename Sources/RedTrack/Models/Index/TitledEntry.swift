public import Feeds

/// An entry that is no more than a name: a browser or an operating system (API document, "Browsers index", "OS index").
public struct TitledEntry: WireRecord {
    /// The id in the index.
    public var id: String?
    /// The name: what filters hold.
    public var title: String?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<TitledEntry>] = [
        WireField("id", \.id, .readOnly, aliases: ["_id"]),
        WireField("title", \.title, .readOnly),
    ]
}
