internal import RedTrack

/// Where somebody is who goes through the rows of a part of a table.
struct BulkCursor {
    enum Step {
        /// ``row`` is the one that starts at ``offset``.
        case row
        /// The part has no more rows.
        case end
        /// The reader has to look at the file, or the part does not end where a row does.
        case unusual
    }

    private(set) var window: BulkWindow
    private(set) var csv: BulkCSV
    /// Where the row starts that is looked at, or the next one.
    private(set) var offset: Int
    /// How many lines of the part are before it.
    private(set) var line: UInt32 = 0
    private(set) var row: BulkRow?
    private let end: Int
    private let looks: Bool

    /// Goes through the rows of a range, which starts where a row does.
    /// - Parameters:
    ///   - file: the table.
    ///   - range: the part of it.
    ///   - csv: what reads its rows.
    ///   - window: how many bytes to have in memory.
    ///   - looks: whether every row is judged. If not, nobody has looked at bytes that are no part of ``rows(_:)``.
    init(_ file: BulkFile, _ range: Range<Int>, _ csv: BulkCSV, window: Int, looks: Bool) {
        offset = range.lowerBound
        end = range.upperBound
        self.csv = csv
        self.looks = looks
        // Behind the last row there is room for what is looked at together.
        self.window = BulkWindow(
            file, from: range.lowerBound, to: range.upperBound + 128, size: window, isText: looks)
    }

    /// Longer rows are left to the reader.
    private static let mostBytes = 1 << 15

    /// Looks at the row at ``offset``, behind blank lines.
    @inline(__always)
    mutating func look() -> Step {
        while true {
            row = nil
            guard skipBlankLines() else { return .unusual }
            if offset >= end { return offset == end ? .end : .unusual }
            row = Self.row(&csv, window, at: offset &- window.base, looks: looks)
            if let row {
                // A line end that is half of one, and a border where no row ends, are for others.
                let last = window.bytes[row.next &- 1]
                guard last != 0x0D, row.next &+ window.base <= end,
                    row.next &- (offset &- window.base) <= Self.mostBytes
                else { return .unusual }
                return .row
            }
            guard window.end &- offset <= Self.mostBytes + 128, window.advance(to: offset) else {
                return .unusual
            }
        }
    }

    @inline(__always)
    private static func row(
        _ csv: inout BulkCSV, _ window: borrowing BulkWindow, at index: Int, looks: Bool
    ) -> BulkRow? {
        csv.row(
            window.bytes.span.extracting(0..<window.count), at: index, isAtEnd: window.isAtEnd, looks: looks)
    }

    /// Goes behind the row.
    @inline(__always)
    mutating func pass() {
        guard let row else { return }
        offset = row.next &+ window.base
        line &+= UInt32(truncatingIfNeeded: row.lines)
        self.row = nil
    }

    /// Goes behind the next row if it is the one that another cursor looks at, byte by byte.
    /// - Returns: where it started and in which line; `nil` when it is another one, with the cursor before it.
    @inline(__always)
    mutating func passSame(as other: borrowing BulkCursor) -> (offset: Int, line: UInt32)? {
        guard let row = other.row, skipBlankLines() else { return nil }
        let count = row.next &+ other.window.base &- other.offset
        guard offset &+ count <= end else { return nil }
        if offset &+ count > window.end {
            guard window.advance(to: offset), offset &+ count <= window.end else { return nil }
        }
        guard window.isSame(at: offset, as: other.window, at: other.offset, count: count),
            // Without a line end it is only the same where both files end.
            window.bytes[offset &- window.base &+ count &- 1] == 0x0A
                || window.isAtEnd && offset &+ count == window.end && other.isAtEnd
        else { return nil }
        defer {
            offset &+= count
            line &+= UInt32(truncatingIfNeeded: row.lines)
        }
        return (offset, line)
    }

    /// Whether the file ends with the row that is looked at.
    private var isAtEnd: Bool {
        row.map { window.isAtEnd && $0.next == window.count } ?? false
    }

    /// Goes back to a row.
    mutating func rewind(to offset: Int, line: UInt32) {
        window.rewind(to: offset)
        (self.offset, self.line) = (offset, line)
        row = nil
    }

    /// Takes the row out; false when its bytes are no text.
    mutating func take(into rows: inout BulkRows, isSound: Bool) -> Bool {
        guard let row else { return false }
        let start = offset - window.base
        guard looks || BulkWindow.isPlainText(window.bytes, start..<row.next) else { return false }
        rows.append(
            row.chunk(at: start, line: line, kind: csv.kind, isSound: isSound), from: window.bytes,
            origin: offset)
        return true
    }

    /// The name that the row's title is; `nil` when that is its own, or cannot be told.
    @inline(__always)
    var title: UInt64? {
        guard let row, row.hasOwnKey, let title = csv.look.title else { return nil }
        return csv.names.name(
            window.bytes.span, title.range, isEscaped: title.isEscaped, .csv, csv.kind)
    }

    /// Goes behind line ends; false where one is not a line feed, or nothing can be read.
    @inline(__always)
    private mutating func skipBlankLines() -> Bool {
        while offset < end {
            if offset >= window.end {
                guard window.advance(to: offset) else { return false }
            }
            let byte = window.bytes[offset &- window.base]
            if byte == 0x0D { return false }
            guard byte == 0x0A else { return true }
            offset &+= 1
            line &+= 1
        }
        return true
    }
}
