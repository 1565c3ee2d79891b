internal import RedTrack

/// The rows of a table that are the same in two files, byte by byte, and sound: what a plan may have to know of them.
///
/// A million of them are common, so of each there is no more than its name, where it starts, and what it refers to.
struct BulkTwins: Sendable {
    /// Rows that follow each other on both sides, a line each.
    struct Run: Sendable {
        /// The first of them.
        let first: Int
        /// How much further in the other file they start.
        let shift: Int
        /// The number of the line in each file, for a row with the number 0.
        let line: Int
        let otherLine: Int
    }

    /// Where the lines of a part start, which are counted before it is known.
    struct Lines: Sendable {
        var first = 0
        var second = 0
    }

    private(set) var names: [UInt64] = []
    private var starts: [UInt32] = []
    /// The names that the titles are, where they are not the names; 0 where they are.
    private(set) var titles: [UInt64] = []
    /// The names that they refer to; 0 where there is none. Empty when rows of the table never refer to anything.
    private(set) var references: [UInt64] = []
    private var runs: [Run] = []
    private var start = Lines()

    var count: Int { names.count }

    mutating func reserve(_ count: Int, hasTitles: Bool, hasReferences: Bool) {
        names.reserveCapacity(count)
        starts.reserveCapacity(count)
        if hasTitles { titles.reserveCapacity(count) }
        if hasReferences { references.reserveCapacity(count) }
    }

    /// Adds a pair of rows.
    @inline(__always)
    mutating func append(
        _ name: UInt64, at offset: Int, _ otherOffset: Int, line: UInt32, _ otherLine: UInt32
    ) {
        let index = names.count
        let (shift, line) = (otherOffset &- offset, Int(line) &- index)
        let other = Int(otherLine) &- index
        if runs.isEmpty || runs[runs.count - 1].shift != shift || runs[runs.count - 1].line != line
            || runs[runs.count - 1].otherLine != other
        {
            runs.append(Run(first: index, shift: shift, line: line, otherLine: other))
        }
        names.append(name)
        starts.append(UInt32(truncatingIfNeeded: offset))
    }

    /// Says of the pair that was added last what its title is.
    mutating func append(title: UInt64) { titles.append(title) }

    /// Says of the pair that was added last what it refers to.
    mutating func append(reference: UInt64) { references.append(reference) }

    /// Says how many lines are before the first row.
    mutating func startsBehind(_ lines: Lines) { start = lines }

    /// Where a row starts in each file, and in which line.
    func place(_ index: Int) -> (offsets: Lines, lines: Lines) {
        var (low, high) = (0, runs.count)
        while low + 1 < high {
            let middle = (low + high) / 2
            if runs[middle].first <= index { low = middle } else { high = middle }
        }
        let (run, offset) = (runs[low], Int(starts[index]))
        return (
            Lines(first: offset, second: offset + run.shift),
            Lines(
                first: start.first + run.line + index, second: start.second + run.otherLine + index)
        )
    }
}
