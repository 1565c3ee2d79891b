public import Feeds

/// A landing page (API document, "Landing model").
public struct Landing: AccountObject {
    /// Read-only: the id.
    public var id: LandingID?
    /// Read-only: the user whom it belongs to.
    public var userID: String?
    /// Required: the title.
    public var title: String?
    /// Required by the list of errors, though the table does not say so.
    public var url: String?
    /// Read-only: measured numbers.
    public var statistics: Statistics?
    /// Read-only: when it was created.
    public var createdAt: Timestamp?
    /// Read-only: when it was last changed.
    public var updatedAt: Timestamp?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A landing page of which nothing is known.
    public init() {}

    /// The kind of these objects.
    public static let kind = Kind.landing

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Landing>] = [
        WireField("id", \.id, .readOnly, type: .text, aliases: ["_id"]),
        WireField("user_id", \.userID, .readOnly),
        WireField("title", \.title, .required),
        WireField("url", \.url, .required),
        WireField("stat", \.statistics, .readOnly),
        WireField("created_at", \.createdAt, .readOnly),
        WireField("updated_at", \.updatedAt, .readOnly),
    ]
}
