public import Feeds

public import struct FoundationEssentials.Decimal

/// One way through a campaign (API document, "Stream model"). Streams have neither id nor title.
public struct Stream: WireRecord {
    /// The offers among which a visitor is drawn.
    public var offers: [StreamOffer]?
    /// The landing pages among which a visitor is drawn; none means straight to the offer.
    public var landings: [StreamLanding]?
    /// What a click of this stream costs.
    public var cost: Decimal?
    /// The chance of this stream, relative to the weights of the others.
    public var weight: Int?
    /// Which clicks the stream takes; none means all.
    public var filters: StreamFilters?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A stream of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Stream>] = [
        WireField("offers", \.offers, type: .records(StreamOffer.fields, ordered: false)),
        WireField("landings", \.landings, type: .records(StreamLanding.fields, ordered: false)),
        WireField("cost", \.cost),
        WireField("weight", \.weight, .required, type: .integer(minimum: 1)),
        WireField("filters", \.filters),
    ]
}

/// An offer's share of a stream (API document, "StreamOffer model").
public struct StreamOffer: WireRecord {
    /// The offer.
    public var id: OfferID?
    /// Its chance, relative to the weights of the stream's other offers.
    public var weight: Int?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A share of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<StreamOffer>] = [
        WireField("id", \.id, .required),
        WireField("weight", \.weight, .required, type: .integer(minimum: 1)),
    ]
}

/// A landing page's share of a stream (API document, "StreamLanding model").
public struct StreamLanding: WireRecord {
    /// The landing page.
    public var id: LandingID?
    /// Its chance, relative to the weights of the stream's other landing pages.
    public var weight: Int?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A share of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<StreamLanding>] = [
        WireField("id", \.id, .required),
        WireField("weight", \.weight, .required, type: .integer(minimum: 1)),
    ]
}
