internal import RedTrack

/// Whether a value is certainly what its field wants, told from its bytes.
enum BulkScalar {
    /// How a scalar is written.
    enum Style {
        /// As YAML's plain scalars and the cells of CSV: the field gives it a meaning.
        case plain
        /// In the quotes of YAML or JSON: a text.
        case quoted
        /// A number of JSON.
        case number
        /// `true` or `false` of JSON.
        case boolean
    }

    /// Whether the value of a node is fine; `range` is what stands between quotes.
    @inline(__always)
    static func accepts(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ style: Style, _ node: Int, _ schema: BulkSchema
    ) -> Bool {
        let kind = schema.nodes[node].value
        switch kind {
        case .text, .title, .key, .reference:
            guard style == .plain || style == .quoted else { return false }
            if kind == .title, range.count > 255 { return false }
            guard schema.nodes[node].isRequired || kind == .reference else { return true }
            return isSeen(bytes, range)
        case .country: return (style == .plain || style == .quoted) && isCountry(bytes, range)
        case .integer:
            guard style == .plain || style == .number, let number = integer(bytes, range) else {
                return false
            }
            return number >= schema.nodes[node].minimum && number <= schema.nodes[node].maximum
        case .decimal, .amount:
            return (style == .plain || style == .number)
                && isDecimal(bytes, range, aboveZero: kind == .amount)
        case .boolean: return (style == .plain || style == .boolean) && isBoolean(bytes, range)
        case .choice:
            return (style == .plain || style == .quoted) && schema.isChoice(bytes, range, of: node)
        case .close, .list, .record, .records: return false
        }
    }

    /// Whether a text shows anything: a byte of ASCII that is no blank, or the start of a letter of scripts whose
    /// blanks are elsewhere.
    @inline(__always)
    static func isSeen(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range {
            let byte = bytes[index]
            if byte &- 0x21 < 0x5E || byte &- 0xC3 < 0x1D || byte >= 0xE4 { return true }
        }
        return false
    }

    /// A whole number of at most nine digits, without zeros in front.
    @inline(__always)
    static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.count - 1 < 9, !range.isEmpty else { return nil }
        var number = 0
        for index in range {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return range.count > 1 && bytes[range.lowerBound] == UInt8(ascii: "0") ? nil : number
    }

    /// Digits, maybe a point and more of them, at most 20 bytes.
    @inline(__always)
    static func isDecimal(_ bytes: Span<UInt8>, _ range: Range<Int>, aboveZero: Bool) -> Bool {
        guard !range.isEmpty, range.count <= 20 else { return false }
        var point: Int?
        var isZero = true
        for index in range {
            let byte = bytes[index]
            if byte == UInt8(ascii: "."), point == nil {
                point = index
            } else {
                guard byte &- UInt8(ascii: "0") < 10 else { return false }
                if byte != UInt8(ascii: "0") { isZero = false }
            }
        }
        let whole = range.lowerBound..<(point ?? range.upperBound)
        guard !whole.isEmpty, point != range.upperBound - 1 else { return false }
        if whole.count > 1, bytes[whole.lowerBound] == UInt8(ascii: "0") { return false }
        return !(aboveZero && isZero)
    }

    @inline(__always)
    static func isBoolean(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        isWord(bytes, range, "true") || isWord(bytes, range, "false")
    }

    @inline(__always)
    static func isWord(_ bytes: Span<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count where bytes[range.lowerBound + offset] != word.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Two capital letters that are a country's code.
    @inline(__always)
    static func isCountry(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == 2 else { return false }
        let first = Int(bytes[range.lowerBound]) - 65
        let second = Int(bytes[range.lowerBound + 1]) - 65
        guard 0..<26 ~= first, 0..<26 ~= second else { return false }
        return countries[first] & (1 << UInt32(second)) != 0
    }

    /// The codes, as a bit for each second letter by the first one.
    private static let countries: [UInt32] = {
        var letters = [UInt32](repeating: 0, count: 26)
        for code in CountryCode.all {
            let bytes = Array(code.utf8)
            guard bytes.count == 2, bytes[0] >= 65, bytes[0] < 91, bytes[1] >= 65, bytes[1] < 91 else {
                continue
            }
            letters[Int(bytes[0]) - 65] |= 1 << UInt32(bytes[1] - 65)
        }
        return letters
    }()
}
