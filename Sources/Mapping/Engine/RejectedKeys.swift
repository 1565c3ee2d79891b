package import RedTrack

/// What rejected records would have become: they are still in the feed, although nothing can be made of them.
package struct RejectedKeys: Sendable {
    /// The keys by kind, of records that would have become one object.
    package private(set) var keys: [RedTrack.Kind: [String]] = [:]
    /// How many records may be anything.
    package private(set) var unknown = 0

    /// So many keys are remembered: a feed of which more is wrong needs another template.
    private static let mostKeys = 100_000
    private var count = 0

    mutating func add(_ draft: RecordDraft, _ makes: [CompiledMake]) {
        if draft.problems.allSatisfy({ $0.word == "duplicate" }) { return }
        guard let key = draft.rejectedKey, makes.count == 1, makes[0].each == nil, count < Self.mostKeys
        else {
            unknown += 1
            return
        }
        count += 1
        keys[makes[0].make.kind, default: []].append(key)
    }
}
