import RedTrack

/// Which element of a list before is which element after. Streams, shares and postbacks have no ids, so they are
/// known by what they refer to, else by being equal, else by having most in common, else by their place.
struct ElementPairing {
    /// Each element after, in order, with the index of the element before that it continues.
    let after: [Int?]
    /// The elements before that are gone.
    let removed: [Int]

    /// How many pairs are looked at for what they have in common.
    private static var comparisonLimit: Int { 10_000 }

    init(before: [Draft], after drafts: [Draft], fields: [FieldDescription]) {
        var pairs = [Int?](repeating: nil, count: drafts.count)
        var isFree = [Bool](repeating: true, count: before.count)
        func pair(_ index: Int, _ old: Int) {
            pairs[index] = old
            isFree[old] = false
        }
        let identity = fields.first { if case .reference = $0.type { true } else { false } }
        func key(_ draft: Draft) -> Canonical {
            identity.map { Canonical(draft[$0.name], type: $0.type) }
                ?? Canonical(draft, type: .record(fields))
        }
        let old = before.map(key)
        let new = drafts.map(key)
        // The same place first: equal elements may stand several times.
        for index in new.indices where index < old.count && old[index] == new[index] { pair(index, index) }
        var free: [Canonical: [Int]] = [:]
        for index in old.indices.reversed() where isFree[index] {
            free[old[index], default: []].append(index)
        }
        for index in new.indices where pairs[index] == nil {
            if let known = free[new[index]]?.popLast() { pair(index, known) }
        }
        if identity == nil {
            for (index, known) in Self.similar(before, drafts, fields, pairs, isFree) { pair(index, known) }
            for index in pairs.indices where pairs[index] == nil && index < before.count && isFree[index] {
                pair(index, index)
            }
        }
        after = pairs
        removed = isFree.indices.filter { isFree[$0] }
    }

    /// Elements that share most of what they say, the closest ones first.
    private static func similar(
        _ before: [Draft], _ drafts: [Draft], _ fields: [FieldDescription], _ pairs: [Int?], _ isFree: [Bool]
    ) -> [(Int, Int)] {
        let open = pairs.indices.filter { pairs[$0] == nil }
        let known = isFree.indices.filter { isFree[$0] }
        if open.isEmpty || known.isEmpty || known.count > comparisonLimit / open.count { return [] }
        let old = known.map { members(of: before[$0], fields) }
        var candidates: [(score: Int, distance: Int, index: Int, known: Int)] = []
        for index in open {
            let new = members(of: drafts[index], fields)
            for (position, other) in known.enumerated() {
                let (shared, all) = common(new, old[position])
                if shared * 2 >= all, shared > 0 {
                    candidates.append((shared, abs(index - other), index, other))
                }
            }
        }
        candidates.sort {
            ($1.score, $0.distance, $0.index, $0.known) < ($0.score, $1.distance, $1.index, $1.known)
        }
        var usedIndices: Set<Int> = []
        var usedKnown: Set<Int> = []
        var result: [(Int, Int)] = []
        for candidate in candidates
        where !usedIndices.contains(candidate.index) && !usedKnown.contains(candidate.known) {
            usedIndices.insert(candidate.index)
            usedKnown.insert(candidate.known)
            result.append((candidate.index, candidate.known))
        }
        return result
    }

    private static func members(of draft: Draft, _ fields: [FieldDescription]) -> [ElementFacets] {
        fields.map { ElementFacets(Canonical(draft[$0.name], type: $0.type)) }
    }

    /// How much two elements have in common, of what they say together; a list or record says more than a number.
    private static func common(_ left: [ElementFacets], _ right: [ElementFacets]) -> (shared: Int, all: Int) {
        var shared = 0
        var all = 0
        for (left, right) in zip(left, right) where !left.isEmpty || !right.isEmpty {
            let weight = max(left.weight, right.weight)
            all += weight
            shared += left.shared(with: right, of: weight)
        }
        return (shared, all)
    }

    /// The elements that changed places among those that stay, in words: as few as explain the order.
    func moves(called name: String) -> String {
        let kept = after.enumerated().compactMap { index, old in old.map { (new: index, old: $0) } }
        let still = Self.longestRise(kept.map(\.old))
        return kept.filter { !still.contains($0.old) }
            .map { "\(name) \($0.old + 1) moved to \($0.new + 1)" }.joined(separator: ", ")
    }

    /// The members of one of the longest rising subsequences.
    private static func longestRise(_ values: [Int]) -> Set<Int> {
        var tails: [Int] = []
        var previous = [Int?](repeating: nil, count: values.count)
        for index in values.indices {
            // The first tail that is not below this value.
            var low = 0
            var high = tails.count
            while low < high {
                let middle = (low + high) / 2
                if values[tails[middle]] < values[index] { low = middle + 1 } else { high = middle }
            }
            previous[index] = low > 0 ? tails[low - 1] : nil
            if low == tails.count { tails.append(index) } else { tails[low] = index }
        }
        var result: Set<Int> = []
        var index = tails.last
        while let current = index {
            result.insert(values[current])
            index = previous[current]
        }
        return result
    }
}
