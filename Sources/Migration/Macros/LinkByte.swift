internal import Feeds

/// One byte of a link, and how it is written: as it is, percent-encoded, or encoded again because the link that it belongs
/// to is a parameter of another link.
struct LinkByte: Equatable {
    /// The byte that is meant.
    let byte: UInt8
    /// How often it is encoded: 0 for `{`, 1 for `%7B`, 2 for `%257B`.
    let depth: Int
    /// How many bytes write it.
    let length: Int

    /// The byte that is written at a place; a `%` that encodes nothing is a byte like any other.
    init(_ text: Span<UInt8>, at index: Int) {
        guard text[index] == UInt8(ascii: "%") else {
            self.init(plain: text[index])
            return
        }
        // `%25` is an encoded `%`. A run of them holds no `%` but its first, so that a text is read in linear time.
        var digits = index + 1
        while digits + 3 < text.count, text[digits] == UInt8(ascii: "2"),
            text[digits + 1] == UInt8(ascii: "5")
        {
            digits += 2
        }
        guard digits + 1 < text.count, let high = text[digits].hexadecimalValue,
            let low = text[digits + 1].hexadecimalValue
        else {
            self.init(plain: text[index])
            return
        }
        self.init(byte: high << 4 | low, depth: (digits - index - 1) / 2 + 1, length: digits + 2 - index)
    }

    private init(plain byte: UInt8) { self.init(byte: byte, depth: 0, length: 1) }

    private init(byte: UInt8, depth: Int, length: Int) {
        self.byte = byte
        self.depth = depth
        self.length = length
    }

    /// A range decoded, however often its bytes are encoded.
    static func decoded(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let unit = LinkByte(text, at: index)
            bytes.append(unit.byte)
            index += unit.length
        }
        return bytes
    }
}

extension String {
    /// A text whose bytes come from the middle of another one.
    init(_ text: Span<UInt8>, in range: Range<Int>) {
        self = text.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

extension [UInt8] {
    /// Adds a part of other bytes.
    mutating func append(_ other: Span<UInt8>, in range: Range<Int>) {
        other.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
