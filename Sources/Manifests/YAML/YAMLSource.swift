internal import Diagnostics

/// A YAML text whose places can be found: libYAML tells lines and columns, and takes more characters for line ends
/// than the rest of the world does.
struct YAMLSource {
    /// The text, without a byte order mark.
    let text: String
    private let bytes: [UInt8]
    /// How many bytes of the file stand before the text.
    private let skipped: Int
    /// Where each line starts, as libYAML counts lines.
    private let starts: [SourcePosition]
    /// The last place looked for: places are asked for in the order of the text, mostly.
    private var last: (line: Int, column: Int, offset: Int) = (1, 1, 0)

    /// Takes a text; `skipped` counts the bytes of a byte order mark that is not part of it.
    init(_ text: String, skipped: Int = 0) {
        self.text = text
        self.skipped = skipped
        bytes = Array(text.utf8)
        starts = Self.lineStarts(bytes)
    }

    /// The position of a place; line and column count from 1, columns in Unicode scalars.
    mutating func position(line: Int, column: Int) -> SourcePosition {
        guard line >= 1, line <= starts.count else {
            return SourcePosition(line: max(1, line), column: max(1, column), offset: bytes.count + skipped)
        }
        let start = starts[line - 1]
        var (at, offset) = (1, start.offset)
        if last.line == line, last.column <= column { (at, offset) = (last.column, last.offset) }
        while at < column, offset < bytes.count {
            offset += Self.scalarLength(bytes[offset])
            at += 1
        }
        last = (line, at, offset)
        return SourcePosition(line: start.line, column: start.column + column - 1, offset: offset + skipped)
    }

    /// The byte at a place; `nil` at the end.
    func byte(at position: SourcePosition) -> UInt8? {
        let index = position.offset - skipped
        return bytes.indices.contains(index) ? bytes[index] : nil
    }

    /// This text with the character at a place replaced by another, so that all other places stay the same; `nil` at
    /// the end.
    func replacingCharacter(at position: SourcePosition, with scalar: Unicode.Scalar) -> String? {
        let index = position.offset - skipped
        guard bytes.indices.contains(index) else { return nil }
        let end = min(index + Self.scalarLength(bytes[index]), bytes.count)
        return String(decoding: bytes[..<index] + Array(String(scalar).utf8) + bytes[end...], as: UTF8.self)
    }

    /// The first character that no YAML text may hold (YAML 1.2, section 5.1).
    func firstForbiddenCharacter() -> (scalar: Unicode.Scalar, position: SourcePosition)? {
        var position = SourcePosition(line: 1, column: 1, offset: skipped)
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
                0x10000...0x10FFFF:
                break
            default: return (scalar, position)
            }
            position.offset += UTF8.width(scalar)
            if scalar == "\n" || scalar == "\r" {
                if scalar == "\r" || !isAfterReturn { position.line += 1 }
                position.column = 1
            } else {
                position.column += 1
            }
            isAfterReturn = scalar == "\r"
        }
        return nil
    }

    private static func scalarLength(_ lead: UInt8) -> Int {
        lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }

    /// Lines end at LF, CR, CR LF for everybody; for libYAML also at U+0085, U+2028 and U+2029.
    private static func lineStarts(_ bytes: [UInt8]) -> [SourcePosition] {
        var starts = [SourcePosition.start]
        var line = 1
        var column = 1
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x0A, 0x0D:
                index += byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
                line += 1
                column = 1
                starts.append(SourcePosition(line: line, column: column, offset: index))
            case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0x85,
                0xE2
            where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8:
                index += scalarLength(byte)
                column += 1
                starts.append(SourcePosition(line: line, column: column, offset: index))
            default:
                if byte & 0xC0 != 0x80 { column += 1 }
                index += 1
            }
        }
        return starts
    }
}
