import Manifests
import Planning
import RedTrack

extension LockFile {
    /// This lock file after a run.
    /// - Parameters:
    ///   - plan: the plan that was applied.
    ///   - sent: gives the fingerprints of the fields that a change sent, by its place in the plan.
    ///   - outcomes: what became of each change, in the order of the plan.
    /// - Returns: what the lock file should say now.
    func settled(_ plan: Plan, sent: (Int) -> FieldFingerprints, outcomes: [ChangeOutcome]) -> LockFile {
        var lock = self
        lock.account = plan.account.id
        // All old keys go before the first new one comes: two objects may have swapped theirs.
        let moving = plan.moved.map { (entry: lock.remove($0.from.kind, $0.from.key), key: $0.to.key) }
        for case (var entry?, let key) in moving {
            entry.key = key
            lock.set(entry)
        }
        for address in plan.forgotten { lock.remove(address.kind, address.key) }
        for var entry in plan.settled {
            entry.fingerprints = lock.known(entry.kind, entry.key, entry.id).merging(entry.fingerprints) {
                $1
            }
            lock.set(entry)
        }
        lock.reserve(plan.count(.create))
        for (index, change) in plan.changes.enumerated() {
            guard index < outcomes.count, let id = outcomes[index].id else { continue }
            let address = change.address
            if change.action.isRemoval {
                // Another object of the same name may be removed: the entry must be about this one.
                if lock[address.kind, address.key]?.id == id { lock.remove(address.kind, address.key) }
                continue
            }
            let known = lock.known(address.kind, address.key, id)
            // What is not merged is not copied: a new object shares the fingerprints that the run has of it.
            let fingerprints =
                known.isEmpty && change.settledFingerprints.isEmpty
                ? sent(index)
                : FieldFingerprints(
                    known.merging(change.settledFingerprints) { $1 }.merging(sent(index).table) { $1 })
            lock.set(
                Entry(
                    kind: address.kind, key: address.key, id: id, isProtected: change.isProtected,
                    packed: fingerprints))
        }
        return lock
    }

    /// What was last applied to an object. It stays known when a file no longer writes a field.
    private func known(_ kind: Kind, _ key: String, _ id: String) -> [String: String] {
        self[kind, key].flatMap { $0.id == id ? $0.fingerprints : nil } ?? [:]
    }
}
