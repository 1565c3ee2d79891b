internal import Diagnostics

/// What the first bytes of a text say about its encoding: a byte order mark, or zeros, which UTF-8 text does not have.
enum EncodingDetection {
    /// How many bytes are looked at. Few, since whoever writes into a pipe may wait for an answer.
    static let headBytes = 64

    /// The encoding of a byte order mark, and its length (Unicode 16, 23.8); `nil` without one.
    static func mark(of head: ArraySlice<UInt8>) -> (encoding: TextEncoding, markBytes: Int)? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if head.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// UTF-16 or UTF-32 without a mark, seen by where the zeros are; `nil` when the bytes are not like that.
    ///
    /// In UTF-16 text that is at all Western, or has separators and line ends, one byte of many units is zero and always
    /// the same one (RFC 4627, 3); in UTF-32 the upper two bytes of every unit are, but for a few scalars.
    static func wide(_ head: ArraySlice<UInt8>) -> TextEncoding? {
        let bytes = Array(head)
        guard bytes.count >= 2, bytes.contains(0) else { return nil }
        let whole = bytes.count / 4 * 4
        let units = stride(from: 0, to: whole, by: 4)
        if whole > 0 {
            if units.allSatisfy({
                bytes[$0 + 3] == 0 && bytes[$0 + 2] <= 0x10 && bytes[$0] | bytes[$0 + 1] != 0
            }) {
                return .utf32LittleEndian
            }
            if units.allSatisfy({
                bytes[$0] == 0 && bytes[$0 + 1] <= 0x10 && bytes[$0 + 2] | bytes[$0 + 3] != 0
            }) {
                return .utf32BigEndian
            }
        }
        // Characters such as U+4E00 have their zero at the other place; U+0000 is in no text.
        var zeros = [0, 0]
        for index in bytes.indices where bytes[index] == 0 { zeros[index % 2] += 1 }
        let hasNothing = stride(from: 0, to: bytes.count - 1, by: 2).contains {
            bytes[$0] | bytes[$0 + 1] == 0
        }
        guard !hasNothing else { return nil }
        // One zero proves something only where text starts: in a character of ASCII.
        if zeros[1] > 2 * zeros[0], zeros[1] > 1 || (bytes[1] == 0 && bytes[0] < 0x80) {
            return .utf16LittleEndian
        }
        if zeros[0] > 2 * zeros[1], zeros[0] > 1 || (bytes[0] == 0 && bytes[1] < 0x80) {
            return .utf16BigEndian
        }
        return nil
    }

    /// The byte order of a text that is known to have units of 2 or 4 bytes, and the length of its mark.
    static func order(
        of head: ArraySlice<UInt8>, unitBytes: Int
    ) throws(FeedError) -> (encoding: TextEncoding, markBytes: Int) {
        let (little, big): (TextEncoding, TextEncoding) =
            unitBytes == 2
            ? (.utf16LittleEndian, .utf16BigEndian) : (.utf32LittleEndian, .utf32BigEndian)
        if head.isEmpty { return (big, 0) }
        // A mark of UTF-16 before a zero looks like one of UTF-32.
        if unitBytes == 2, head.starts(with: [0xFF, 0xFE]) { return (little, 2) }
        if let found = mark(of: head), found.encoding == little || found.encoding == big { return found }
        if let found = wide(head), found == little || found == big { return (found, 0) }
        throw FeedError(
            .encoding, "the text is not \(unitBytes == 2 ? "UTF-16" : "UTF-32") that shows its byte order",
            at: .start,
            help:
                "leave the encoding out, or say --encoding \(little.name) or \(big.name) when it has no mark")
    }
}
