import Feeds
package import RedTrack

extension PlanBasis {
    /// The objects of the account that were there when the plan was made, as far as it mentions them: none of them is
    /// what the plan creates.
    package var knownIDs: [Kind: Set<String>] {
        var ids: [Kind: Set<String>] = [:]
        for key in changed.keys { ids[key.kind, default: []].insert(key.id) }
        for key in referred.keys { ids[key.kind, default: []].insert(key.id) }
        for (address, name) in names { ids[address.kind, default: []].formUnion(name.taken) }
        return ids
    }

    /// What the rest of a plan rests on after a part of it has been made.
    /// - Parameters:
    ///   - plan: the whole plan.
    ///   - done: the places of the changes that were made.
    ///   - doubtful: the places of those that may have been made.
    ///   - created: the ids of the objects that were created.
    /// - Returns: the basis, in which what was created is what the rest refers to, and what was removed is not missing
    ///   from any list.
    package func continuing(
        _ plan: Plan, done: Set<Int>, doubtful: Set<Int>, created: [ObjectAddress: String]
    ) -> PlanBasis {
        var basis = self
        for (index, change) in plan.changes.enumerated() {
            let kind = change.address.kind
            if done.contains(index), let id = change.id {
                // What was made has its own state by now, and nobody rests on it any more.
                basis.changed[ObjectKey(kind: kind, id: id)] = nil
            }
            guard basis.listed[kind] != nil else { continue }
            if change.action == .delete, done.contains(index) || doubtful.contains(index) {
                basis.listed[kind, default: 0] -= 1
            } else if change.action == .create, done.contains(index) {
                basis.listed[kind, default: 0] += 1
            }
        }
        let own = Set(created.map { ObjectKey(kind: $0.key.kind, id: $0.value) })
        let rest = plan.without(done, made: created)
        // A list that the rest does not need is not read, and nothing can be said of its length.
        let needed = PlanReach.lists(rest)
        basis.listed = basis.listed.filter { needed.contains($0.key) }
        for change in rest.changes {
            for (kind, id) in change.sentReferences {
                let key = ObjectKey(kind: kind, id: id)
                // What it is like is known when the account has been read.
                if own.contains(key) { basis.referred[key] = .null }
            }
        }
        return basis
    }

    /// The same, in which the objects that the run has created are as an account has them, and are no others that
    /// happen to be called like what is still to be created.
    package func owning(_ created: [ObjectAddress: String], in account: Snapshot) -> PlanBasis {
        var basis = self
        for (address, id) in created {
            let key = ObjectKey(kind: address.kind, id: id)
            basis.owned.insert(key)
            if basis.referred[key] != nil, let object = account.object(address.kind, id: id) {
                basis.referred[key] = ObjectState.identity(of: object)
            }
        }
        return basis
    }
}

extension Change {
    /// Whether an object can be what a request for this change has left: every field is as it was before, or as it was
    /// sent. Nobody else has changed it then.
    package func explains(_ now: Snapshot.Object) -> Bool {
        guard let before, let body = wireBody(id: { _ in nil }) else { return false }
        return address.kind.fields.filter(\.isWritable).allSatisfy { field in
            func value(_ record: Value) -> Canonical {
                Canonical(ObjectState.draft(field, in: record), type: field.type)
            }
            let current = value(now.record)
            return current == value(before) || body[field.name] != nil && current == value(body)
        }
    }
}
