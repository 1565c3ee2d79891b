public import Feeds

public import struct FoundationEssentials.Decimal

/// What a payment bought (API document, "Transactions").
public struct PaidPackage: WireRecord {
    /// The price without tax.
    public var price: Decimal?
    /// The value added tax on it.
    public var tax: Decimal?
    /// Price and tax together.
    public var total: Decimal?
    /// How many events it covers.
    public var events: Int?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<PaidPackage>] = [
        WireField("price", \.price, .readOnly),
        WireField("vat", \.tax, .readOnly),
        WireField("total", \.total, .readOnly),
        WireField("events_count", \.events, .readOnly),
    ]
}
