internal import Diagnostics

/// The lists and maps that are open around the records, and which paths may still lead to records in them.
struct JSONSpine {
    /// A path that led to a value with so many of its steps.
    struct Match {
        let path: Int
        let step: Int
        /// Whether a child was found that the path leads on to.
        var isContinued = false
    }

    /// A list or map that is open.
    struct Frame {
        let isList: Bool
        /// Whether every child is a record.
        let isRecords: Bool
        let position: SourcePosition
        /// The matches of this list or map.
        let matches: Range<Int>
        /// How many children were begun.
        var count = 0
        /// Some of the names, while they may explain why a path leads nowhere.
        var names: [String] = []
    }

    private static let mostSamples = 50

    private(set) var frames: [Frame] = []
    /// The matches of all frames, and behind them those of the value to be read.
    private(set) var matches: [Match] = []
    private var seen = JSONSeenNames<SourcePosition>(mostBytes: 4 << 20, mostNames: 65_536)

    /// Whether nothing is open.
    var isEmpty: Bool { frames.isEmpty }
    /// How many lists and maps are open.
    var depth: Int { frames.count }
    /// Whether the innermost is a list of records.
    private(set) var isInRecordList = false

    /// Where the matches of the value to be read start.
    private var pendingStart: Int { frames.last?.matches.upperBound ?? 0 }
    /// The matches of the value to be read.
    var pending: ArraySlice<Match> { matches[pendingStart...] }

    /// A text starts: every path may lead into it.
    mutating func start(paths: Int) {
        removeAll()
        for path in 0..<paths { matches.append(Match(path: path, step: 0)) }
    }

    /// The value to be read was read.
    mutating func dropPending() {
        matches.removeSubrange(pendingStart...)
    }

    /// The value to be read is a list or map to look into.
    mutating func open(isList: Bool, isRecords: Bool, at position: SourcePosition) {
        let range = pendingStart..<matches.count
        frames.append(Frame(isList: isList, isRecords: isRecords, position: position, matches: range))
        isInRecordList = isList && isRecords
        seen.push()
    }

    /// The innermost list or map ends.
    mutating func close() -> Frame? {
        guard let frame = frames.popLast() else { return nil }
        isInRecordList = frames.last.map { $0.isList && $0.isRecords } ?? false
        seen.pop()
        return frame
    }

    /// Everything ends.
    mutating func removeAll() {
        frames.removeAll(keepingCapacity: true)
        isInRecordList = false
        matches.removeAll(keepingCapacity: true)
        seen.removeAll()
    }

    /// A child of the innermost list or map begins.
    mutating func countChild() {
        frames[frames.count - 1].count += 1
    }

    /// A name of the innermost map; where it stood before, if it did.
    mutating func insert(_ name: [UInt8], at position: SourcePosition) -> SourcePosition? {
        seen.insert(name[...], at: position)
    }

    /// Keeps a name of the innermost map as an example.
    mutating func sample(_ name: [UInt8]) {
        guard let frame = frames.last, frame.names.count < Self.mostSamples else { return }
        frames[frames.count - 1].names.append(String(decoding: name, as: UTF8.self))
    }

    /// Finds the paths that lead on to a child of the innermost list or map: those that `leads` wants.
    mutating func follow(where leads: (Match) -> Bool) {
        guard let range = frames.last?.matches else { return }
        dropPending()
        for index in range where leads(matches[index]) {
            matches[index].isContinued = true
            matches.append(Match(path: matches[index].path, step: matches[index].step + 1))
        }
    }
}
