internal import Feeds
internal import RedTrack

/// Which element of a list becomes which: the equal ones, then those that refer to the same, then by their order.
enum ListPairing {
    /// For each new element the old one that it continues, none taken twice; ascending when order means something.
    static func pairs(_ old: [Node], _ new: [Node], _ fields: [FieldDescription], ordered: Bool) -> [Int?] {
        ordered ? orderedPairs(old, new, fields) : unorderedPairs(old, new, fields)
    }

    private static func unorderedPairs(
        _ old: [Node], _ new: [Node], _ fields: [FieldDescription]
    ) -> [Int?] {
        var pairs = ValueMeaning.matching(new, old, .record(fields))
        var free = Set(old.indices).subtracting(pairs.compactMap { $0 })
        let names = fields.filter { if case .reference = $0.type { true } else { $0.access == .required } }
            .filter { if case .integer = $0.type { false } else { true } }
        if let name = names.first {
            for index in new.indices where pairs[index] == nil {
                let wanted = ValueMeaning.value(of: name, in: new[index].value.members ?? [])
                let found = free.sorted().first { place in
                    ValueMeaning.areEqual(
                        ValueMeaning.value(of: name, in: old[place].value.members ?? []), wanted, name.type)
                }
                if let found {
                    pairs[index] = found
                    free.remove(found)
                }
            }
        }
        var rest = free.sorted()[...]
        for index in new.indices where pairs[index] == nil { pairs[index] = rest.popFirst() }
        return pairs
    }

    /// The longest common run of equals, and in the gaps between them one after the other.
    private static func orderedPairs(_ old: [Node], _ new: [Node], _ fields: [FieldDescription]) -> [Int?] {
        let difference = new.map(\.value).difference(from: old.map(\.value)) {
            ValueMeaning.areEqual($0, $1, .record(fields))
        }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var pairs = [Int?](repeating: nil, count: new.count)
        var place = 0
        var gap: [Int] = []
        func close(_ upTo: Int) {
            var free = (place..<upTo).filter { removed.contains($0) }[...]
            for index in gap { pairs[index] = free.popFirst() }
            gap = []
            place = upTo
        }
        var kept = old.indices.filter { !removed.contains($0) }[...]
        for index in new.indices {
            if inserted.contains(index) {
                gap.append(index)
            } else if let next = kept.popFirst() {
                close(next)
                pairs[index] = next
                place = next + 1
            }
        }
        close(old.count)
        return pairs
    }
}
