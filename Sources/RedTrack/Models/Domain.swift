public import Feeds

/// A custom tracking domain (API document, "Domain model").
public struct Domain: AccountObject {
    /// Read-only: the id.
    public var id: DomainID?
    /// Read-only: the user whom it belongs to.
    public var userID: String?
    /// Required: the title.
    public var title: String?
    /// Required: scheme and host, perhaps with a path.
    public var url: String?
    /// The address for certificate mail; its name is missing in the document's table, but in its examples.
    public var email: String?
    /// Read-only: a number of unknown meaning, 1 in all examples.
    public var status: Int?
    /// Read-only: when it was created.
    public var createdAt: Timestamp?
    /// Read-only: when it was last changed.
    public var updatedAt: Timestamp?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A domain of which nothing is known.
    public init() {}

    /// The kind of these objects.
    public static let kind = Kind.domain

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Domain>] = [
        WireField("id", \.id, .readOnly, type: .text, aliases: ["_id"]),
        WireField("user_id", \.userID, .readOnly),
        WireField("title", \.title, .required),
        WireField("url", \.url, .required),
        WireField("email", \.email),
        WireField("status", \.status, .readOnly),
        WireField("created_at", \.createdAt, .readOnly),
        WireField("updated_at", \.updatedAt, .readOnly),
    ]
}
