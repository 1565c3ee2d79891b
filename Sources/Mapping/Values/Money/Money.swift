internal import RedTrack

package import struct FoundationEssentials.Decimal

/// An amount of money, exactly as it was written, never below zero.
package struct Money: Sendable, Hashable {
    /// The amount in digits, without thousands, leading zeros or zeros at the end of its fraction: `15`, `0.32`.
    ///
    /// It is a number of JSON and has at most 38 digits that count.
    package let literal: String
    /// The currency that stands beside the amount; `nil` when none does.
    package let currency: Currency?

    /// The amount.
    package var amount: Decimal {
        // The literal was checked to fit when it was read.
        DecimalLiteral(literal)?.decimal ?? 0
    }

    /// Whether the amount is 0.
    package var isZero: Bool { literal == "0" }
}
