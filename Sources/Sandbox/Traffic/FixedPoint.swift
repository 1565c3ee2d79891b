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
    static func rate(_ tenThousandths: Int) -> Value { .number(text(tenThousandths, digits: 4)) }

    /// Money as a number.
    static func money(_ millionths: Int) -> Value { .number(text(millionths, digits: 6)) }

    /// Decimal text without trailing zeros.
    private static func text(_ number: Int, digits: Int) -> String {
        var text = String(number.magnitude)
        text = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
        var fraction = text.suffix(digits)
        while fraction.last == "0" { fraction.removeLast() }
        return (number < 0 ? "-" : "") + text.dropLast(digits) + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}
