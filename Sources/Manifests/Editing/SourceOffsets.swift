internal import Diagnostics

/// Turns offsets into positions; ascending ones cost no more than one walk over the bytes.
struct SourceOffsets {
    private let bytes: [UInt8]
    private var last = SourcePosition.start

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func position(of offset: Int) -> SourcePosition {
        if offset < last.offset { last = .start }
        var position = last
        let end = min(offset, bytes.count)
        while position.offset < end {
            let byte = bytes[position.offset]
            let isPair =
                byte == 0x0D && position.offset + 1 < bytes.count && bytes[position.offset + 1] == 0x0A
            if byte == 0x0A || byte == 0x0D && !isPair {
                position.line += 1
                position.column = 1
            } else if byte & 0xC0 != 0x80, byte != 0xEF || position.offset > 0 || !startsWithMark {
                position.column += 1
            }
            position.offset += 1
        }
        last = position
        return position
    }

    private var startsWithMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }
}

/// Finds variables in what a file writes: `${var.NAME}`, unless a dollar sign before it says that it is text.
enum VariableSearch {
    /// The first variable in some bytes, and where it stands.
    static func first(in bytes: [UInt8], _ range: Range<Int>) -> (offset: Int, name: String)? {
        let head = Array("${var.".utf8)
        var index = range.lowerBound
        while index + head.count < range.upperBound {
            guard bytes[index] == head[0], bytes[index..<index + head.count].elementsEqual(head) else {
                index += 1
                continue
            }
            let isEscaped = index > range.lowerBound && bytes[index - 1] == head[0]
            let start = index + head.count
            let end = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "}"))
            if !isEscaped, let end, VariableText.isName(String(decoding: bytes[start..<end], as: UTF8.self)) {
                return (index, String(decoding: bytes[start..<end], as: UTF8.self))
            }
            index = start
        }
        return nil
    }
}
