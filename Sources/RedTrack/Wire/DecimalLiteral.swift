public import struct FoundationEssentials.Decimal

/// A decimal number written in JSON's syntax, taken apart so that no digit is lost and no rounding happens.
///
/// `Decimal(string:)` rounds what does not fit its 38 digits in silence; this refuses instead.
public struct DecimalLiteral: Sendable, Hashable {
    /// Whether the number is below zero.
    public let isNegative: Bool
    /// The significant digits without leading or trailing zeros; empty for zero.
    public let digits: String
    /// The power of ten that the digits, read as a whole number, are multiplied with.
    public let exponent: Int

    /// Reads `-12.50`, `3`, `1e-3`; `nil` when `text` is no number of that syntax, or its exponent is absurd.
    public init?(_ text: some StringProtocol) {
        var bytes = Substring(text).utf8
        let negative = bytes.first == UInt8(ascii: "-")
        if negative { bytes.removeFirst() }
        var digits: [UInt8] = []
        var scale = 0
        var seenPoint = false
        var seenDigit = false
        var exponent = 0
        loop: while let byte = bytes.first {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte)
                seenDigit = true
                if seenPoint { scale += 1 }
            case UInt8(ascii: ".") where !seenPoint && seenDigit: seenPoint = true
            case UInt8(ascii: "e") where seenDigit, UInt8(ascii: "E") where seenDigit:
                var part = Substring(bytes.dropFirst())
                if part.first == "+" { part = part.dropFirst() }
                guard let number = Int(part), abs(number) < 100_000, part.first != "+" else { return nil }
                exponent = number
                break loop
            default: return nil
            }
            bytes.removeFirst()
        }
        guard seenDigit else { return nil }
        var significant = digits.drop { $0 == UInt8(ascii: "0") }
        exponent -= scale
        while significant.last == UInt8(ascii: "0") {
            significant.removeLast()
            exponent += 1
        }
        self.digits = String(decoding: significant, as: UTF8.self)
        self.exponent = significant.isEmpty ? 0 : exponent
        self.isNegative = negative && !significant.isEmpty
    }

    /// The exact value, when it fits the 38 digits of `Decimal`.
    public var decimal: Decimal? {
        if digits.isEmpty { return 0 }
        guard digits.utf8.count <= 38, exponent >= -127, exponent + digits.utf8.count <= 127 else {
            return nil
        }
        return Decimal(string: "\(isNegative ? "-" : "")\(digits)e\(exponent)")
    }

    /// The exact value, when it is a whole number that fits `Int`.
    public var integer: Int? {
        if digits.isEmpty { return 0 }
        guard exponent >= 0, exponent < 20 else { return nil }
        return Int((isNegative ? "-" : "") + digits + String(repeating: "0", count: exponent))
    }
}
