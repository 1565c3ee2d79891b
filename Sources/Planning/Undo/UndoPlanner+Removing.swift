import Feeds
import Manifests
import RedTrack

extension UndoPlanner {
    /// Removes what the run created.
    func removals(_ outcomes: [ObjectPlanning.Outcome], _ progress: inout Progress) -> [Change] {
        let planning = RemovalPlanning(
            objects: [], matching: Matching([], lock: lock, snapshot: snapshot), outcomes: outcomes,
            lock: lock, snapshot: snapshot, options: PlanOptions(removalLimit: options.removalLimit))
        var sent: [String: MadeChange] = [:]
        var candidates: [RemovalPlanning.Candidate] = []
        for change in made.changes where change.action == .create {
            guard let candidate = candidate(change, &progress) else { continue }
            sent[change.id] = change
            candidates.append(candidate)
        }
        var references = References(snapshot, outcomes, to: Set(candidates.map(\.object.kind)))
        var result = RemovalPlanning.Result()
        for candidate in RemovalPlanning.ordered(candidates) {
            let referrers = references.referrers(of: candidate.object)
            if candidate.isProtected {
                progress.refusals.append(Refusal(address: candidate.address, reason: Self.protection))
            } else if !referrers.isEmpty {
                keep(candidate.address, referrers, &progress)
            } else {
                var change = planning.removal(candidate, references)
                change.warnings =
                    Attention.removal(of: candidate.object, applied: [:])
                    + Self.edits(sent[candidate.object.id], candidate.object)
                result.changes.append(change)
                if candidate.object.kind == .offer {
                    references.archive(candidate.object)
                } else {
                    references.forget(candidate.object, removedBy: candidate.address)
                }
            }
        }
        planning.checkLimit(&result)
        progress.refusals += result.refusals
        return result.changes
    }

    private static let protection =
        "it is protected; apply once without `protect: true`, or leave it out with `--exclude`"

    /// The object to remove; `nil` when there is nothing to remove.
    private func candidate(_ change: MadeChange, _ progress: inout Progress) -> RemovalPlanning.Candidate? {
        let kind = change.address.kind
        guard let object = snapshot.object(kind, id: change.id), !object.isArchivedOffer else {
            progress.unchanged[kind, default: 0] += 1
            return nil
        }
        let address = address(of: change)
        if isExcluded(address) {
            progress.skip(address, "it is left out")
            return nil
        }
        return RemovalPlanning.Candidate(
            address: address, object: object, manifest: nil,
            isProtected: change.isProtected || lock.isProtected(kind, id: object.id),
            reason: "run \(made.run) created it")
    }

    /// What refers to an object keeps it: an archived offer for good, anything else until somebody changes it.
    private func keep(
        _ address: ObjectAddress, _ referrers: [References.Referrer], _ progress: inout Progress
    ) {
        let shown =
            referrers.prefix(5).map(\.description).joined(separator: ", ")
            + (referrers.count > 5 ? " and \(referrers.count - 5) more" : "")
        if referrers.allSatisfy(\.isArchived) {
            progress.skip(
                address,
                "offers, which RedTrack's API can archive but not delete, refer to it: \(shown)")
        } else {
            progress.refusals.append(
                Refusal(
                    address: address,
                    reason:
                        "still referred to by \(shown); change or remove that first, or leave this out with"
                        + " `--exclude`"))
        }
    }

    /// What is lost with an object that somebody changed after it was made.
    private static func edits(_ change: MadeChange?, _ object: Snapshot.Object) -> [String] {
        guard let body = change?.body else { return [] }
        let edited = object.kind.fields.filter { field in
            field.isWritable && body[field.name] != nil
                && Fingerprint.of(field, in: body) != Fingerprint.of(field, in: object.record)
        }.map { "`\($0.manifestName)`" }
        return edited.isEmpty
            ? [] : ["it has been changed since it was created: \(edited.joined(separator: ", "))"]
    }
}
