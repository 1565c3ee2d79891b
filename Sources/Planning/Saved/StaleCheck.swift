import Feeds
package import Manifests
import RedTrack

/// Compares what a plan rests on with the account and the lock file as they are now.
package struct StaleCheck {
    private let plan: Plan
    private let basis: PlanBasis
    private let account: Snapshot
    private let lock: LockLines

    /// Takes both sides.
    /// - Parameters:
    ///   - plan: the plan.
    ///   - basis: what it rested on.
    ///   - account: all that its ``PlanReach`` names, read again.
    ///   - lock: the lock file as it would be used now, recovered creations included.
    package init(_ plan: Plan, _ basis: PlanBasis, account: Snapshot, lock: LockFile) {
        self.plan = plan
        self.basis = basis
        self.account = account
        self.lock = LockLines(lock, plan)
    }

    /// Everything that has moved, in the order of the plan: first what it changes, then what it refers to.
    package func findings() -> [StaleFinding] {
        var findings: [StaleFinding] = []
        let referrers = referrers()
        var created: [ObjectAddress: String] = [:]
        for (index, change) in plan.changes.enumerated() {
            if let cause = cause(change, referrers, &created) {
                findings.append(
                    StaleFinding(object: change.address, id: change.id, cause: cause, changes: [index]))
            }
        }
        return findings + references()
    }

    private func cause(
        _ change: Change, _ referrers: [PlanBasis.ObjectKey: [String]],
        _ created: inout [ObjectAddress: String]
    ) -> StaleFinding.Cause? {
        let cause =
            change.action == .create
            ? creation(change, &created)
            : change.id.flatMap { existing(change, id: $0, referrers, created) }
        if let cause { return cause }
        let line = lock[change.address].map(ObjectState.fingerprint(of:))
        return line == basis.locked[change.address] ? nil : .lock
    }

    private func creation(
        _ change: Change, _ created: inout [ObjectAddress: String]
    ) -> StaleFinding.Cause? {
        let address = change.address
        let name = basis.names[address] ?? PlanBasis.Name(text: change.createdName, taken: [], lost: nil)
        if let lost = name.lost, account.object(address.kind, id: lost) != nil {
            return .reappeared(id: lost)
        }
        let others = account.objects(change, named: name.text).filter { object in
            !name.taken.contains(object.id)
                && !basis.owned.contains(PlanBasis.ObjectKey(kind: object.kind, id: object.id))
        }
        if others.isEmpty { return nil }
        if let same = others.first(where: { holds(change, $0, created) }) {
            created[address] = same.id
            return .applied(id: same.id)
        }
        return .taken(others.map(\.id).sorted { ExactText($0) < ExactText($1) })
    }

    private func existing(
        _ change: Change, id: String, _ referrers: [PlanBasis.ObjectKey: [String]],
        _ created: [ObjectAddress: String]
    ) -> StaleFinding.Cause? {
        guard let now = account.object(change.address.kind, id: id) else {
            return change.action.isRemoval ? .applied(id: id) : .gone
        }
        let key = PlanBasis.ObjectKey(kind: change.address.kind, id: id)
        if basis.changed[key] != ObjectState.fingerprint(of: now, sending: change.sentFields) {
            return change.action != .delete && holds(change, now, created)
                ? .applied(id: id) : .changed(differences(change, now))
        }
        return change.action.isRemoval ? referrers[key].map(StaleFinding.Cause.referrers) : nil
    }

    /// Whether an object is as the change would make it.
    private func holds(_ change: Change, _ object: Snapshot.Object, _ created: [ObjectAddress: String])
        -> Bool
    {
        guard let body = change.wireBody(id: { created[$0] }) else { return false }
        return (body.members ?? []).allSatisfy { member in
            let type = object.kind.fields.first { $0.name == member.name }?.type ?? .text
            let now = object.record[member.name].map { Draft(wire: $0.value, type: type) }
            return Canonical(Draft(wire: member.node.value, type: type), type: type)
                == Canonical(now, type: type)
        }
    }

    /// What differs between an object as it was planned with and as it is.
    private func differences(_ change: Change, _ now: Snapshot.Object) -> [ValueChange] {
        let comparison = ValueComparison(name: plan.names.name)
        let known = change.address.kind.fields.filter(\.isWritable).flatMap { field in
            comparison.changes(
                field.manifestName, field.type,
                before: change.before.flatMap { ObjectState.draft(field, in: $0) },
                after: ObjectState.draft(field, in: now.record))
        }
        let raw = change.fields.map(\.description).filter { !change.address.kind.fields.contains($0) }
        return known
            + raw.flatMap { field in
                comparison.changes(
                    field.name, .text, before: change.before?[field.name].map { .scalar($0.value) },
                    after: now.record[field.name].map { .scalar($0.value) })
            }
    }

    /// What refers to each object that would be removed, and is not about to let go of it.
    private func referrers() -> [PlanBasis.ObjectKey: [String]] {
        let planned = Set(
            plan.changes.compactMap { change in
                change.id.map { PlanBasis.ObjectKey(kind: change.address.kind, id: $0) }
            })
        let removed = Set(
            plan.changes.filter(\.action.isRemoval).compactMap { change in
                change.id.map { PlanBasis.ObjectKey(kind: change.address.kind, id: $0) }
            })
        var referrers: [PlanBasis.ObjectKey: [String]] = [:]
        for kind in Kind.allCases where removed.contains(where: { kind.referredKinds.contains($0.kind) }) {
            for object in account.objects[kind] ?? []
            where !planned.contains(PlanBasis.ObjectKey(kind: kind, id: object.id)) {
                for key in object.references.intersection(removed) {
                    referrers[key, default: []].append("\(kind.rawValue) \"\(object.title)\" (\(object.id))")
                }
            }
        }
        return referrers
    }

    /// The objects that the plan refers to and that are not what they were.
    private func references() -> [StaleFinding] {
        var users: [PlanBasis.ObjectKey: [Int]] = [:]
        for (index, change) in plan.changes.enumerated() {
            for key in Set(change.sentReferences.map(PlanBasis.ObjectKey.init))
            where basis.referred[key] != nil {
                users[key, default: []].append(index)
            }
        }
        return users.sorted { $0.key < $1.key }.compactMap { key, changes in
            guard let known = basis.referred[key] else { return nil }
            let address = ObjectAddress(key.kind, plan.names.name(key.kind, .existing(id: key.id)))
            guard let now = account.object(key.kind, id: key.id) else {
                return StaleFinding(object: address, id: key.id, cause: .referredGone, changes: changes)
            }
            let values = ObjectState.identityFields(of: key.kind).flatMap { field in
                ValueComparison(name: plan.names.name).changes(
                    field.manifestName, field.type, before: ObjectState.draft(field, in: known),
                    after: ObjectState.draft(field, in: now.record))
            }
            if values.isEmpty { return nil }
            return StaleFinding(
                object: address, id: key.id, cause: .referredChanged(values), changes: changes)
        }
    }
}

extension Snapshot.Object {
    /// The objects that its fields refer to.
    fileprivate var references: Set<PlanBasis.ObjectKey> {
        let type = FieldType.record(kind.fields)
        return Set(
            Draft(wire: record, type: type).existingReferences(type: type).map(PlanBasis.ObjectKey.init))
    }
}

extension PlanBasis.ObjectKey {
    fileprivate init(_ reference: (kind: Kind, id: String)) {
        self.init(kind: reference.kind, id: reference.id)
    }
}
