/// The digits of a number written for people: where they stand and how they are grouped, checked against the rules of a
/// decimal mark. Nothing is guessed: thousands come in groups of three with one separator throughout.
package struct DigitRun {
    /// The digits before the mark, with what separates thousands.
    package var whole: Range<Int>
    /// The digits behind the mark; empty when there is none.
    package var fraction: Range<Int>
    /// Whether something separates thousands.
    package var isGrouped: Bool

    /// Why digits are no number.
    package enum Fault: Error {
        /// Separators stand where the other decimal mark would make sense of them, or none does.
        case grouping
        /// Something that is no digit and no separator.
        case foreign
    }

    /// What may stand between thousands; a number has but one.
    private enum Separator: Hashable {
        case point, comma, apostrophe
        /// By its bytes: a plain blank and a no-break one are two.
        case blank(UInt32)
    }

    /// Reads a range that starts with a digit or the mark, and ends with a digit.
    package init(_ text: Span<UInt8>, in range: Range<Int>, mark: DecimalMark) throws(Fault) {
        let markByte = mark.byte
        var index = range.lowerBound
        var runStart = index
        var used: Separator?
        while index < range.upperBound {
            let byte = text[index]
            if Self.isDigit(byte) {
                index += 1
                continue
            }
            if byte == markByte {
                try Self.checkGroup(index - runStart, isFirst: used == nil, isGrouped: used != nil)
                for place in (index + 1)..<range.upperBound where !Self.isDigit(text[place]) {
                    throw Self.separator(text, place) == nil ? .foreign : .grouping
                }
                self.init(
                    whole: range.lowerBound..<index, fraction: (index + 1)..<range.upperBound,
                    isGrouped: used != nil)
                return
            }
            guard let (separator, length) = Self.separator(text, index) else { throw .foreign }
            guard used == nil || used == separator else { throw .grouping }
            try Self.checkGroup(index - runStart, isFirst: used == nil, isGrouped: true)
            // "0,500" is no grouped number: somebody means a half.
            if used == nil, text[runStart] == UInt8(ascii: "0") { throw .grouping }
            used = separator
            index += length
            runStart = index
        }
        try Self.checkGroup(index - runStart, isFirst: used == nil, isGrouped: used != nil)
        self.init(whole: range, fraction: index..<index, isGrouped: used != nil)
    }

    private init(whole: Range<Int>, fraction: Range<Int>, isGrouped: Bool) {
        self.whole = whole
        self.fraction = fraction
        self.isGrouped = isGrouped
    }

    /// The first group has one to three digits, every other has three; without groups there is nothing to check.
    private static func checkGroup(_ count: Int, isFirst: Bool, isGrouped: Bool) throws(Fault) {
        guard isGrouped else { return }
        guard isFirst ? (1...3).contains(count) : count == 3 else { throw .grouping }
    }

    private static func separator(_ text: Span<UInt8>, _ index: Int) -> (Separator, length: Int)? {
        switch text[index] {
        case UInt8(ascii: "."): return (.point, 1)
        case UInt8(ascii: ","): return (.comma, 1)
        case UInt8(ascii: "'"): return (.apostrophe, 1)
        case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0x99:
            return (.apostrophe, 3)
        case 0x09...0x0D: return nil
        default:
            let length = text.blankLength(at: index)
            guard length > 0 else { return nil }
            var bytes: UInt32 = 0
            for place in index..<(index + length) { bytes = bytes << 8 | UInt32(text[place]) }
            return (.blank(bytes), length)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
