internal import JMESPath

extension Span where Element == UInt8 {
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

    /// Whether both have the same bytes: by words, of which the last may take bytes again.
    @inline(__always)
    func hasSameBytes(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard count >= 8 else {
            for index in 0..<count where self[index] != other[index] { return false }
            return true
        }
        let (left, right) = (bytes, other.bytes)
        var index = 0
        while index < count &- 8 {
            guard
                left.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == right.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index &+= 8
        }
        return left.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            == right.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
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
