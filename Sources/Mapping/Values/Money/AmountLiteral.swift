internal import JMESPath
internal import RedTrack

/// The one way in which an amount is written: digits, a point only before a fraction, no needless zeros.
enum AmountLiteral {
    /// More digits are not kept.
    private static let mostDigits = 38

    /// The literal of digits that were found in a text; `nil` when there are too many.
    static func text(of run: DigitRun, in text: Span<UInt8>) -> String? {
        var whole = run.whole
        while let first = whole.first, text[first] == UInt8(ascii: "0") { whole = whole.dropFirst() }
        var fraction = run.fraction
        while let last = fraction.last, text[last] == UInt8(ascii: "0") { fraction = fraction.dropLast() }
        if run.isGrouped || (whole.isEmpty && !fraction.isEmpty) { return joined(text, whole, fraction) }
        if fraction.isEmpty {
            guard whole.count <= mostDigits else { return nil }
            return whole.isEmpty ? "0" : text.extracting(whole).text
        }
        guard whole.count + fraction.count <= mostDigits else { return nil }
        let both = text.extracting(whole.lowerBound..<fraction.upperBound)
        // The mark between both may be a comma.
        return both[whole.count] == UInt8(ascii: ".") ? both.text : joined(text, whole, fraction)
    }

    /// Copies the digits without what separates them.
    private static func joined(_ text: Span<UInt8>, _ whole: Range<Int>, _ fraction: Range<Int>) -> String? {
        var digits: [UInt8] = []
        digits.reserveCapacity(min(whole.count + fraction.count + 2, mostDigits + 2))
        for index in whole where text[index].isASCIIDigit {
            guard digits.count < mostDigits else { return nil }
            digits.append(text[index])
        }
        guard digits.count + fraction.count <= mostDigits else { return nil }
        if digits.isEmpty { digits.append(UInt8(ascii: "0")) }
        if !fraction.isEmpty {
            digits.append(UInt8(ascii: "."))
            for index in fraction { digits.append(text[index]) }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The literal of a number, written out; `nil` when that takes too many digits.
    static func text(of number: DecimalLiteral) -> String? {
        let digits = number.digits
        let count = digits.utf8.count
        if count == 0 { return "0" }
        if number.exponent >= 0 {
            guard count + number.exponent <= mostDigits else { return nil }
            return digits + String(repeating: "0", count: number.exponent)
        }
        let places = -number.exponent
        guard max(count, places) <= mostDigits else { return nil }
        if count > places { return digits.dropLast(places) + "." + digits.suffix(places) }
        return "0." + String(repeating: "0", count: places - count) + digits
    }
}
