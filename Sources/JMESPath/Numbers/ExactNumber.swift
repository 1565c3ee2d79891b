/// A decimal number of at most 38 digits with exact arithmetic: what does not fit is refused, never rounded in silence.
///
/// Only ``divided(by:)`` and ``rounded(toPlaces:_:)`` round, and they say how.
public struct ExactNumber: Sendable, Hashable {
    /// How a number is rounded.
    public enum Rounding: Sendable, Hashable {
        /// To the nearest; what lies in the middle away from zero, as on invoices.
        case nearest
        /// Towards negative infinity.
        case down
        /// Towards positive infinity.
        case up
    }

    /// The digits, as a whole number without zeros at its end.
    let mantissa: Int128
    /// The power of ten that the digits are multiplied with.
    let exponent: Int

    /// Exponents beyond this are refused: nobody means them, and texts stay short.
    private static let greatestExponent = 6_144
    /// Quotients that never end are cut after so many digits.
    private static let quotientDigits = 34

    /// Zero.
    public static let zero = ExactNumber(mantissa: 0, exponent: 0)

    /// A whole number.
    public init(_ integer: Int) {
        self = ExactNumber(mantissa: Int128(integer), exponent: 0)
    }

    /// The digits as a whole number, times a power of ten; zeros at the end move into the exponent.
    private init(mantissa: Int128, exponent: Int) {
        var mantissa = mantissa
        var exponent = exponent
        while mantissa != 0, mantissa % 10 == 0 {
            mantissa /= 10
            exponent += 1
        }
        self.mantissa = mantissa
        self.exponent = mantissa == 0 ? 0 : exponent
    }

    private init?(checked mantissa: Int128, exponent: Int) {
        let number = ExactNumber(mantissa: mantissa, exponent: exponent)
        guard abs(number.exponent) <= Self.greatestExponent else { return nil }
        self = number
    }

    /// Reads a number in JSON's syntax; `nil` when it is none, or does not fit.
    public init?(_ literal: String) { self.init(literal.utf8.span) }

    /// Reads a number in JSON's syntax (RFC 8259); `nil` when it is none, or does not fit.
    init?(_ literal: Span<UInt8>) {
        guard NumberSyntax.isNumber(literal) else { return nil }
        var mantissa: Int128 = 0
        var scale = 0
        var pendingZeros = 0
        var seenPoint = false
        var exponent = 0
        loop: for index in 0..<literal.count {
            let byte = literal[index]
            switch byte {
            case UInt8(ascii: "-"): continue
            case UInt8(ascii: "."): seenPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard let value = Self.exponent(literal.extracting((index + 1)..<literal.count)) else {
                    return nil
                }
                exponent = value
                break loop
            case UInt8(ascii: "0"):
                pendingZeros += 1
                if seenPoint { scale += 1 }
            default:
                // Zeros count only when another digit follows them.
                for _ in 0..<min(pendingZeros, mantissa == 0 ? 0 : 39) {
                    let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
                    guard !overflow else { return nil }
                    mantissa = product
                }
                pendingZeros = 0
                let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
                guard !overflow, !carry else { return nil }
                mantissa = sum
                if seenPoint { scale += 1 }
            }
        }
        let isNegative = literal[0] == UInt8(ascii: "-")
        self.init(checked: isNegative ? -mantissa : mantissa, exponent: exponent - scale + pendingZeros)
    }

    private static func exponent(_ text: Span<UInt8>) -> Int? {
        var value = 0
        var isNegative = false
        for index in 0..<text.count {
            switch text[index] {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "+"): continue
            default:
                value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
                guard value <= 1_000_000 else { return nil }
            }
        }
        return isNegative ? -value : value
    }
}

// MARK: Arithmetic

extension ExactNumber {
    /// The sum; `nil` when it does not fit.
    public func adding(_ other: ExactNumber) -> ExactNumber? {
        if mantissa == 0 { return other }
        if other.mantissa == 0 { return self }
        let exponent = min(self.exponent, other.exponent)
        guard let left = scaled(to: exponent), let right = other.scaled(to: exponent) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : ExactNumber(checked: sum, exponent: exponent)
    }

    /// The difference; `nil` when it does not fit.
    public func subtracting(_ other: ExactNumber) -> ExactNumber? {
        adding(ExactNumber(mantissa: -other.mantissa, exponent: other.exponent))
    }

    /// The product; `nil` when it does not fit.
    public func multiplied(by other: ExactNumber) -> ExactNumber? {
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
        return overflow ? nil : ExactNumber(checked: product, exponent: exponent + other.exponent)
    }

    /// The quotient: exact when it ends within 34 digits, else rounded there to the nearest; `nil` for a division by
    /// zero, or when it does not fit.
    public func divided(by other: ExactNumber) -> ExactNumber? {
        guard other.mantissa != 0 else { return nil }
        let divisor = other.mantissa.magnitude
        var (quotient, remainder) = mantissa.magnitude.quotientAndRemainder(dividingBy: divisor)
        var exponent = self.exponent - other.exponent
        var digits = quotient == 0 ? 0 : String(quotient).utf8.count
        while remainder != 0, digits < Self.quotientDigits {
            let wide = remainder.multipliedFullWidth(by: 10)
            let step = divisor.dividingFullWidth(wide)
            quotient = quotient * 10 + step.quotient
            remainder = step.remainder
            exponent -= 1
            if quotient != 0 { digits += 1 }
        }
        if remainder != 0, remainder >= divisor - remainder { quotient += 1 }
        guard let unsigned = Int128(exactly: quotient) else { return nil }
        let isNegative = (mantissa < 0) != (other.mantissa < 0)
        return ExactNumber(checked: isNegative ? -unsigned : unsigned, exponent: exponent)
    }

    /// The number with so many digits behind the point, or, for a negative count, with zeros before it; `nil` when it
    /// does not fit.
    public func rounded(toPlaces places: Int, _ rounding: Rounding) -> ExactNumber? {
        let places = max(-Self.greatestExponent, min(places, Self.greatestExponent))
        let surplus = -places - exponent
        guard surplus > 0 else { return self }
        // With more digits to drop than there are, only the direction says what is left.
        let steps = min(surplus, 38)
        var divisor: Int128 = 1
        for _ in 0..<steps { divisor *= 10 }
        var quotient = surplus > steps ? 0 : mantissa / divisor
        let remainder = surplus > steps ? mantissa : mantissa % divisor
        if remainder != 0 {
            switch rounding {
            case .down: quotient -= mantissa < 0 ? 1 : 0
            case .up: quotient += mantissa > 0 ? 1 : 0
            case .nearest:
                let isHalf =
                    surplus == steps && remainder.magnitude >= divisor.magnitude - remainder.magnitude
                if isHalf { quotient += mantissa < 0 ? -1 : 1 }
            }
        }
        return ExactNumber(checked: quotient, exponent: -places)
    }

    private func scaled(to smaller: Int) -> Int128? {
        guard exponent - smaller <= 38 else { return nil }
        var result = mantissa
        for _ in 0..<(exponent - smaller) {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }
}

// MARK: Values

extension ExactNumber {
    /// The number as a literal of JSON, without needless zeros: `12.5`, `-3`, `1E+40`.
    public var literal: String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "-" : ""
        if exponent == 0 { return sign + digits }
        if exponent > 0, digits.utf8.count + exponent <= 40 {
            return sign + digits + String(repeating: "0", count: exponent)
        }
        if exponent < 0, exponent >= -60 {
            let places = -exponent
            if digits.utf8.count > places {
                return sign + digits.dropLast(places) + "." + digits.suffix(places)
            }
            return sign + "0." + String(repeating: "0", count: places - digits.utf8.count) + digits
        }
        return sign + digits + "E" + (exponent > 0 ? "+" : "") + String(exponent)
    }

    /// The value, when it is a whole number that fits.
    public var integer: Int? {
        guard exponent >= 0, let scaled = scaled(to: 0) else { return nil }
        return Int(exactly: scaled)
    }
}
