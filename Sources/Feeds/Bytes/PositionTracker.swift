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

    /// Steps over the bytes of a range; they should be UTF-8. One pass in vector code, and one over the last line.
    mutating func advance(over bytes: Span<UInt8>, in range: Range<Int>) {
        guard !range.isEmpty else { return }
        let text = bytes.extracting(range)
        let count = text.count
        var (lines, returns) = Self.lineEnds(in: text)
        if returns > 0 { lines &+= Self.loneReturns(in: text) }
        if followsReturn, text[0] == 0x0A { lines &-= 1 }
        var lineStart = 0
        if lines > 0 || returns > 0 || (followsReturn && text[0] == 0x0A) {
            lineStart = count
            while lineStart > 0, text[lineStart &- 1] != 0x0A, text[lineStart &- 1] != 0x0D {
                lineStart &-= 1
            }
        }
        let scalars = Self.scalars(in: text.extracting(lineStart..<count))
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

    /// How many bytes are counted at once: a count of them fits into a byte, which is what vector code is made of.
    private static let block = 128

    private static func lineEnds(in text: Span<UInt8>) -> (lines: Int, returns: Int) {
        let bytes = text.bytes
        let feed = SIMD16<UInt8>(repeating: 0x0A)
        let carriageReturn = SIMD16<UInt8>(repeating: 0x0D)
        var (lines, returns, index) = (0, 0, 0)
        while index &+ 16 <= text.count {
            var feeds = SIMD16<Int8>(repeating: 0)
            var others = feeds
            // A count of 127 vectors fits in a byte with a sign; each of them ends before the end of the text.
            let last = min(text.count &- 16, index &+ 126 &* 16)
            while index <= last {
                let vector = ByteSearch.vector(bytes, index)
                feeds &-= unsafeBitCast(vector .== feed, to: SIMD16<Int8>.self)
                others &-= unsafeBitCast(vector .== carriageReturn, to: SIMD16<Int8>.self)
                index &+= 16
            }
            lines &+= Int(SIMD16<Int16>(truncatingIfNeeded: feeds).wrappedSum())
            returns &+= Int(SIMD16<Int16>(truncatingIfNeeded: others).wrappedSum())
        }
        while index < text.count {
            lines &+= text[unchecked: index] == 0x0A ? 1 : 0
            returns &+= text[unchecked: index] == 0x0D ? 1 : 0
            index &+= 1
        }
        return (lines, returns)
    }

    private static func scalars(in text: Span<UInt8>) -> Int {
        text.withUnsafeBufferPointer { text in
            guard let bytes = text.baseAddress else { return 0 }
            var (scalars, index) = (0, 0)
            while index < text.count {
                let size = min(block, text.count &- index)
                let part = bytes + index
                var (count, next) = (UInt8(0), 0)
                while next < size {
                    count &+= part[next] & 0xC0 == 0x80 ? 0 : 1
                    next &+= 1
                }
                scalars &+= Int(count)
                index &+= size
            }
            return scalars
        }
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
