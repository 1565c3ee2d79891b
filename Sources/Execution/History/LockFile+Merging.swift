import Feeds
public import Manifests
public import Planning
import RedTrack

extension LockFile {
    /// This lock file with what interrupted runs created, as far as the account still has it. Merging again
    /// changes nothing.
    ///
    /// An object whose id a journal knows is added when neither its key nor its id is known yet. A creation
    /// of which nobody knows whether it arrived is recognised when exactly one object of the account can be
    /// it: the same kind and title, the same references, known under no other key, made while the run was at
    /// work.
    /// - Parameters:
    ///   - history: the project's runs.
    ///   - snapshot: the account as it is now.
    /// - Returns: the lock file, with what was added to it.
    public func merging(_ history: RunHistory, snapshot: Snapshot) -> LockRecovery {
        var result = LockRecovery(lock: self, recovered: [], ambiguous: [])
        var known: [Kind: Set<String>] = [:]
        for entry in entries where snapshot.object(entry.kind, id: entry.id) != nil {
            known[entry.kind, default: []].insert(entry.id)
        }
        func isOpen(_ creation: RecordedCreation) -> Bool {
            guard let entry = result.lock[creation.address.kind, creation.address.key] else { return true }
            return known[entry.kind]?.contains(entry.id) != true
        }
        func add(_ creation: RecordedCreation, _ id: String) {
            let kind = creation.address.kind
            var fingerprints: [String: String] = [:]
            for field in kind.fields where field.isWritable && creation.body[field.name] != nil {
                fingerprints[field.name] = Fingerprint.of(field, in: creation.body)
            }
            result.lock.set(
                Entry(
                    kind: kind, key: creation.address.key, id: id, isProtected: creation.isProtected,
                    fingerprints: fingerprints))
            known[kind, default: []].insert(id)
            result.recovered.append((creation.address, id))
        }

        for creation in history.recoveredCreations(account: snapshot.account.id) where isOpen(creation) {
            let kind = creation.address.kind
            guard let id = creation.id, snapshot.object(kind, id: id) != nil,
                known[kind]?.contains(id) != true
            else { continue }
            add(creation, id)
        }

        let unresolved = history.unresolvedCreations(account: snapshot.account.id).filter(isOpen)
        let search = CreationSearch(snapshot: snapshot, known: known)
        for (creation, answer) in zip(unresolved, search.answers(to: unresolved)) {
            switch answer {
            case .found(let object): add(creation, object.id)
            case .ambiguous(let ids): result.ambiguous.append((creation.address, ids))
            case .missing: break
            }
        }
        return result
    }
}
