public import Diagnostics
import Feeds
import Manifests
import RedTrack

extension Planner {
    /// What the account changed since the last apply. Pure, like ``plan()``.
    /// - Throws: ``DiagnosticsError`` with everything in the files that the account contradicts.
    public func drift() throws(DiagnosticsError) -> Drift {
        let assessment = try Planner(
            manifest: manifest, lock: lock, snapshot: snapshot, presets: presets, options: driftOptions
        ).assess()
        let present = zip(assessment.objects, assessment.matching.matches).filter { $0.0.state == .present }
        var objects: [Drift.Object] = []
        var lost: [Drift.Lost] = []
        var undecided = 0
        for ((object, match), outcome) in zip(present, assessment.outcomes) {
            if let entry = assessment.lock[object.kind, object.key],
                snapshot.object(object.kind, id: entry.id) == nil
            {
                lost.append(
                    Drift.Lost(
                        address: outcome.address, id: entry.id, place: object.place,
                        replacement: match.object?.id))
            }
            guard let existing = match.object else { continue }
            let changed = outcome.change?.fields ?? []
            undecided += changed.count { $0.origin == .unknown }
            let fields =
                changed.filter { $0.origin == .account || $0.origin == .both }
                + impliedStatus(object, existing, assessment.lock)
            guard !fields.isEmpty else { continue }
            objects.append(
                Drift.Object(
                    address: outcome.address, id: existing.id, title: existing.title, place: object.place,
                    fields: fields, record: existing.record))
        }
        return Drift(
            account: snapshot.account, objects: objects.sorted { $0.address < $1.address },
            lost: lost.sorted { $0.address < $1.address }, unmanaged: removals(assessment).unmanaged,
            undecided: undecided, compared: assessment.outcomes.count, names: assessment.names)
    }

    /// Nothing is taken and nothing removed to find out what differs.
    private var driftOptions: PlanOptions {
        var options = options
        options.takes = []
        options.prune = false
        options.pruneUnmanaged = false
        return options
    }

    /// A status that no file says and that was applied all the same: a new object is active. Who archives or pauses it
    /// in the account changes it, although no plan would undo that.
    private func impliedStatus(
        _ object: ManifestObject, _ existing: Snapshot.Object, _ lock: LockIndex
    ) -> [FieldChange] {
        guard object.field("status") == nil,
            let field = object.kind.fields.first(where: { $0.name == "status" && $0.isWritable }),
            let entry = lock.entry(object.kind, id: existing.id, preferring: object.key),
            let applied = entry.fingerprints[field.name],
            Fingerprint.of(field, in: existing.record) != applied
        else { return [] }
        let now = existing.record[field.name].map { Draft(wire: $0.value, type: field.type) }
        return [
            FieldChange(
                description: field, origin: .account,
                values: [ValueChange(path: field.manifestName, type: field.type, before: now, after: nil)])
        ]
    }
}
