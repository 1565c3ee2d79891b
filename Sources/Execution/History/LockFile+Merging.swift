import Feeds
public import Manifests
public import Planning
import RedTrack

extension LockFile {
    /// How far the clocks of this machine and of the account may be apart, in seconds.
    private static var clockTolerance: Int { 300 }
    /// How long a request may be under way after the last sign of life of its run, in seconds: it may have
    /// waited for its turn. What is made later is not its work.
    private static var requestLifetime: Int { 3_600 }

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
        var twins: [String: Int] = [:]
        for creation in unresolved { twins[Self.identity(creation), default: 0] += 1 }
        for creation in unresolved {
            let kind = creation.address.kind
            let match = CreationMatch(kind: kind, body: creation.body)
            let fitting = (snapshot.objects[kind] ?? []).filter { object in
                known[kind]?.contains(object.id) != true && match.fits(object)
                    && Self.mayStem(object, from: creation)
            }
            let exact = fitting.filter(match.isExact).sorted { $0.id < $1.id }
            // Requests that say the same make objects that are the same: any of them may be any.
            if let first = exact.first, exact.count <= twins[Self.identity(creation)] ?? 1 {
                add(creation, first.id)
            } else if fitting.count == 1 {
                add(creation, fitting[0].id)
            } else if !fitting.isEmpty {
                result.ambiguous.append((creation.address, fitting.map(\.id).sorted()))
            }
            twins[Self.identity(creation), default: 1] -= 1
        }
        return result
    }

    private static func identity(_ creation: RecordedCreation) -> String {
        let kind = creation.address.kind
        return kind.rawValue + CreationMatch(kind: kind, body: creation.body).identity
    }

    /// Whether an object was made at a time when the request may have made it.
    private static func mayStem(_ object: Snapshot.Object, from creation: RecordedCreation) -> Bool {
        guard let text = object.record["created_at"]?.value.string, let created = Moment(text) else {
            return true
        }
        return created.seconds >= creation.at.seconds - clockTolerance
            && created.seconds <= creation.lastSign.seconds + requestLifetime + clockTolerance
    }
}
