import RedTrack

/// Names an offer or landing that went from one stream to another once, as a move, instead of as a removal and an
/// addition.
struct ElementMoves {
    /// What an element is called in its list.
    let label: (Draft, Int, [FieldDescription]) -> String

    /// An element of an inner list: what it refers to, in a list of that type.
    private struct Identity: Hashable {
        let value: Canonical
        let fields: [FieldDescription]
    }

    /// The changes of a list with what left one element and came to another one brought together.
    func merged(_ changes: [ValueChange]) -> [ValueChange] {
        var gone: [Identity: [Int]] = [:]
        var come: [Identity: [Int]] = [:]
        for (index, change) in changes.enumerated() {
            guard let identity = identity(of: change) else { continue }
            if change.before == nil { come[identity, default: []].append(index) }
            if change.after == nil { gone[identity, default: []].append(index) }
        }
        guard !gone.isEmpty || !come.isEmpty else { return changes }
        var result = changes.map(Optional.init)
        for (identity, places) in come.sorted(by: { $0.value[0] < $1.value[0] }) {
            let left = gone[identity] ?? []
            for (new, old) in zip(places, left) {
                result[new] = join(changes[old], changes[new], from: changes[old].path)
                result[old] = nil
            }
            // The rest may come from streams that go as a whole.
            guard places.count > left.count, left.isEmpty, places.count == 1, let new = places.first,
                let old = inner(identity, changes.filter { $0.after == nil }, \.before)
            else { continue }
            result[new] = join(old, changes[new], from: old.path)
        }
        for (identity, places) in gone where come[identity] == nil && places.count == 1 {
            // It went into a stream that is new.
            guard let old = places.first,
                let new = inner(identity, changes.filter { $0.before == nil }, \.after)
            else { continue }
            result[old] = join(changes[old], new, from: changes[old].path)
        }
        return result.compactMap(\.self)
    }

    private func identity(of change: ValueChange) -> Identity? {
        guard case .record(let fields) = change.type, (change.before == nil) != (change.after == nil),
            let draft = change.before ?? change.after
        else { return nil }
        return identity(of: draft, fields)
    }

    private func identity(of draft: Draft, _ fields: [FieldDescription]) -> Identity? {
        for field in fields {
            guard case .reference = field.type else { continue }
            let value = Canonical(draft[field.name], type: field.type)
            return value == .absent ? nil : Identity(value: value, fields: fields)
        }
        return nil
    }

    /// The only element of that identity inside elements that come or go as a whole.
    private func inner(
        _ identity: Identity, _ wholes: [ValueChange], _ side: (ValueChange) -> Draft?
    ) -> ValueChange? {
        var found: [ValueChange] = []
        for whole in wholes {
            guard case .record(let fields) = whole.type, let draft = side(whole) else { continue }
            for field in fields {
                guard case .records(let inner, _) = field.type, case .list(let elements)? = draft[field.name]
                else {
                    continue
                }
                let weights = Weights(before: elements, after: elements, inner)
                for (index, element) in elements.enumerated()
                where self.identity(of: element, inner) == identity {
                    let share = weights.share(before: index, after: index)
                    var change = ValueChange(
                        path: "\(whole.path).\(field.manifestName)\(label(element, index, inner))",
                        type: .record(inner), before: element, after: element)
                    change.share = share
                    found.append(change)
                }
            }
        }
        return found.count == 1 ? found.first : nil
    }

    private func join(_ old: ValueChange, _ new: ValueChange, from path: String) -> ValueChange {
        var change = ValueChange(path: new.path, type: new.type, before: old.before, after: new.after)
        change.share = ShareChange(before: old.share?.before, after: new.share?.after)
        change.movedFrom = path
        return change
    }
}
