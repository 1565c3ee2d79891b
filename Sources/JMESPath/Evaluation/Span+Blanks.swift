extension Span where Element == UInt8 {
    /// How many bytes the blank at a place has; 0 when none stands there.
    ///
    /// Blanks are those of ASCII with line ends and tabs, and the spaces that feeds take from web pages: U+0085,
    /// U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000.
    @inlinable
    @inline(__always)
    package func blankLength(at index: Int) -> Int {
        let byte = self[index]
        if byte <= 0x20 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
        if byte < 0xC2 { return 0 }
        return wideBlankLength(at: index)
    }

    @usableFromInline
    package func wideBlankLength(at index: Int) -> Int {
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
}
