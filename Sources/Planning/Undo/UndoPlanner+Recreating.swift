import Feeds
import Manifests
import RedTrack

extension UndoPlanner {
    /// Makes an object again that the run deleted.
    func recreate(_ change: MadeChange, _ progress: inout Progress) {
        let (kind, address) = (change.address.kind, change.address)
        // A deletion of which nobody knew whether it arrived, and which did not.
        if snapshot.object(kind, id: change.id) != nil {
            progress.unchanged[kind, default: 0] += 1
            return
        }
        if isExcluded(address) { return progress.skip(address, "it is left out") }
        guard let before = change.before else {
            return progress.skip(address, "the journal does not say what it was like")
        }
        if let entry = lock[kind, address.key], snapshot.object(kind, id: entry.id) != nil {
            progress.unchanged[kind, default: 0] += 1
            return
        }
        if isMadeAgain(change, before, &progress) { return }
        guard let members = members(change, before, &progress) else { return }
        let body = Draft.record(members.map { DraftMember($0.field.name, $0.draft) })
        let create = Change(
            address: address, action: .create, id: nil, title: change.title, place: nil,
            reasons: ["run \(made.run) deleted it (it was \(change.id))"],
            warnings: Attention.recreation(of: kind, before) + Attention.creation(of: kind), fields: nil,
            dependsOn: Set(body.pendingReferences).sorted(), before: nil, isProtected: change.isProtected,
            settledFingerprints: [:], body: body)
        progress.recreated[kind, default: [:]][change.id] = address
        progress.outcomes.append(
            ObjectPlanning.Outcome(creating: create))
    }

    /// Whether somebody has made an object of the same name since: then a second one is nothing to make unseen.
    private func isMadeAgain(_ change: MadeChange, _ before: Value, _ progress: inout Progress) -> Bool {
        let kind = change.address.kind
        let url = before["url"]?.value.string
        let named =
            kind == .domain && url != nil
            ? snapshot.domains(url: url ?? "") : snapshot.objects(kind, titled: change.title)
        guard let sent = change.sentAt.secondsSinceEpoch else { return false }
        let own = Set(made.changes.filter { $0.action == .create && $0.address.kind == kind }.map(\.id))
        let newer = named.filter { object in
            // What the run itself made goes.
            if own.contains(object.id) { return false }
            let created = object.record["created_at"]?.value.string.map { Timestamp(rawValue: $0) }
            return (created?.secondsSinceEpoch).map { $0 > sent } ?? false
        }
        if newer.isEmpty { return false }
        let ids = newer.map(\.id).sorted { ExactText($0) < ExactText($1) }.joined(separator: ", ")
        switch side(for: change.address) {
        case .before?: return false
        case .account?:
            progress.skip(
                change.address, "somebody has made one of the same name since (\(ids)), which stays")
        case nil:
            progress.refusals.append(
                Refusal(
                    address: change.address,
                    reason:
                        "somebody has made one of the same name since: \(ids); say `--take before` to make it again"
                        + " all the same, or `--take account` to leave it"))
        }
        return true
    }

    /// The fields of an object that is made again; `nil` when it cannot be made, which is noted.
    private func members(
        _ change: MadeChange, _ before: Value, _ progress: inout Progress
    ) -> [(field: FieldDescription, draft: Draft)]? {
        let kind = change.address.kind
        var missing: [(kind: Kind, id: String)] = []
        var members: [(field: FieldDescription, draft: Draft)] = []
        for field in kind.fields where field.isWritable {
            let old = before[field.name].map { Draft(wire: $0.value, type: field.type) }
            let draft = old?.relinked(field.type, { link($0, $1, progress) }, missing: &missing)
            if let draft, Canonical(draft, type: field.type) != .absent {
                members.append((field, draft))
            } else if field.access == .required {
                progress.skip(
                    change.address, "it had no `\(field.manifestName)`, and cannot be made without it")
                return nil
            }
        }
        guard missing.isEmpty else {
            progress.skip(change.address, "it referred to \(names(missing)), which the account no longer has")
            return nil
        }
        let raw = (before.members ?? []).filter { member in
            member.node.value != .null && !kind.fields.contains { $0.name == member.name }
        }
        if !raw.isEmpty {
            let names = raw.map { "`\($0.name)`" }.joined(separator: ", ")
            progress.notes.append(
                "\(change.address) is made again without fields that the API document does not know: \(names)"
            )
        }
        return members
    }
}
