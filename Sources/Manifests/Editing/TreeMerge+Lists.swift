internal import Feeds
internal import RedTrack

extension TreeMerge {
    mutating func updateTexts(
        _ item: SyntaxItem, _ old: [Node], _ new: [Node], ordered: Bool, _ path: String
    ) throws(EditRefusal) {
        let before = old.map { Array(($0.value.string ?? "").utf8) }
        let after = new.map { Array(($0.value.string ?? "").utf8) }
        var slots: [SyntaxSlot] = []
        if ordered {
            let difference = after.difference(from: before)
            var removed: Set<Int> = []
            var inserted: Set<Int> = []
            for change in difference {
                switch change {
                case .remove(let offset, _, _): removed.insert(offset)
                case .insert(let offset, _, _): inserted.insert(offset)
                }
            }
            var kept = before.indices.filter { !removed.contains($0) }[...]
            for index in after.indices {
                if inserted.contains(index) {
                    slots.append(.new(name: nil, new[index].value))
                } else if let next = kept.popFirst() {
                    slots.append(.kept(next))
                }
            }
        } else {
            let wanted = Set(after)
            slots = before.indices.filter { wanted.contains(before[$0]) }.map(SyntaxSlot.kept)
            var known = Set(before)
            for index in after.indices where known.insert(after[index]).inserted {
                slots.append(.new(name: nil, new[index].value))
            }
        }
        try checkRemoved(item, slots, path)
        try reshape(item, slots, path)
    }

    mutating func updateRecords(
        _ item: SyntaxItem, _ old: [Node], _ new: [Node], _ fields: [FieldDescription], ordered: Bool,
        _ path: String
    ) throws(EditRefusal) {
        let pairs = ListPairing.pairs(old, new, fields, ordered: ordered)
        var slots: [SyntaxSlot] = []
        let items = item.node.items
        for (index, pair) in pairs.enumerated() {
            if let pair {
                slots.append(.kept(pair))
                try update(
                    items[pair], from: old[pair].value, to: new[index].value, .record(fields),
                    "\(path)[\(pair + 1)]")
            } else {
                slots.append(.new(name: nil, ObjectMembers.value(new[index].value, .record(fields))))
            }
        }
        if !ordered {
            // Their order means nothing: those that stay keep theirs.
            let kept = slots.compactMap { slot in if case .kept(let index) = slot { index } else { nil } }
            let added = slots.filter { if case .kept = $0 { false } else { true } }
            slots = kept.sorted().map(SyntaxSlot.kept) + added
        }
        try checkRemoved(item, slots, path)
        if slots.count != items.count || pairs.contains(nil) { try reshape(item, slots, path) }
    }

    /// Refuses to lose elements that are referred to from elsewhere.
    private func checkRemoved(_ item: SyntaxItem, _ slots: [SyntaxSlot], _ path: String) throws(EditRefusal) {
        var removed = Set(item.node.items.indices)
        for case .kept(let index) in slots { removed.remove(index) }
        for index in removed.sorted() { try syntax.checkDisposable(item.node.items[index].node, path) }
    }
}
