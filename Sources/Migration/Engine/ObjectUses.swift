internal import RedTrack

/// An object as some campaigns use it: with what they append to its link.
struct ObjectUse: Hashable, Sendable {
    let reference: TrackerReference
    let append: String

    init(_ reference: TrackerReference, _ append: String = "") {
        self.reference = reference
        self.append = append
    }
}

/// Which campaigns use the objects of a kind, in the order in which they were found.
struct ObjectUses: Sendable {
    private(set) var order: [ObjectUse] = []
    private(set) var campaigns: [ObjectUse: [Int]] = [:]
    private var variants: [String: Int] = [:]

    mutating func add(_ use: ObjectUse, by campaign: Int) {
        if campaigns[use] == nil {
            order.append(use)
            variants[use.reference.id, default: 0] += 1
        }
        campaigns[use, default: []].append(campaign)
    }

    /// Whether campaigns append different texts to an object's link, so that each needs a copy.
    func hasVariants(_ id: String) -> Bool { (variants[id] ?? 0) > 1 }
}
