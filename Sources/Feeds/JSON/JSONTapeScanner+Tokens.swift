// The tokens of JSON, as far as it takes to step over them.
extension JSONTapeScanner {
    /// How a token ended.
    enum Token {
        /// Where it should.
        case closed
        /// Nowhere: the text ended in it.
        case open
        /// It is no such token, or it is too long.
        case wrong
    }

    /// Moves over white space; false at the end of the text, or at a line break where one ends it.
    @inline(__always)
    static func skip(_ text: Span<UInt8>, _ index: inout Int, _ breaks: Bool) -> Bool {
        if index < text.count, text[unchecked: index] > 0x20 { return true }
        return skipSpace(text, &index, breaks)
    }

    private static func skipSpace(_ text: Span<UInt8>, _ index: inout Int, _ breaks: Bool) -> Bool {
        let raw = text.bytes
        while index < text.count {
            switch text[unchecked: index] {
            case 0x20:
                // Indentation, in bounds: eight bytes stand before the end.
                while index &+ 8 <= text.count,
                    raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
                        == 0x2020_2020_2020_2020
                {
                    index &+= 8
                }
                while index < text.count, text[unchecked: index] == 0x20 { index &+= 1 }
            case 0x09: index &+= 1
            case 0x0A, 0x0D:
                if breaks { return false }
                index &+= 1
            default: return true
            }
        }
        return false
    }

    /// Moves over a string, checks its encoding and steps over its escapes without looking at them.
    @inline(__always)
    static func string(
        _ text: Span<UInt8>, _ index: inout Int, limit: Int, _ hasEscapes: inout Bool
    ) -> Token {
        let start = index &+ 1
        var high: UInt64 = 0
        index = JSONStringScan.stop(in: text, from: start, to: text.count, &high)
        while index < text.count, text[unchecked: index] == UInt8(ascii: "\\") {
            hasEscapes = true
            guard index &+ 1 < text.count else {
                index = text.count
                break
            }
            // What follows the backslash is looked at when the text is unescaped; a control character is no escape.
            guard text[unchecked: index &+ 1] >= 0x20 else { return .wrong }
            high |= UInt64(text[unchecked: index &+ 1])
            index = JSONStringScan.stop(in: text, from: index &+ 2, to: text.count, &high)
        }
        guard index &- start <= limit else { return .wrong }
        guard index < text.count else { return .open }
        guard text[unchecked: index] == UInt8(ascii: "\"") else { return .wrong }
        if high & JSONStringScan.beyondASCII != 0 {
            guard isValid(text, start..<index) else { return .wrong }
        }
        index &+= 1
        return .closed
    }

    private static func isValid(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        UTF8Check.isText(text, from: range.lowerBound, to: range.upperBound)
    }

    /// Moves over a number.
    @inline(__always)
    static func number(_ text: Span<UInt8>, _ index: inout Int) -> Token {
        let count = text.count
        if text[unchecked: index] == UInt8(ascii: "-") { index &+= 1 }
        guard index < count else { return .open }
        if text[unchecked: index] == UInt8(ascii: "0") {
            index &+= 1
            if index < count, isDigit(text[unchecked: index]) { return .wrong }
        } else {
            guard digits(text, &index) else { return .wrong }
        }
        if index < count, text[unchecked: index] == UInt8(ascii: ".") {
            index &+= 1
            guard index < count else { return .open }
            guard digits(text, &index) else { return .wrong }
        }
        if index < count, text[unchecked: index] | 0x20 == UInt8(ascii: "e") {
            index &+= 1
            if index < count,
                text[unchecked: index] == UInt8(ascii: "+") || text[unchecked: index] == UInt8(ascii: "-")
            {
                index &+= 1
            }
            guard index < count else { return .open }
            guard digits(text, &index) else { return .wrong }
        }
        return .closed
    }

    /// Moves over digits; false when there is none.
    @inline(__always)
    private static func digits(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
        let start = index
        while index < text.count, isDigit(text[unchecked: index]) { index &+= 1 }
        return index > start
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Four bytes as a number, the first the least significant. They must stand before the end.
    @inline(__always)
    static func word(_ text: Span<UInt8>, _ index: Int) -> UInt32 {
        UInt32(
            littleEndian: text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt32.self))
    }
}
