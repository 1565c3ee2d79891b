public import Feeds

public import struct FoundationEssentials.Decimal

/// A conversion that is reported to the account (API document, "Conversions", "Upload").
public struct ConversionUpload: Sendable, Hashable {
    /// The id of the click that it came of.
    public var clickID: String
    /// What the network pays for it.
    public var payout: Decimal

    /// Pairs a click with its payout.
    public init(clickID: String, payout: Decimal) {
        self.clickID = clickID
        self.payout = payout
    }

    /// The value as it is sent.
    public var wireValue: Value {
        .object([("clickid", .string(clickID)), ("payout", payout.wireValue)])
    }
}
