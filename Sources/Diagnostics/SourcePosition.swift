/// A position in one text: where a record, a value or a mistake starts.
public struct SourcePosition: Sendable, Hashable, Codable {
    /// The line, counted from 1.
    public var line: Int
    /// The column, counted from 1, in Unicode scalars of the line.
    public var column: Int
    /// The distance from the first byte of the input, in bytes of the text as UTF-8, counted from 0.
    public var offset: Int

    /// Makes a position; see the properties for base and unit.
    public init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// The first character of an input.
    public static let start = SourcePosition(line: 1, column: 1, offset: 0)
}

extension SourcePosition: Comparable {
    /// Orders as text is read.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column, left.offset) < (right.line, right.column, right.offset)
    }
}

/// A position in a named input, usually a file.
public struct SourcePlace: Sendable, Hashable, Codable {
    /// The path of the file as the user gave it, or `-` for standard input.
    public var file: String
    /// The position in that file; `nil` when the file as a whole is meant.
    public var position: SourcePosition?

    /// Names a place in a file, or the file itself.
    public init(file: String, position: SourcePosition? = nil) {
        self.file = file
        self.position = position
    }
}

extension SourcePlace: CustomStringConvertible {
    /// `FILE:LINE:COLUMN`, or `FILE` alone.
    public var description: String {
        guard let position else { return file }
        return "\(file):\(position.line):\(position.column)"
    }
}

extension SourcePlace: Comparable {
    /// Orders by file, then as text is read; a file as a whole comes before its parts.
    public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        if left.file != right.file { return left.file < right.file }
        switch (left.position, right.position) {
        case (let left?, let right?): return left < right
        case (nil, .some): return true
        default: return false
        }
    }
}
