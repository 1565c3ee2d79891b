internal import RedTrack

/// How big a table is before it is gone through in pieces, and how big these are.
package struct BulkSizes: Sendable {
    /// Smaller files are read at once.
    let table: Int
    /// What one thread goes through at a time.
    let part: Int
    /// What is in memory of each file.
    let window: Int

    package init(table: Int = 1 << 23, part: Int = 1 << 25, window: Int = 1 << 18) {
        self.table = table
        self.part = part
        self.window = window
    }
}

/// Two files with the same table, of which only the rows that differ are in memory.
struct BulkTable: Sendable {
    let path: String
    let otherPath: String
    /// The rows that are the same in both.
    let twins: BulkTwinSet
    /// The others, behind the header.
    let rows: BulkRows
    let otherRows: BulkRows
    /// What rows of the first one refer to, those that are the same in both too.
    let references: [UInt64]
    private let file: BulkFile
    private let other: BulkFile
    private let csv: BulkCSV

    /// No header is longer.
    private static let head = 1 << 16

    /// Goes through two files; `nil` when they have to be read in another way.
    init?(_ path: String, _ otherPath: String, _ names: BulkNames, _ sizes: BulkSizes) async {
        guard let file = BulkFile(path), let other = BulkFile(otherPath),
            min(file.size, other.size) >= sizes.table,
            let csv = Self.reader(file, names), let otherCSV = Self.reader(other, names),
            csv.header == otherCSV.header, csv.hasValuesAlone, csv.referenceColumns < 2
        else { return nil }
        let cuts = BulkCuts(file, other, csv, otherCSV.firstRow, part: sizes.part).offsets
        let found = await withTaskGroup(of: (Int, BulkTablePart?).self) { group in
            for (index, (start, end)) in zip(cuts, cuts.dropFirst()).enumerated() {
                group.addTask {
                    let cursor = BulkCursor(
                        file, start.0..<end.0, csv, window: sizes.window, looks: true)
                    let otherCursor = BulkCursor(
                        other, start.1..<end.1, csv, window: sizes.window, looks: false)
                    return (index, BulkTablePart(cursor, otherCursor, bytes: end.0 - start.0))
                }
            }
            var parts = [BulkTablePart?](repeating: nil, count: cuts.count - 1)
            for await (index, part) in group {
                parts[index] = part
                if part == nil { group.cancelAll() }
            }
            return parts
        }
        let parts = found.compactMap(\.self)
        guard parts.count == found.count else { return nil }
        var rows = BulkRows(header: csv.header + [0x0A])
        var otherRows = rows
        var references = BulkHashSet()
        var lines = BulkTwins.Lines(first: 2, second: 2)
        var twins: [BulkTwins] = []
        for part in parts {
            rows.append(part.rows, line: UInt32(truncatingIfNeeded: lines.first))
            otherRows.append(part.otherRows, line: UInt32(truncatingIfNeeded: lines.second))
            for name in part.references.all { _ = references.insert(name) }
            var pairs = part.twins
            pairs.startsBehind(lines)
            twins.append(pairs)
            lines.first += part.lines.first
            lines.second += part.lines.second
        }
        guard let set = await BulkTwinSet(twins) else { return nil }
        (self.path, self.otherPath) = (path, otherPath)
        (self.file, self.other, self.csv) = (file, other, csv)
        (self.rows, self.otherRows) = (rows, otherRows)
        self.twins = set
        self.references = references.all
    }

    var kind: Int { csv.kind }

    /// What reads the rows of a file that begins with a header of one line, and has none of its other rows in memory.
    private static func reader(_ file: BulkFile, _ names: BulkNames) -> BulkCSV? {
        guard let bytes = file.bytes(0..<head), let end = bytes.firstIndex(of: 0x0A),
            BulkWindow.isPlainText(bytes, 0..<end)
        else { return nil }
        // What is behind the header is looked at row by row.
        return BulkCSV(Array(bytes[...end]), file: file.path, names)
    }

    /// Whether both files are as they were when they were opened.
    var isUnchanged: Bool { file.isUnchanged && other.isUnchanged }

    /// Some of the rows that are the same in both, of each file; `nil` when they cannot be read.
    func rows(of indices: [Int]) -> (rows: BulkRows, otherRows: BulkRows)? {
        var (rows, otherRows) = (BulkRows(), BulkRows())
        var csv = csv
        for index in indices {
            let (offsets, lines) = twins.place(index)
            guard Self.take(file, offsets.first, lines.first, &csv, into: &rows),
                Self.take(other, offsets.second, lines.second, &csv, into: &otherRows)
            else { return nil }
        }
        return (rows, otherRows)
    }

    private static func take(
        _ file: BulkFile, _ offset: Int, _ line: Int, _ csv: inout BulkCSV, into rows: inout BulkRows
    ) -> Bool {
        // Mostly a small piece is enough.
        for reach in [1 << 11, 1 << 16] {
            guard let bytes = file.bytes(offset..<(offset + reach)), !bytes.isEmpty else { return false }
            guard
                let row = csv.row(
                    bytes.span, at: 0, isAtEnd: offset + bytes.count == file.size, looks: false)
            else { continue }
            rows.append(
                row.chunk(
                    at: 0, line: UInt32(truncatingIfNeeded: line), kind: csv.kind, isSound: true),
                from: bytes, origin: offset)
            return true
        }
        return false
    }
}
