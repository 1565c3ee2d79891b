import Feeds

/// Money as whole millionths and rates as whole ten-thousandths: sums are exact, and the text has no stray digits.
enum FixedPoint {
    /// The millionths in one unit of money.
    static let unit = 1_000_000
    /// The largest amount of money of one click or conversion, in millionths; sums of millions of them fit.
    static let largest = 1_000_000 * unit

    /// The millionths of a number that is not negative; `nil` when it is too large or, unless `truncates`, finer
    /// than a millionth.
    static func millionths(_ number: Value, truncates: Bool = false) -> Int? {
        guard let text = number.canonicalNumber?.number, !text.hasPrefix("-") else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1)
        let fraction = parts.count > 1 ? parts[1] : ""
        guard let whole = parts.first.flatMap({ Int($0) }), whole < largest / unit,
            truncates || fraction.utf8.count <= 6
        else { return nil }
        let digits = (String(fraction.prefix(6)) + "000000").prefix(6)
        return whole * unit + (Int(digits) ?? 0)
    }

    /// `part * scale / whole` in ten-thousandths, rounded half away from zero; 0 when there is no whole.
    static func rate(_ part: Int, per whole: Int, times scale: Int = 1) -> Int {
        guard whole != 0 else { return 0 }
        let number = Int128(part) * Int128(scale) * 10_000
        let half = Int128(whole) / 2 * (number < 0 ? -1 : 1)
        return Int(clamping: (number + half) / Int128(whole))
    }

    /// A rate as a number.
    static func rate(_ tenThousandths: Int) -> Value { .number(text(tenThousandths, unit: 10_000)) }

    /// Money as a number.
    static func money(_ millionths: Int) -> Value { .number(text(millionths, unit: 1_000_000)) }

    /// Decimal text without trailing zeros.
    private static func text(_ number: Int, unit: UInt) -> String {
        let (whole, remainder) = number.magnitude.quotientAndRemainder(dividingBy: unit)
        let sign = number < 0 ? "-" : ""
        if remainder == 0 { return "\(sign)\(whole)" }
        var (rest, place) = (remainder, unit)
        while rest.isMultiple(of: 10) {
            rest /= 10
            place /= 10
        }
        // The place above the digits keeps the zeros in front of them, and is taken off again.
        return "\(sign)\(whole).\(String(rest + place).dropFirst())"
    }
}
