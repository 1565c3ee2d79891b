/// Where the attributes of a start tag stand, in the text of the tag as it was written.
struct XMLTagText {
    /// One attribute: byte ranges of the name, and where the quote of the value is.
    struct Attribute {
        let name: Range<Int>
        let quote: Int
    }

    /// The attributes of a tag that starts at `start` (its `<`) and is known to be well-formed up to `end`.
    static func attributes(in bytes: Span<UInt8>, from start: Int, to end: Int) -> [Attribute] {
        var found: [Attribute] = []
        var index = start + 1
        while index < end, !isSpace(bytes[index]) { index += 1 }
        while index < end {
            while index < end, isSpace(bytes[index]) { index += 1 }
            let name = index
            while index < end, bytes[index] != UInt8(ascii: "="), !isSpace(bytes[index]) { index += 1 }
            let nameEnd = index
            while index < end, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "'") {
                index += 1
            }
            guard index < end else { break }
            let quote = index
            index += 1
            while index < end, bytes[index] != bytes[quote] { index += 1 }
            index += 1
            found.append(Attribute(name: name..<nameEnd, quote: quote))
        }
        return found
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
