import Feeds
import Manifests
import RedTrack

/// Which objects go, which would but may not, and what is reported only.
///
/// Nothing is removed while something that stays refers to it (the API document says nothing of such a removal).
struct RemovalPlanning {
    let objects: [ManifestObject]
    let matching: Matching
    let outcomes: [ObjectPlanning.Outcome]
    let lock: LockIndex
    let snapshot: Snapshot
    let options: PlanOptions

    struct Result {
        var changes: [Change] = []
        var orphans: [Orphan] = []
        var refusals: [Refusal] = []
        var notes: [String] = []
        var unmanaged: [Kind: Int] = [:]
        var forgotten: [ObjectAddress] = []
        /// Orphans that nobody asked to remove.
        var idle: [Candidate] = []
    }

    /// An object that somebody wants to be gone.
    struct Candidate {
        let address: ObjectAddress
        let object: Snapshot.Object
        let manifest: ManifestObject?
        let isProtected: Bool
        let reason: String
        /// Whether Waybill made it and the files do not mention it any more.
        var isOrphan = false
    }

    func result() -> Result {
        var result = Result()
        var candidates = statedAbsent(&result)
        candidates += orphans(&result)
        var references = References(
            snapshot, outcomes, to: Set((candidates + result.idle).map(\.object.kind)))
        for candidate in Self.ordered(candidates) {
            let referrers = references.referrers(of: candidate.object)
            if candidate.isProtected {
                refuse(candidate, Self.protection(candidate), &result)
            } else if !referrers.isEmpty {
                keep(candidate, referrers, &result)
            } else {
                result.changes.append(removal(candidate, references))
                if candidate.object.kind == .offer {
                    references.archive(candidate.object)
                } else {
                    references.forget(candidate.object, removedBy: candidate.address)
                }
                if candidate.isOrphan { result.orphans.append(orphan(candidate, keptBecause: nil)) }
            }
        }
        reportIdle(&result, references)
        checkLimit(&result)
        result.orphans.sort { $0.address < $1.address }
        return result
    }

    private func statedAbsent(_ result: inout Result) -> [Candidate] {
        zip(objects, matching.matches).compactMap { object, match in
            guard object.state == .absent else { return nil }
            let address = ObjectAddress(object.kind, object.key)
            guard let existing = match.object, !existing.isArchivedOffer else {
                if lock[object.kind, object.key] != nil { result.forgotten.append(address) }
                return nil
            }
            return Candidate(
                address: address, object: existing, manifest: object,
                isProtected: object.isProtected || lock.isProtected(object.kind, id: existing.id),
                reason: "`state: absent` at \(object.place)")
        }
    }

    /// Objects that the files do not mention: the lock file's, and, when asked for, all others.
    private func orphans(_ result: inout Result) -> [Candidate] {
        let mentioned = Set(objects.map { ObjectAddress($0.kind, $0.key) })
        var candidates: [Candidate] = []
        var known = matching.claimed
        for entry in lock.entries {
            let address = ObjectAddress(entry.kind, entry.key)
            if mentioned.contains(address) || !options.scope.includes(entry.key) { continue }
            // A renamed key: the files know the object under another name now.
            guard matching.claimed[entry.kind]?.contains(entry.id) != true,
                let object = snapshot.object(entry.kind, id: entry.id), !object.isArchivedOffer
            else {
                result.forgotten.append(address)
                continue
            }
            // Two keys of one object, as a merge of lock files may leave them: one is enough.
            guard known[entry.kind, default: []].insert(entry.id).inserted else { continue }
            let candidate = Candidate(
                address: address, object: object, manifest: nil,
                isProtected: lock.isProtected(entry.kind, id: entry.id), reason: "gone from the files",
                isOrphan: true)
            let doubt = options.uncertain.first { entry.key.utf8.starts(with: $0.key.utf8) }?.value
            if let reason = options.unusable[address] ?? doubt {
                result.orphans.append(orphan(candidate, keptBecause: reason))
            } else if options.prune || options.pruneUnmanaged {
                candidates.append(candidate)
            } else {
                result.idle.append(candidate)
            }
        }
        guard options.scope == .everything else { return candidates }
        var names: Set<ObjectAddress> = []
        if options.pruneUnmanaged {
            names = Set(candidates.map(\.address)).union(mentioned)
            names.formUnion(lock.entries.map { ObjectAddress($0.kind, $0.key) })
        }
        for kind in Kind.allCases {
            let others = (snapshot.objects[kind] ?? []).filter {
                known[kind]?.contains($0.id) != true && !$0.isArchivedOffer
            }
            if options.pruneUnmanaged {
                candidates += others.map { object in
                    Candidate(
                        address: Self.address(of: object, taken: &names), object: object, manifest: nil,
                        isProtected: false, reason: "not in the files, and never made by Waybill")
                }
            } else if !others.isEmpty {
                result.unmanaged[kind] = others.count
            }
        }
        return candidates
    }

    /// A name for an object that has no key: its title, unless another change is called so.
    private static func address(of object: Snapshot.Object, taken: inout Set<ObjectAddress>) -> ObjectAddress
    {
        let id = ObjectAddress(object.kind, object.id)
        var address = object.title.isEmpty ? id : ObjectAddress(object.kind, object.title)
        while !taken.insert(address).inserted {
            address = ObjectAddress(object.kind, "\(address.key) (\(object.id))")
        }
        return address
    }

    private static func protection(_ candidate: Candidate) -> String {
        candidate.manifest == nil
            ? "it is protected by the lock file; put it back into the files without `protect: true`, apply, and then"
                + " remove it"
            : "it is protected; apply once without `protect: true` and with `state: present`, then remove it"
    }

    func orphan(_ candidate: Candidate, keptBecause reason: String?) -> Orphan {
        Orphan(
            address: candidate.address, id: candidate.object.id, title: candidate.object.title,
            isProtected: candidate.isProtected, keptBecause: reason)
    }

    func refuse(_ candidate: Candidate, _ reason: String, _ result: inout Result) {
        result.refusals.append(Refusal(address: candidate.address, reason: reason))
        if candidate.isOrphan { result.orphans.append(orphan(candidate, keptBecause: reason)) }
    }

    /// Referrers before what they refer to: campaigns, then offers, then the rest.
    static func ordered(_ candidates: [Candidate]) -> [Candidate] {
        candidates.sorted { left, right in
            left.address.kind != right.address.kind
                ? left.address.kind > right.address.kind : left.address < right.address
        }
    }

    func removal(_ candidate: Candidate, _ references: References) -> Change {
        let object = candidate.object
        let archives = object.kind == .offer
        let status = object.kind.fields.first { $0.name == "status" }
        var fields: [FieldChange] = []
        var body: [DraftMember] = []
        if archives, let status {
            let after = Draft.scalar(.number("\(Status.archived.rawValue)"))
            let before = object.record["status"].map { Draft.scalar($0.value) }
            fields = [
                FieldChange(
                    description: status, origin: .unknown,
                    values: [ValueChange(path: "status", type: status.type, before: before, after: after)])
            ]
            body = [DraftMember("status", after)]
        }
        return Change(
            address: candidate.address, action: archives ? .archive : .delete, id: object.id,
            title: object.title,
            place: candidate.manifest?.place, reasons: [candidate.reason],
            warnings: Attention.removal(
                of: object,
                applied: lock.entry(object.kind, id: object.id, preferring: candidate.address.key)?
                    .fingerprints ?? [:]),
            fields: fields,
            dependsOn: references.droppers(of: object), before: object.record, isProtected: false,
            settledFingerprints: [:], body: .record(body))
    }

    func checkLimit(_ result: inout Result) {
        for kind in Kind.allCases {
            let count = result.changes.count { $0.address.kind == kind }
            // Archived offers are gone already: they do not make room for more removals.
            let total =
                (snapshot.objects[kind]?.count { !$0.isArchivedOffer } ?? 0)
                + snapshot.leftOut[kind, default: 0]
            let allowed = options.removalLimit.allowed(of: total)
            guard count > allowed else { continue }
            result.refusals.append(
                Refusal(
                    address: nil,
                    reason:
                        "\(count) of \(total) \(kind.plural) would be removed, more than the \(allowed) that are"
                        + " allowed; if that is meant, say `--max-delete \(count)`"))
        }
    }
}
