public import Feeds

/// A traffic source (API document, "Source model").
public struct Source: AccountObject {
    /// Read-only: the id.
    public var id: SourceID?
    /// Read-only: the user whom it belongs to.
    public var userID: String?
    /// Required: the title.
    public var title: String?
    /// Where conversions are reported to.
    public var postbackURL: String?
    /// The source's macro for the cost of a click.
    public var costID: String?
    /// The source's macro for its click id.
    public var refID: String?
    /// The source's macros for `sub1` to `sub10`.
    public var subs = SubItems()
    /// What each of `sub1` to `sub10` means.
    public var hints: SubItems?
    /// The predefined source that it was made from.
    public var presetID: String?
    /// Sent in an example, never returned: dropped by the server.
    public var url: String?
    /// In the table of fields, in no example: dropped by the server.
    public var payment: Payment?
    /// Read-only: the number of campaigns that use it.
    public var campaignCount: Int?
    /// Read-only: measured numbers.
    public var statistics: Statistics?
    /// Read-only: when it was created.
    public var createdAt: Timestamp?
    /// Read-only: when it was last changed.
    public var updatedAt: Timestamp?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A source of which nothing is known.
    public init() {}

    /// The kind of these objects.
    public static let kind = Kind.source

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Source>] =
        [
            WireField("id", \.id, .readOnly, type: .text, aliases: ["_id"]),
            WireField("user_id", \.userID, .readOnly),
            WireField("title", \.title, .required),
            WireField("postback_url", \.postbackURL),
            WireField("cost_id", \.costID),
            WireField("ref_id", \.refID),
        ]
        + SubItems.flatFields(\.subs)
        + [
            WireField("hints", \.hints),
            WireField("preset_id", \.presetID),
            WireField("url", \.url, .ignored),
            WireField("payment", \.payment, .ignored),
            WireField("campaign_count", \.campaignCount, .readOnly),
            WireField("stat", \.statistics, .readOnly),
            WireField("created_at", \.createdAt, .readOnly),
            WireField("updated_at", \.updatedAt, .readOnly),
        ]
}
