public import Manifests
public import RedTrack

extension Snapshot {
    /// Objects of one kind that the lock file knows and the account does not list.
    public struct Absence: Sendable, Hashable {
        /// The kind.
        public let kind: Kind
        /// The ids that are not listed, in the order of the lock file.
        public let missing: [String]
        /// How many objects of the kind the lock file knows.
        public let known: Int
        /// Whether the account lists nothing at all of the kind.
        public let isTotal: Bool

        /// Whether so much is missing that a fault is more likely than its removal: everything, or more than a plan may
        /// remove on its own.
        ///
        /// A failing server answers an empty or a short list as easily as an emptied account. To believe it would
        /// create everything a second time, so somebody has to say that the objects are really gone.
        public var isDoubtful: Bool { isTotal || missing.count > RemovalLimit.default.allowed(of: known) }
    }

    /// What the lock file knows and the account does not list, by kind; without what it lists as deleted.
    public func absences(knownTo lock: LockFile) -> [Absence] {
        var known: [Kind: Int] = [:]
        var missing: [Kind: [LockFile.Entry]] = [:]
        for entry in lock.unsorted where !isDeleted(entry.kind, id: entry.id) {
            known[entry.kind, default: 0] += 1
            if !lists(entry.kind, id: entry.id) { missing[entry.kind, default: []].append(entry) }
        }
        return Kind.allCases.compactMap { kind in
            guard let missing = missing[kind] else { return nil }
            let others = leftOut[kind, default: 0]
            return Absence(
                kind: kind, missing: LockFile.sorted(missing).map(\.id),
                known: known[kind, default: 0] + others,
                isTotal: objects[kind, default: []].isEmpty && others == 0)
        }
    }
}
