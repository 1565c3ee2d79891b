import Diagnostics
import Feeds
import Manifests
import RedTrack

extension ObjectPlanning {
    /// What an update is made of, field by field.
    private struct Update {
        var fingerprints: [String: String] = [:]
        var fields: [FieldChange] = []
        var members: [DraftMember] = []
        var kept: [FieldChange] = []

        /// Takes a difference up; `false` when the account's value is kept.
        @discardableResult
        mutating func add(_ change: FieldChange, sending draft: Draft, _ side: Take.Side?) -> Bool {
            // Who says "take the account's" does not want its edits undone, whether the file changed as well or not.
            if side == .account, change.origin == .account || change.origin == .both {
                kept.append(change)
                return false
            }
            fields.append(change)
            members.append(DraftMember(change.description.name, draft))
            return true
        }
    }

    func update(
        of object: ManifestObject, _ basis: Matching.Basis, _ existing: Snapshot.Object,
        _ desired: [DesiredField]
    ) -> Outcome {
        let address = ObjectAddress(object.kind, object.key)
        let applied = lock.entry(object.kind, id: existing.id, preferring: object.key)?.fingerprints ?? [:]
        let side = takes.isEmpty ? nil : Take.side(for: address, in: takes)
        var update = Update()
        var updated = FieldDrafts()
        for field in desired {
            let (description, draft) = (field.description, field.draft)
            let value = existing.record[description.name]?.value
            // Only the lock file asks for the fingerprints of such fields, after an apply.
            if resolver.isOfFolder, let value, draft.isWritten(as: value, description.type) {
                updated[description.name] = draft
                continue
            }
            let before = value.map { Draft(wire: $0, type: description.type) }
            let after = draft.merged(over: before, type: description.type)
            updated[description.name] = after
            let new = Canonical(after, type: description.type)
            let old = Canonical(before, type: description.type)
            if new == old {
                if !resolver.isOfFolder { update.fingerprints[description.name] = Fingerprint.of(new) }
                continue
            }
            let change = FieldChange(
                description: description,
                origin: Self.origin(applied[description.name], before: old, after: new),
                values: comparison.changes(
                    description.manifestName, description.type, before: before, after: after))
            if !update.add(change, sending: after, side) { updated[description.name] = before }
        }
        for member in object.extra {
            let field = rawField(member, in: existing.record, applied[member.name])
            if let change = field.change {
                update.add(change, sending: .scalar(member.node.value), side)
            } else {
                update.fingerprints[member.name] = field.fingerprint
            }
        }
        let notes = notes(on: address, object, basis, existing, kept: update.kept)
        let kept = update.kept.map { KeptField(address: address, field: $0.description.manifestName) }
        guard !update.fields.isEmpty else {
            let settled = LockFile.Entry(
                kind: object.kind, key: object.key, id: existing.id, isProtected: object.isProtected,
                fingerprints: update.fingerprints)
            return Outcome(
                address: address, id: existing.id, settled: settled, updated: updated, notes: notes,
                kept: kept)
        }
        return Outcome(
            address: address, id: existing.id, change: change(of: object, basis, existing, update),
            updated: updated, notes: notes, refusal: side == nil ? conflict(at: address, update.fields) : nil,
            kept: kept)
    }

    private func change(
        of object: ManifestObject, _ basis: Matching.Basis, _ existing: Snapshot.Object, _ update: Update
    ) -> Change {
        let body = Draft.record(update.members)
        var reasons = Set(update.fields.map { Self.reason($0.origin) }).sorted()
        if basis == .named {
            reasons.append("recognised by its \(object.kind == .domain ? "URL or title" : "title")")
        }
        if basis == .renamed { reasons.append("recognised as renamed, since all else is the same") }
        return Change(
            address: ObjectAddress(object.kind, object.key), action: .update, id: existing.id,
            title: object.title ?? existing.title, place: object.place, reasons: reasons,
            warnings: Attention.update(of: object.kind, update.fields), fields: update.fields,
            dependsOn: Set(body.pendingReferences).sorted(), before: existing.record,
            isProtected: object.isProtected, settledFingerprints: update.fingerprints, body: body)
    }

    private func notes(
        on address: ObjectAddress, _ object: ManifestObject, _ basis: Matching.Basis,
        _ existing: Snapshot.Object, kept: [FieldChange]
    ) -> [String] {
        var notes: [String] = []
        if existing.isArchivedOffer, object.field("status") == nil, basis != .named {
            notes.append(
                "\(address) is archived in the account and stays so; write `status: active` to bring it back")
        }
        if !kept.isEmpty {
            let names = kept.map { "`\($0.description.manifestName)`" }.joined(separator: ", ")
            notes.append(
                "\(address) keeps what the account has in \(names); `waybill drift --accept` writes it into the file"
            )
        }
        return notes
    }

    /// Neither side may be overwritten unseen when both were edited.
    private func conflict(at address: ObjectAddress, _ fields: [FieldChange]) -> Refusal? {
        let values = fields.filter { $0.origin == .both }.flatMap(\.values)
        guard !values.isEmpty else { return nil }
        let text = ValueText(name: comparison.name)
        let shown = values.prefix(3).map { value in
            "`\(value.path)` (file: \(Self.short(text.text(value.type, value.after))),"
                + " account: \(Self.short(text.text(value.type, value.before))))"
        }.joined(separator: ", ")
        let more = values.count > 3 ? " and \(values.count - 3) more" : ""
        return Refusal(
            address: address,
            reason:
                "edited in the file and in the account since the last apply: \(shown)\(more); write what is meant"
                + " into the file, or say `--take file` or `--take account`")
    }

    private static func short(_ text: String) -> String {
        text.unicodeScalars.count <= 80 ? text : String(text.unicodeScalars.prefix(77)) + "..."
    }

    /// Who changed a field, told from what was last applied.
    static func origin(_ applied: String?, before: Canonical, after: Canonical) -> FieldChange.Origin {
        guard let applied else { return .unknown }
        if Fingerprint.of(before) == applied { return .file }
        return Fingerprint.of(after) == applied ? .account : .both
    }

    private static func reason(_ origin: FieldChange.Origin) -> String {
        origin == .unknown ? "the account differs from the file" : origin.rawValue
    }
}
