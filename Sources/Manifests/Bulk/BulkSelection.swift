internal import RedTrack

/// Which objects a plan can do without: they are the same on both sides, and nothing that is planned needs them.
///
/// Everything else stays. When in doubt an object stays: then the plan is computed as if nobody had looked.
struct BulkSelection {
    private let side: BulkSide
    /// The other side; objects of it that stay are known to be sound, if they are.
    private(set) var other: BulkSide
    private let pairs: BulkPairs
    /// Whether each object of the first side is left out; its pair then is as well.
    private(set) var isLeftOut: [Bool]
    private var looker: BulkLooker
    private var otherLooker: BulkLooker
    /// The names that something which stays has or refers to.
    private var wanted = BulkHashSet()
    private var open: [Int] = []
    private var otherOpen: [Int] = []

    /// Chooses; `nil` when it cannot be told what some object refers to.
    /// - Parameters:
    ///   - side: the files that are planned.
    ///   - other: what they are compared with.
    ///   - lock: the lock file of the first side, which knows what is who, if there is one.
    ///   - otherLock: that of the other side.
    init?(_ side: BulkSide, _ other: BulkSide, lock: BulkLock?, otherLock: BulkLock?) {
        self.side = side
        self.other = other
        pairs = BulkPairs(side, other)
        looker = BulkLooker(side)
        otherLooker = BulkLooker(other)
        isLeftOut = pairs.isEqual
        let isKnown = identities(lock, otherLock)
        for index in isLeftOut.indices where !isKnown[index] { isLeftOut[index] = false }
        guard keepReferrersOfUnknown(isKnown) else { return nil }
        for index in isLeftOut.indices where !isLeftOut[index] { open.append(index) }
        for (index, isOut) in isOtherLeftOut.enumerated() where !isOut { otherOpen.append(index) }
        guard close() else { return nil }
    }

    /// Whether each object of the other side is left out.
    var isOtherLeftOut: [Bool] { pairs.owner.map { $0 > 0 && isLeftOut[Int($0) - 1] } }

    /// Whether it is certain that each object of the first side is the one of its name on the other side.
    private func identities(_ lock: BulkLock?, _ otherLock: BulkLock?) -> [Bool] {
        var isKnown = [Bool](repeating: false, count: side.chunks.count)
        for index in isKnown.indices {
            let partner = Int(pairs.partner[index])
            guard partner > 0, !side.chunks[index].flags.contains(.hasWords),
                !other.chunks[partner - 1].flags.contains(.hasWords)
            else { continue }
            guard let lock else {
                // The other side's names are the identity.
                isKnown[index] = true
                continue
            }
            guard let entry = lock.entry(named: side.chunks[index].name) else { continue }
            guard let otherLock else {
                isKnown[index] = true
                continue
            }
            guard let otherEntry = otherLock.entry(named: side.chunks[index].name) else { continue }
            isKnown[index] = lock.bytes[entry.id] == otherLock.bytes[otherEntry.id]
        }
        return isKnown
    }

    /// Whoever refers to an object that is not certainly the same on both sides stays: also to one that is gone, since
    /// removals ask who refers to them.
    private mutating func keepReferrersOfUnknown(_ isKnown: [Bool]) -> Bool {
        var unknown = BulkHashSet()
        for name in side.references.all {
            if let index = side.chunk(named: name), isKnown[index] { continue }
            _ = unknown.insert(name)
        }
        guard unknown.count > 0 else { return true }
        for index in isLeftOut.indices
        where isLeftOut[index] && !Kind.allCases[Int(side.chunks[index].kind)].referredKinds.isEmpty {
            guard let look = looker.look(at: index) else { return false }
            if look.references.contains(where: { unknown.contains($0) }) { isLeftOut[index] = false }
        }
        return true
    }

    /// Keeps what those that stay refer to and what is called as they are, until nothing is missing.
    private mutating func close() -> Bool {
        repeat {
            while !open.isEmpty || !otherOpen.isEmpty {
                if let index = open.popLast() {
                    guard let look = looker.look(at: index) else { return false }
                    want(look, title: side.title(look, of: index), side.chunks[index].name)
                } else if let index = otherOpen.popLast() {
                    guard let look = otherLooker.look(at: index) else { return false }
                    if look.isSound { other.noteSound(index) }
                    want(look, title: other.title(look, of: index), other.chunks[index].name)
                }
            }
            // Objects with a key may have a wanted title.
            for index in isLeftOut.indices
            where isLeftOut[index] && side.chunks[index].flags.contains(.hasOwnKey) {
                guard let look = looker.look(at: index) else { return false }
                if let title = side.title(look, of: index), wanted.contains(title) { keep(index) }
            }
        } while !open.isEmpty
        return true
    }

    private mutating func want(_ look: BulkLook, title: UInt64?, _ name: UInt64) {
        want(name)
        if let title { want(title) }
        for reference in look.references { want(reference) }
    }

    private mutating func want(_ name: UInt64) {
        guard wanted.insert(name) else { return }
        if let index = side.chunk(named: name) {
            keep(index)
        } else if let index = other.chunk(named: name), pairs.owner[index] > 0 {
            keep(Int(pairs.owner[index]) - 1)
        }
    }

    private mutating func keep(_ index: Int) {
        guard isLeftOut[index] else { return }
        isLeftOut[index] = false
        open.append(index)
    }
}
