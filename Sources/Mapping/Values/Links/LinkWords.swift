/// Words in links: what stands between punctuation, be it encoded or not.
enum LinkWords {
    /// Whether a byte is part of a word.
    static func isPart(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    /// Whether a word goes on from before a place. The digits of an encoded byte are none of its letters.
    static func continues(_ link: Span<UInt8>, before index: Int) -> Bool {
        guard index > 0 else { return false }
        if index >= 3, case let (byte, length) = PercentText.byte(link, at: index - 3), length == 3 {
            return isPart(byte)
        }
        return isPart(link[index - 1])
    }
}
