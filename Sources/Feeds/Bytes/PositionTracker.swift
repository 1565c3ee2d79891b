internal import Diagnostics

/// Counts lines, columns and bytes while text passes by.
///
/// A line ends at LF, at CR LF, or at a CR alone, as in XML and YAML; columns count Unicode scalars, which in UTF-8
/// are the bytes that continue no sequence.
struct PositionTracker {
    /// The position of the next byte.
    private(set) var position: SourcePosition
    private var followsReturn = false

    /// Counts from a position on, which does not stand between a CR and its LF.
    init(at position: SourcePosition = .start) {
        self.position = position
    }

    /// Steps over the bytes of a range; they should be UTF-8. A few passes that the compiler turns into vector code.
    mutating func advance(over bytes: Span<UInt8>, in range: Range<Int>) {
        guard !range.isEmpty else { return }
        let text = bytes.extracting(range)
        let count = text.count
        var (lines, returns) = Self.breaks(in: text)
        if returns > 0 { lines &+= Self.loneReturns(in: text) }
        if followsReturn, text[0] == 0x0A { lines &-= 1 }
        var lineStart = 0
        if lines > 0 || returns > 0 || (followsReturn && text[0] == 0x0A) {
            lineStart = count
            while lineStart > 0, text[lineStart &- 1] != 0x0A, text[lineStart &- 1] != 0x0D {
                lineStart &-= 1
            }
        }
        var scalars = 0
        for index in lineStart..<count { scalars &+= text[index] & 0xC0 == 0x80 ? 0 : 1 }
        position = SourcePosition(
            line: position.line &+ lines, column: (lineStart > 0 ? 1 : position.column) &+ scalars,
            offset: position.offset &+ count)
        followsReturn = text[count &- 1] == 0x0D
    }

    /// The tracker behind the bytes of a range.
    func advanced(over bytes: Span<UInt8>, in range: Range<Int>) -> PositionTracker {
        var moved = self
        moved.advance(over: bytes, in: range)
        return moved
    }

    /// The LFs and CRs of a text: 32 bytes cost one step where there is none of them.
    private static func breaks(in text: Span<UInt8>) -> (feeds: Int, returns: Int) {
        let raw = text.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        var feeds = 0
        var returns = 0
        var index = 0
        while index &+ 32 <= text.count {
            // In bounds: 32 bytes stand before the end.
            let first = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            let second = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index &+ 8, as: UInt64.self)
            let third = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index &+ 16, as: UInt64.self)
            let fourth = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index &+ 24, as: UInt64.self)
            // A byte below 0x0E, or one above such a byte, has its high bit set after the subtraction.
            let limit = ones &* 0x0E
            let low =
                ((first &- limit) & ~first) | ((second &- limit) & ~second) | ((third &- limit) & ~third)
                | ((fourth &- limit) & ~fourth)
            if low & (ones &* 0x80) != 0 {
                for offset in index..<(index &+ 32) {
                    feeds &+= text[unchecked: offset] == 0x0A ? 1 : 0
                    returns &+= text[unchecked: offset] == 0x0D ? 1 : 0
                }
            }
            index &+= 32
        }
        while index < text.count {
            feeds &+= text[unchecked: index] == 0x0A ? 1 : 0
            returns &+= text[unchecked: index] == 0x0D ? 1 : 0
            index &+= 1
        }
        return (feeds, returns)
    }

    /// The CRs without an LF behind them; one at the end counts, since the line has ended there.
    private static func loneReturns(in text: Span<UInt8>) -> Int {
        var lone = text[text.count &- 1] == 0x0D ? 1 : 0
        for index in 1..<text.count {
            lone &+= text[index &- 1] == 0x0D && text[index] != 0x0A ? 1 : 0
        }
        return lone
    }

    /// Steps over bytes that are no text, such as a byte order mark.
    mutating func skip(bytes: Int) {
        position.offset += bytes
    }
}
