public import Feeds

public import struct FoundationEssentials.Decimal

/// What clicks beyond a plan cost (API document, "Plans index").
public struct PricingAddons: WireRecord {
    /// How many clicks can be bought at once.
    public var options: [Int]?
    /// The price of clicks beyond the plan; the document does not say of how many.
    public var eventPrice: Decimal?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<PricingAddons>] = [
        WireField("options", \.options, .readOnly),
        WireField("event_price", \.eventPrice, .readOnly),
    ]
}
