public import Feeds

/// An affiliate network (API document, "Network model").
public struct Network: AccountObject {
    /// Read-only: the id.
    public var id: NetworkID?
    /// Read-only: the user whom it belongs to.
    public var userID: String?
    /// Required: the title.
    public var title: String?
    /// Required: the network's site.
    public var url: String?
    /// A contact at the network.
    public var skype: String?
    /// The template of offer URLs, with the literal `[insert_offer_url_here]`.
    public var offerURL: String?
    /// The template of the postback URL, with the network's own macros.
    public var postbackURL: String?
    /// The predefined network that it was made from.
    public var presetID: String?
    /// Read-only: the number of its offers.
    public var offerCount: Int?
    /// Read-only: measured numbers.
    public var statistics: Statistics?
    /// Read-only: when it was created.
    public var createdAt: Timestamp?
    /// Read-only: when it was last changed.
    public var updatedAt: Timestamp?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A network of which nothing is known.
    public init() {}

    /// The kind of these objects.
    public static let kind = Kind.network

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Network>] = [
        WireField("id", \.id, .readOnly, type: .text, aliases: ["_id"]),
        WireField("user_id", \.userID, .readOnly),
        WireField("title", \.title, .required),
        WireField("url", \.url, .required),
        WireField("skype", \.skype),
        WireField("offer_url", \.offerURL),
        WireField("postback_url", \.postbackURL),
        WireField("preset_id", \.presetID),
        WireField("offer_count", \.offerCount, .readOnly),
        WireField("stat", \.statistics, .readOnly),
        WireField("created_at", \.createdAt, .readOnly),
        WireField("updated_at", \.updatedAt, .readOnly),
    ]
}
