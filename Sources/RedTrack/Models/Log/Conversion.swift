public import Feeds

public import struct FoundationEssentials.Decimal

/// A conversion (API document, "Conversions", "Log").
public struct Conversion: LogRecord {
    /// The id of the conversion.
    public var id: String?
    /// The id of the click that it came of.
    public var clickID: String?
    /// The title of the campaign.
    public var campaign: String?
    /// The title of the offer.
    public var offer: String?
    /// The title of the traffic source.
    public var source: String?
    /// The code of the country, two letters.
    public var country: String?
    /// What the network pays for it.
    public var payout: Decimal?
    /// When it happened.
    public var createdAt: Timestamp?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The id of the conversion.
    public var recordID: String? { id }

    /// When the conversion was made.
    public var recordTime: Timestamp? { createdAt }

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Conversion>] = [
        WireField("id", \.id, .readOnly, aliases: ["_id"]),
        WireField("clickid", \.clickID, .readOnly),
        WireField("campaign", \.campaign, .readOnly),
        WireField("offer", \.offer, .readOnly),
        WireField("source", \.source, .readOnly),
        WireField("country", \.country, .readOnly),
        WireField("payout", \.payout, .readOnly),
        WireField("created_at", \.createdAt, .readOnly),
    ]
}
