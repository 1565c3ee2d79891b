// What programs make of texts most often, without a detour through strings.
extension Record {
    /// The number that a text or literal writes, in units of its last of `decimals` decimal places: `12.5` with two
    /// is 1250, so that amounts of money need no binary fractions.
    ///
    /// `nil` for every other value, and for what is not written as plain digits with or without a sign and a point, has
    /// more places than that which are not 0, or does not fit.
    public func integer(of index: Int, decimals: Int = 0) -> Int? {
        guard decimals >= 0, decimals <= 18 else { return nil }
        let text = bytes.span.extracting(textRange(of: index))
        let end = text.count
        var index = 0
        var value: UInt64 = 0
        var places = 0
        // What does not fit is looked for behind the loops: eighteen digits do.
        let isNegative = end > 0 && text[unchecked: 0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        let first = index
        while index < end, case let digit = text[unchecked: index] &- UInt8(ascii: "0"), digit < 10 {
            value = value &* 10 &+ UInt64(digit)
            index &+= 1
        }
        let digits = index &- first
        guard digits > 0 else { return nil }
        if index < end {
            guard text[unchecked: index] == UInt8(ascii: "."), index &+ 1 < end else { return nil }
            index &+= 1
            while index < end {
                let digit = text[unchecked: index] &- UInt8(ascii: "0")
                // A digit that is too many is none, unless it is 0.
                guard digit < (places < decimals ? 10 : 1) else { return nil }
                if places < decimals {
                    value = value &* 10 &+ UInt64(digit)
                    places &+= 1
                }
                index &+= 1
            }
        }
        while places < decimals {
            value = value &* 10
            places &+= 1
        }
        if digits &+ decimals > 18 { return Self.exact(text, decimals: decimals) }
        return isNegative ? -Int(truncatingIfNeeded: value) : Int(truncatingIfNeeded: value)
    }

    /// The same for many digits, in text that is known to be well formed.
    @inline(never)
    private static func exact(_ text: Span<UInt8>, decimals: Int) -> Int? {
        let isNegative = text[0] == UInt8(ascii: "-")
        var value = 0
        var places: Int?
        func append(_ digit: Int) -> Bool {
            let (tens, isLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isLarger) = tens.addingReportingOverflow(isNegative ? -digit : digit)
            value = sum
            return !isLarge && !isLarger
        }
        for index in (isNegative ? 1 : 0)..<text.count {
            if text[index] == UInt8(ascii: ".") {
                places = 0
                continue
            }
            if let count = places {
                if count == decimals { break }
                places = count + 1
            }
            guard append(Int(text[index]) - 48) else { return nil }
        }
        for _ in (places ?? 0)..<max(decimals, places ?? 0) {
            guard append(0) else { return nil }
        }
        return value
    }
}
