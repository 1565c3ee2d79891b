public import Feeds

public import struct FoundationEssentials.Decimal

/// A plan that an account can be on (API document, "Plans index").
public struct PricingPlan: WireRecord {
    /// The id, such as `business`.
    public var id: String?
    /// The name.
    public var name: String?
    /// The price of a month, in the currency of the account's bills.
    public var price: Decimal?
    /// The clicks of a month that the price covers.
    public var clicks: Int?
    /// What more clicks cost.
    public var addons: PricingAddons?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<PricingPlan>] = [
        WireField("id", \.id, .readOnly),
        WireField("name", \.name, .readOnly),
        WireField("price", \.price, .readOnly),
        WireField("clicks", \.clicks, .readOnly),
        WireField("addons", \.addons, .readOnly),
    ]
}
