/// Compares the readings of a log with one another, to tell when nothing was left out.
///
/// Pages are cut by counting: what is inserted, removed or reordered while they are read hides a record at a border. A
/// second reading with other borders finds it, or differs. A log only grows at its newest end; what is newer than all
/// that was seen before is growth, anything else that turns up later was missed.
struct LogAgreement: Sendable {
    /// What to do after a reading.
    enum Verdict: Sendable {
        /// Nothing was left out.
        case complete
        /// Read once more.
        case again
        /// The readings go on to differ.
        case hopeless
    }

    /// How often a log is read before it is given up.
    static let readings = 4

    /// The records to ask for on a page.
    private(set) var size: Int
    /// How many pages in a row had nothing that this reading had not seen before.
    private(set) var pagesInVain = 0

    private let firstSize: Int
    private var given: Set<RecordDigest> = []
    private var previous: Set<RecordDigest>?
    private var current: Set<RecordDigest> = []
    private var reading = 1
    private var pages = 0
    private var largestPage = 0
    /// The newest record of the readings before this one, and of all, in seconds since 1970.
    private var newestBefore: Int?
    private var newest: Int?
    private var missedSomething = false

    init(size: Int) {
        self.size = size
        firstSize = size
    }

    /// Notes the records of a page.
    /// - Returns: the places of those that were never given before.
    mutating func addPage(_ records: [(id: String, time: Timestamp?)]) -> [Int] {
        pages += 1
        largestPage = max(largestPage, records.count)
        var new: [Int] = []
        var isInVain = true
        for (index, record) in records.enumerated() {
            let digest = RecordDigest(record.id)
            if current.insert(digest).inserted { isInVain = false }
            let seconds = record.time?.secondsSinceEpoch
            if given.insert(digest).inserted {
                new.append(index)
                if reading > 1 { missedSomething = missedSomething || !isGrowth(seconds) }
            }
            if let seconds { newest = max(newest ?? seconds, seconds) }
        }
        pagesInVain = isInVain ? pagesInVain + 1 : 0
        return new
    }

    /// Judges the reading that has come to its end.
    mutating func endReading() -> Verdict {
        let isFull = pages > 1 || largestPage >= size || current.isEmpty
        let agrees = previous.map { $0.isSubset(of: current) && !missedSomething } ?? !isFull
        // Two empty readings agree with each other, and yet both are wrong when there were records before.
        if agrees, !current.isEmpty || given.isEmpty { return .complete }
        if reading == Self.readings { return .hopeless }
        reading += 1
        size = nextSize
        previous = current
        current = []
        newestBefore = newest
        (pages, largestPage, pagesInVain, missedSomething) = (0, 0, 0, false)
        return .again
    }

    /// A size that moves the borders between pages; what fitted one page has none.
    private var nextSize: Int {
        if largestPage == 0 { return firstSize }
        if pages == 1, largestPage < size { return size }
        let smaller = min(largestPage, size) * 5 / 6
        return smaller > 0 ? smaller : size + 1
    }

    private func isGrowth(_ seconds: Int?) -> Bool {
        guard let seconds, let newestBefore else { return false }
        return seconds > newestBefore
    }
}

/// 16 bytes that stand for an id: two ids with the same ones are not to be expected in any log.
private struct RecordDigest: Hashable, Sendable {
    let first: Int
    let second: Int

    init(_ id: String) {
        var hasher = Hasher()
        hasher.combine(id)
        first = hasher.finalize()
        hasher = Hasher()
        hasher.combine(first)
        hasher.combine(id)
        second = hasher.finalize()
    }
}
