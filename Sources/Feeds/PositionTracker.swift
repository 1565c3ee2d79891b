internal import Diagnostics

/// Counts lines, columns and bytes while text passes by.
///
/// A line ends at LF, at CR LF, or at a CR alone, as in XML and YAML; columns count Unicode scalars, which in UTF-8
/// are the bytes that continue no sequence.
struct PositionTracker {
    /// The position of the next byte.
    private(set) var position = SourcePosition.start
    private var followsReturn = false

    /// Steps over the bytes of a range; they must be UTF-8.
    mutating func advance(over bytes: Span<UInt8>, in range: Range<Int>) {
        var line = position.line
        var column = position.column
        var afterReturn = followsReturn
        for index in range {
            let byte = bytes[index]
            if byte >= 0x20 {
                if byte & 0xC0 != 0x80 { column &+= 1 }
                afterReturn = false
            } else if byte == 0x0A {
                if !afterReturn { line &+= 1 }
                column = 1
                afterReturn = false
            } else if byte == 0x0D {
                line &+= 1
                column = 1
                afterReturn = true
            } else {
                column &+= 1
                afterReturn = false
            }
        }
        position = SourcePosition(line: line, column: column, offset: position.offset &+ range.count)
        followsReturn = afterReturn
    }

    /// Steps over bytes that are no text, such as a byte order mark.
    mutating func skip(bytes: Int) {
        position.offset += bytes
    }
}
