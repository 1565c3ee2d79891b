import Feeds
import Manifests
import RedTrack

extension UndoPlanner {
    /// What becomes of the fields of one object.
    private struct Reversal {
        var fields: [FieldChange] = []
        var members: [DraftMember] = []
        /// The values that somebody changed since: what they would become, and what they are.
        var conflicts: [ValueChange] = []
        var warnings: [String] = []
    }

    /// Brings the fields back that the run sent.
    func revert(_ change: MadeChange, _ progress: inout Progress) {
        let kind = change.address.kind
        let address = address(of: change)
        if isExcluded(address) { return progress.skip(address, "it is left out") }
        guard let object = snapshot.object(kind, id: change.id) else {
            return progress.skip(address, "the account no longer has it (\(change.id))")
        }
        guard let before = change.before else {
            return progress.skip(address, "the journal does not say what it was like")
        }
        var reversal = Reversal()
        var outcome = ObjectPlanning.Outcome(address: address, id: object.id)
        for member in change.body.members ?? [] {
            let known = kind.fields.first { $0.name == member.name }
            if let known, !known.isWritable { continue }
            let field = known ?? FieldDescription(member.name, .text)
            if let after = revert(
                field, isRaw: known == nil, member.node.value, before, object, address,
                &reversal, &progress)
            {
                outcome.updated[field.name] = after
            }
        }
        if !reversal.conflicts.isEmpty {
            progress.refusals.append(Refusal(address: address, reason: conflict(reversal.conflicts)))
        }
        guard !reversal.fields.isEmpty else {
            if reversal.conflicts.isEmpty { progress.unchanged[kind, default: 0] += 1 }
            return
        }
        let body = Draft.record(reversal.members)
        let verb = change.action == .archive ? "archived" : "changed"
        outcome.change = Change(
            address: address, action: .update, id: object.id, title: object.title, place: nil,
            reasons: ["run \(made.run) \(verb) it"],
            warnings: Attention.update(of: kind, reversal.fields) + reversal.warnings,
            fields: reversal.fields, dependsOn: Set(body.pendingReferences).sorted(), before: object.record,
            isProtected: lock.isProtected(kind, id: object.id), settledFingerprints: [:], body: body)
        progress.outcomes.append(outcome)
    }

    /// Brings one field back.
    /// - Returns: its value afterwards; `nil` when it stays as it is.
    private func revert(
        _ field: FieldDescription, isRaw: Bool, _ sent: Value, _ before: Value, _ object: Snapshot.Object,
        _ address: ObjectAddress, _ reversal: inout Reversal, _ progress: inout Progress
    ) -> Draft? {
        func draft(_ value: Value?) -> Draft? {
            value.map { isRaw ? .scalar($0) : Draft(wire: $0, type: field.type) }
        }
        func relinked(_ draft: Draft?, _ missing: inout [(kind: Kind, id: String)]) -> Draft? {
            isRaw ? draft : draft?.relinked(field.type, { link($0, $1, progress) }, missing: &missing)
        }
        var missing: [(kind: Kind, id: String)] = []
        let now = draft(object.record[field.name]?.value)
        var wanted = relinked(draft(before[field.name]?.value), &missing)
        let isStatus = field.name == "status" && !isRaw
        // 0 stands for a status that was never sent, and is no status that can be.
        let isUnset = isStatus && Canonical(wanted, type: field.type) == .absent
        if isUnset { wanted = .scalar(.number("\(Status.active.rawValue)")) }
        let current = Canonical(now, type: field.type)
        if current == Canonical(wanted, type: field.type) { return nil }
        guard missing.isEmpty else {
            progress.skip(
                address,
                "`\(field.manifestName)` referred to \(names(missing)), which the account no longer has")
            return nil
        }
        var ignored: [(kind: Kind, id: String)] = []
        let isUntouched =
            current == Canonical(draft(sent), type: field.type)
            || current == Canonical(relinked(draft(sent), &ignored), type: field.type)
        let values = ValueComparison(name: ObjectNames(lock, snapshot).name).changes(
            field.manifestName, field.type, before: now, after: wanted)
        if !isUntouched {
            switch side(for: address) {
            case .before?: break
            case .account?:
                progress.skip(
                    address, "`\(field.manifestName)` was changed since, and keeps what the account has")
                return nil
            case nil:
                reversal.conflicts += values
                return nil
            }
        }
        let value = isRaw ? wanted : Draft.restoring(wanted, over: now, field)
        guard let value else {
            progress.skip(address, "`\(field.manifestName)` had no value, and no request can clear it")
            return nil
        }
        if isUnset {
            reversal.warnings.append("its status was 0, which cannot be sent: it becomes active")
        }
        reversal.fields.append(
            FieldChange(
                description: field, origin: isUntouched ? .unknown : .account, values: values))
        reversal.members.append(DraftMember(field.name, value))
        return value
    }

    private func conflict(_ values: [ValueChange]) -> String {
        let text = ValueText(name: ObjectNames(lock, snapshot).name)
        let shown = values.prefix(3).map { value in
            "`\(value.path)` (before the run: \(Self.short(text.text(value.type, value.after))),"
                + " account: \(Self.short(text.text(value.type, value.before))))"
        }.joined(separator: ", ")
        let more = values.count > 3 ? " and \(values.count - 3) more" : ""
        return
            "changed since the run: \(shown)\(more); say `--take before` or `--take account`, or leave the object out"
            + " with `--exclude`"
    }

    private static func short(_ text: String) -> String {
        text.unicodeScalars.count <= 80 ? text : String(text.unicodeScalars.prefix(77)) + "..."
    }
}
