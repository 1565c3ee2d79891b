import RedTrack

import struct FoundationEssentials.Decimal

/// The payout of a conversion in a file: a number from 0 up, without a currency, that survives the way to the account.
struct ConversionPayout: Sendable, Hashable {
    /// The exact amount.
    let amount: Decimal
    /// As it is written.
    let text: String

    /// What is wrong with a text, and what to do.
    struct Problem: Error {
        let message: String
        let help: String
    }

    /// The digits that every reader of JSON numbers keeps (RFC 8259, section 6: numbers are mostly taken for IEEE 754
    /// doubles, which hold 15).
    private static let digits = 15

    /// Reads digits with or without a point; JSON also has exponents.
    init(_ text: String, isJSON: Bool) throws(Problem) {
        if text.isEmpty {
            throw Problem(message: "the payout is missing", help: "write 0 when nothing is paid")
        }
        let shown = text.count <= 40 ? text : text.prefix(40) + "..."
        guard isJSON || Self.isPlain(text), let literal = DecimalLiteral(text) else {
            throw Problem(
                message: "\"\(shown)\" is no payout",
                help: "write a plain number with a point, as in 1.25: no currency, no blanks, no separators")
        }
        if literal.isNegative {
            throw Problem(
                message: "the payout \(shown) is below zero",
                help: "a conversion that was paid back cannot be uploaded")
        }
        guard literal.digits.utf8.count <= Self.digits, literal.exponent >= -Self.digits,
            literal.exponent + literal.digits.utf8.count <= Self.digits, let amount = literal.decimal
        else {
            throw Problem(
                message: "the payout \(shown) has more digits than arrive unchanged",
                help: "an account keeps \(Self.digits) digits at most")
        }
        self.amount = amount
        self.text = text
    }

    /// A minus is taken, so that a negative payout is called by its name.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        let number = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
        let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }
}
