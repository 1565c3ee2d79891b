import Diagnostics
import Feeds
import Manifests
import RedTrack

/// What has to happen to one object that the files want to be there.
struct ObjectPlanning {
    let resolver: ReferenceResolver
    let lock: LockIndex
    let comparison: ValueComparison

    /// What was found out about one object.
    struct Outcome {
        let address: ObjectAddress
        /// The change, `nil` when the account has the object as the files say.
        var change: Change?
        /// What the lock file should say when there is no change.
        var settled: LockFile.Entry?
        /// The object's id; `nil` when it has to be created.
        let id: String?
        /// The fields as they will be in the account, by wire name.
        var after: [String: Draft] = [:]
        var notes: [String] = []
    }

    func outcome(
        for object: ManifestObject, _ match: Matching.Match, _ diagnostics: inout [Diagnostic]
    ) -> Outcome {
        var desired = object.fields.map { field in
            (
                description: field.description,
                draft: Draft(manifest: field.node, type: field.description.type) { kind, node in
                    resolver.resolve(kind, node, in: field.place.file, diagnostics: &diagnostics)
                }
            )
        }
        if let status = impliedStatus(object, match) {
            // In the place that the document gives it.
            let order = object.kind.fields.map(\.name)
            let place = order.firstIndex(of: "status") ?? order.count
            let index = desired.firstIndex { (order.firstIndex(of: $0.description.name) ?? 0) > place }
            desired.insert(status, at: index ?? desired.count)
        }
        guard let existing = match.object else {
            return creation(of: object, match, desired, &diagnostics)
        }
        return update(of: object, match.basis, existing, desired)
    }

    /// A new object is active unless the file says otherwise; an offer that comes back from the archive too.
    ///
    /// Without a status the server makes a campaign with status 0, which is none of the documented ones.
    private func impliedStatus(
        _ object: ManifestObject, _ match: Matching.Match
    ) -> (description: FieldDescription, draft: Draft)? {
        guard object.field("status") == nil,
            let field = object.kind.fields.first(where: { $0.name == "status" && $0.isWritable })
        else { return nil }
        if let existing = match.object {
            guard match.basis == .named, existing.isArchivedOffer else { return nil }
        }
        return (field, .scalar(.number("1")))
    }

    private func creation(
        of object: ManifestObject, _ match: Matching.Match,
        _ desired: [(description: FieldDescription, draft: Draft)], _ diagnostics: inout [Diagnostic]
    ) -> Outcome {
        let address = ObjectAddress(object.kind, object.key)
        for field in object.kind.fields where field.access == .required && !match.isUndecided {
            let draft = desired.first { $0.description.name == field.name }?.draft
            if case .scalar(.null)? = draft { continue }
            if Canonical(draft, type: field.type) == .absent {
                diagnostics.append(
                    Diagnostic(
                        .error, "plan.required",
                        "a new \(object.kind.rawValue) needs `\(field.manifestName)`, and \"\(object.key)\" is not in"
                            + " the account", at: object.place,
                        help: "add `\(field.manifestName)`, or correct the title if it exists already"))
            }
        }
        var members = desired.map { DraftMember($0.description.name, $0.draft) }
        members += object.extra.map { DraftMember($0.name, .scalar($0.node.value)) }
        let body = Draft.record(members)
        var reasons = ["in the files, not in the account"]
        if let id = match.lostID {
            reasons = ["in the files; the account no longer has \(id), which the lock file knows it by"]
        }
        let fields = desired.map { field in
            FieldChange(
                description: field.description, origin: .unknown,
                values: [
                    ValueChange(
                        path: field.description.manifestName, type: field.description.type, before: nil,
                        after: field.draft)
                ])
        }
        let change = Change(
            address: address, action: .create, id: nil, title: object.title ?? object.key,
            place: object.place,
            reasons: reasons, warnings: Attention.creation(of: object.kind),
            fields: fields + object.extra.compactMap { rawField($0, in: nil, nil).change },
            dependsOn: Set(body.pendingReferences).sorted(), before: nil, isProtected: object.isProtected,
            settledFingerprints: [:], body: body)
        return Outcome(
            address: address, change: change, settled: nil, id: nil,
            after: Dictionary(desired.map { ($0.description.name, $0.draft) }, uniquingKeysWith: { $1 }))
    }

    private func update(
        of object: ManifestObject, _ basis: Matching.Basis, _ existing: Snapshot.Object,
        _ desired: [(description: FieldDescription, draft: Draft)]
    ) -> Outcome {
        let address = ObjectAddress(object.kind, object.key)
        let applied = lock.entry(object.kind, id: existing.id, preferring: object.key)?.fingerprints ?? [:]
        var outcome = Outcome(address: address, id: existing.id)
        var fingerprints: [String: String] = [:]
        var fields: [FieldChange] = []
        var members: [DraftMember] = []
        for (description, draft) in desired {
            let before = existing.record[description.name].map {
                Draft(wire: $0.value, type: description.type)
            }
            let after = draft.merged(over: before, type: description.type)
            outcome.after[description.name] = after
            let new = Canonical(after, type: description.type)
            let old = Canonical(before, type: description.type)
            if new == old {
                fingerprints[description.name] = Fingerprint.of(new)
                continue
            }
            let origin = Self.origin(applied[description.name], before: old, after: new)
            let values = comparison.changes(
                description.manifestName, description.type, before: before, after: after)
            fields.append(FieldChange(description: description, origin: origin, values: values))
            members.append(DraftMember(description.name, after))
        }
        for member in object.extra {
            let field = rawField(member, in: existing.record, applied[member.name])
            if let change = field.change {
                fields.append(change)
                members.append(DraftMember(member.name, .scalar(member.node.value)))
            } else {
                fingerprints[member.name] = field.fingerprint
            }
        }
        if existing.isArchivedOffer, object.field("status") == nil, basis != .named {
            outcome.notes.append(
                "\(address) is archived in the account and stays so; write `status: active` to bring it back")
        }
        guard !fields.isEmpty else {
            outcome.settled = LockFile.Entry(
                kind: object.kind, key: object.key, id: existing.id, isProtected: object.isProtected,
                fingerprints: fingerprints)
            return outcome
        }
        let body = Draft.record(members)
        var reasons = Set(fields.map { Self.reason($0.origin) }).sorted()
        if basis == .named {
            reasons.append("recognised by its \(object.kind == .domain ? "URL or title" : "title")")
        }
        if basis == .renamed { reasons.append("recognised as renamed, since all else is the same") }
        outcome.change = Change(
            address: address, action: .update, id: existing.id, title: object.title ?? existing.title,
            place: object.place, reasons: reasons, warnings: Attention.update(of: object.kind, fields),
            fields: fields,
            dependsOn: Set(body.pendingReferences).sorted(), before: existing.record,
            isProtected: object.isProtected, settledFingerprints: fingerprints, body: body)
        return outcome
    }

    private static func origin(_ applied: String?, before: Canonical, after: Canonical) -> FieldChange.Origin
    {
        guard let applied else { return .unknown }
        if Fingerprint.of(before) == applied { return .file }
        return Fingerprint.of(after) == applied ? .account : .both
    }

    private static func reason(_ origin: FieldChange.Origin) -> String {
        origin == .unknown ? "the account differs from the file" : origin.rawValue
    }

    /// A raw field differs when its value does; what it means is not known.
    ///
    /// The server may keep such a field without ever listing it: then it is as the file says when that is what was
    /// last applied.
    private func rawField(
        _ member: Member, in record: Value?, _ applied: String?
    ) -> (change: FieldChange?, fingerprint: String) {
        let description = FieldDescription(member.name, .text)
        let before = record?[member.name].map { Draft.scalar($0.value) }
        let old = Canonical(before, type: .text)
        let new = Canonical(.scalar(member.node.value), type: .text)
        let fingerprint = Fingerprint.of(new)
        if record != nil, old == new || before == nil && applied == fingerprint { return (nil, fingerprint) }
        let change = FieldChange(
            description: description,
            origin: record == nil ? .unknown : Self.origin(applied, before: old, after: new),
            values: [
                ValueChange(path: member.name, type: .text, before: before, after: .scalar(member.node.value))
            ])
        return (change, fingerprint)
    }
}
