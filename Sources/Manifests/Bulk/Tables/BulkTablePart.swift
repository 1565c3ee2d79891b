internal import RedTrack

/// A part of two tables, gone through side by side: rows mostly stand in the same order.
///
/// Whatever stands elsewhere on the other side, or nowhere, is taken out, so that names can find it.
struct BulkTablePart: Sendable {
    /// The rows that are the same in both.
    private(set) var twins = BulkTwins()
    /// The other rows of each.
    private(set) var rows = BulkRows()
    private(set) var otherRows = BulkRows()
    /// What the rows of the first one refer to.
    private(set) var references = BulkHashSet()
    /// How many lines each has.
    private(set) var lines = BulkTwins.Lines()

    /// How far ahead a row is looked for that stands on one side only: further whenever that was not enough.
    private var reach = BulkTablePart.leastReach
    private static let leastReach = 64
    private static let mostReach = 1 << 13
    /// How many rows may differ before anything is the same.
    private static let mostRows = 1 << 16
    /// After how many rows it is known how long they are.
    private static let sample = 1000

    /// Goes through both; `nil` when something is unusual, or when so much differs that there is a better way.
    /// - Parameters:
    ///   - cursor: the part of the first table, which judges rows.
    ///   - otherCursor: the part of the other one, which does not.
    ///   - bytes: how long the part of the first one is.
    init?(_ cursor: BulkCursor, _ otherCursor: BulkCursor, bytes: Int) {
        var (cursor, other) = (cursor, otherCursor)
        let start = cursor.offset
        let (hasTitles, hasReferences) = (cursor.csv.hasKeys, cursor.csv.referenceColumns > 0)
        while true {
            guard rows.chunks.count + otherRows.chunks.count < Self.mostRows + twins.count else { return nil }
            switch cursor.look() {
            case .unusual: return nil
            case .end:
                guard takeRest(&other) else { return nil }
                lines = BulkTwins.Lines(first: Int(cursor.line), second: Int(other.line))
                return
            case .row: break
            }
            guard note(cursor) else { return nil }
            guard cursor.csv.look.isSound, let row = cursor.row, let place = other.passSame(as: cursor) else {
                guard compare(&cursor, &other) else { return nil }
                continue
            }
            twins.append(row.name, at: cursor.offset, place.offset, line: cursor.line, place.line)
            if hasTitles { twins.append(title: cursor.title ?? 0) }
            if hasReferences { twins.append(reference: cursor.csv.look.references.first ?? 0) }
            cursor.pass()
            if twins.count == Self.sample {
                let each = max(1, (cursor.offset - start) / Self.sample)
                twins.reserve(bytes / each, hasTitles: hasTitles, hasReferences: hasReferences)
            }
        }
    }

    /// Takes down what a row refers to; false when that cannot be told, or is more than one name.
    @inline(__always)
    private mutating func note(_ cursor: borrowing BulkCursor) -> Bool {
        let names = cursor.csv.look.references
        guard !cursor.csv.isUntold, names.count < 2 else { return false }
        if let name = names.first { _ = references.insert(name) }
        return true
    }

    /// Goes behind rows that are not the same.
    private mutating func compare(_ cursor: inout BulkCursor, _ other: inout BulkCursor) -> Bool {
        // Where one part is unusual, nobody needs the others.
        guard !Task.isCancelled else { return false }
        switch other.look() {
        case .unusual: return false
        case .end: return take(&cursor)
        case .row: break
        }
        if cursor.row?.name == other.row?.name { return take(&cursor) && takeOther(&other) }
        return findPair(&cursor, &other)
    }

    /// Looks ahead on both sides for a pair of rows, and goes there; without one, goes ahead on both.
    private mutating func findPair(_ cursor: inout BulkCursor, _ other: inout BulkCursor) -> Bool {
        var (seen, otherSeen): ([UInt64: Int], [UInt64: Int]) = ([:], [:])
        for _ in 0..<reach {
            let step = cursor.look()
            switch step {
            case .unusual: return false
            case .end: break
            case .row:
                let name = cursor.row?.name ?? 0
                if let index = otherSeen[name] {
                    other.rewind(to: otherRows.origins[index], line: otherRows.chunks[index].line)
                    otherRows.removeLast(from: index)
                    reach = Self.leastReach
                    return true
                }
                seen[name] = rows.chunks.count
                guard note(cursor), take(&cursor) else { return false }
            }
            switch other.look() {
            case .unusual: return false
            case .end: if step == .end { return true }
            case .row:
                let name = other.row?.name ?? 0
                if let index = seen[name] {
                    cursor.rewind(to: rows.origins[index], line: rows.chunks[index].line)
                    rows.removeLast(from: index)
                    reach = Self.leastReach
                    return true
                }
                otherSeen[name] = otherRows.chunks.count
                guard takeOther(&other) else { return false }
            }
        }
        reach = min(2 * reach, Self.mostReach)
        return true
    }

    private mutating func take(_ cursor: inout BulkCursor) -> Bool {
        guard cursor.take(into: &rows, isSound: cursor.csv.look.isSound) else { return false }
        cursor.pass()
        return true
    }

    private mutating func takeOther(_ cursor: inout BulkCursor) -> Bool {
        guard cursor.take(into: &otherRows, isSound: false) else { return false }
        cursor.pass()
        return true
    }

    private mutating func takeRest(_ cursor: inout BulkCursor) -> Bool {
        while true {
            switch cursor.look() {
            case .unusual: return false
            case .end: return true
            case .row: guard takeOther(&cursor) else { return false }
            }
        }
    }
}
