import Feeds
import Manifests
import Planning
import RedTrack

extension LockFile {
    /// This lock file after a run.
    /// - Parameters:
    ///   - plan: the plan that was applied.
    ///   - bodies: the fields that each change sent, by its place in the plan.
    ///   - outcomes: what became of each change, in the order of the plan.
    func settled(_ plan: Plan, bodies: [Int: Value], outcomes: [ChangeOutcome]) -> LockFile {
        var lock = self
        lock.account = plan.account.id
        for address in plan.forgotten { lock.remove(address.kind, address.key) }
        for entry in plan.settled { lock.set(entry) }
        for (index, change) in plan.changes.enumerated() {
            guard index < outcomes.count, let id = outcomes[index].id else { continue }
            let address = change.address
            if change.action.isRemoval {
                // Another object of the same name may be removed: the entry must be about this one.
                if lock[address.kind, address.key]?.id == id { lock.remove(address.kind, address.key) }
                continue
            }
            var fingerprints = change.settledFingerprints
            for field in address.kind.fields where field.isWritable {
                guard let body = bodies[index], body[field.name] != nil else { continue }
                fingerprints[field.name] = Fingerprint.of(field, in: body)
            }
            lock.set(
                Entry(
                    kind: address.kind, key: address.key, id: id, isProtected: change.isProtected,
                    fingerprints: fingerprints))
        }
        return lock
    }
}
