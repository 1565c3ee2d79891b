extension Span where Element == UInt8 {
    /// How many bytes the blank at a place has; 0 when none stands there.
    ///
    /// Blanks are those of ASCII with line ends and tabs, and the spaces that feeds take from web pages: U+0085,
    /// U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000.
    @inline(__always)
    func blankLength(at index: Int) -> Int {
        let byte = self[index]
        if byte <= 0x20 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
        if byte < 0xC2 { return 0 }
        return wideBlankLength(at: index)
    }

    private func wideBlankLength(at index: Int) -> Int {
        guard index + 1 < count else { return 0 }
        if self[index] == 0xC2 { return self[index + 1] == 0x85 || self[index + 1] == 0xA0 ? 2 : 0 }
        guard index + 2 < count else { return 0 }
        switch (self[index], self[index + 1], self[index + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
            (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }

    /// The range without the blanks at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, case let length = blankLength(at: start), length > 0 {
            start += length
        }
        var end = range.upperBound
        while end > start {
            if blankLength(at: end - 1) == 1 {
                end -= 1
            } else if end - 2 >= start, blankLength(at: end - 2) == 2 {
                end -= 2
            } else if end - 3 >= start, blankLength(at: end - 3) == 3 {
                end -= 3
            } else {
                break
            }
        }
        return min(start, range.upperBound)..<max(end, min(start, range.upperBound))
    }

    /// Whether the bytes are those of a word in lower case, their own letters of ASCII in either case.
    func isWord(_ word: String) -> Bool {
        let letters = word.utf8.span
        guard count == letters.count else { return false }
        for index in 0..<count where self[index].asciiLowercased != letters[index] { return false }
        return true
    }

    /// Whether both have the same bytes.
    func hasSameBytes(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    /// The bytes as a text. They are UTF-8 already where they come from a record.
    var text: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
}

extension UInt8 {
    /// The letter of ASCII in lower case; every other byte as it is.
    @inline(__always)
    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// Whether this is a letter of ASCII.
    @inline(__always)
    var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

    /// Whether this is a digit of ASCII.
    @inline(__always)
    var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
}

extension [UInt8] {
    /// Adds a part of other bytes.
    mutating func append(_ other: Span<UInt8>, in range: Range<Int>) {
        other.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
