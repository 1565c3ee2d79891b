public import Feeds

public import struct FoundationEssentials.Decimal

/// A campaign with its tree of streams (API document, "Campaign model").
public struct Campaign: AccountObject {
    /// Read-only: the id.
    public var id: CampaignID?
    /// Read-only: the user whom it belongs to.
    public var userID: String?
    /// Required: the title.
    public var title: String?
    /// What a click costs, at least 0; not the measured cost of the statistics.
    public var cpc: Decimal?
    /// Required: where its traffic comes from.
    public var sourceID: SourceID?
    /// Read-only: the title of that source.
    public var sourceTitle: String?
    /// The domain of its tracking links.
    public var domainID: DomainID?
    /// Read-only: the tracking link; it changes with the domain.
    public var trackbackURL: String?
    /// Read-only: in examples alone; the writable ones are ``postbacks``.
    public var postbackURL: String?
    /// How a visitor is sent on.
    public var redirectType: RedirectType?
    /// Active, archived or deleted.
    public var status: Status?
    /// The streams among which each click is drawn, by weight, from those whose filters it passes.
    public var streams: [Stream]?
    /// Read-only: measured numbers.
    public var statistics: Statistics?
    /// Free texts, in order.
    public var notes: [String]?
    /// Labels, in no order.
    public var tags: [String]?
    /// Where conversions are reported to.
    public var postbacks: [Postback]?
    /// Read-only: when it was created.
    public var createdAt: Timestamp?
    /// Read-only: when it was last changed.
    public var updatedAt: Timestamp?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A campaign of which nothing is known.
    public init() {}

    /// The kind of these objects.
    public static let kind = Kind.campaign

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Campaign>] = [
        WireField("id", \.id, .readOnly, type: .text, aliases: ["_id"]),
        WireField("user_id", \.userID, .readOnly),
        WireField("title", \.title, .required),
        WireField("cpc", \.cpc),
        WireField("source_id", \.sourceID, .required),
        WireField("source_title", \.sourceTitle, .readOnly),
        WireField("domain_id", \.domainID),
        WireField("trackback_url", \.trackbackURL, .readOnly),
        WireField("postback_url", \.postbackURL, .readOnly),
        WireField("redirect_type", \.redirectType),
        WireField("status", \.status),
        WireField("streams", \.streams, type: .records(Stream.fields, ordered: true)),
        WireField("stat", \.statistics, .readOnly),
        WireField("notes", \.notes, type: .texts(ordered: true)),
        WireField("tags", \.tags, type: .texts(ordered: false)),
        WireField("postbacks", \.postbacks, type: .records(Postback.fields, ordered: false)),
        WireField("created_at", \.createdAt, .readOnly),
        WireField("updated_at", \.updatedAt, .readOnly),
    ]
}

/// Where a conversion is reported to (API document, "Postback model").
public struct Postback: WireRecord {
    /// The URL, with macros.
    public var url: String?
    /// The share of the payout that is reported, in percent.
    public var paymentPercent: Int?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A postback of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Postback>] = [
        WireField("url", \.url, .required), WireField("payment_percent", \.paymentPercent),
    ]
}
