import Diagnostics
import Feeds
import Manifests
import RedTrack

/// What has to happen to one object that the files want to be there.
struct ObjectPlanning: Sendable {
    let resolver: ReferenceResolver
    let lock: LockIndex
    let comparison: ValueComparison
    var takes: [Take] = []

    /// What was found out about one object.
    struct Outcome: Sendable {
        let address: ObjectAddress
        /// The change, `nil` when the account has the object as the files say.
        var change: Change?
        /// What the lock file should say when there is no change.
        var settled: LockFile.Entry?
        /// The object's id; `nil` when it has to be created.
        let id: String?
        /// The fields of an object that the account has as they will be there, by wire name.
        var updated = FieldDrafts()
        /// The fields as they will be in the account, by wire name.
        var after: FieldDrafts {
            guard let change, change.action == .create, case .record(let members) = change.body else {
                return updated
            }
            return FieldDrafts(members)
        }
        var notes: [String] = []
        /// Why the change must not be made as it stands.
        var refusal: Refusal?
        /// The fields that keep what the account has although the file says something else.
        var kept: [KeptField] = []
    }

    /// What was found out about some objects of the files, in their order.
    func outcomes(
        for objects: [ManifestObject], _ matches: [Matching.Match], _ indices: [Int],
        _ diagnostics: inout [Diagnostic]
    ) -> [Outcome] {
        if indices.count >= 2 * Self.leastAtOnce {
            let found = Parallel.map(indices.count, least: Self.leastAtOnce) { range in
                var diagnostics: [Diagnostic] = []
                let outcomes = indices[range].map { outcome(for: objects[$0], matches[$0], &diagnostics) }
                return [(outcomes: outcomes, isClean: diagnostics.isEmpty)]
            }
            if found.allSatisfy(\.isClean) { return found.flatMap(\.outcomes) }
        }
        // What is said of one object may depend on how much was said before.
        return indices.map { outcome(for: objects[$0], matches[$0], &diagnostics) }
    }

    /// Fewer objects are not worth a thread.
    private static let leastAtOnce = 250

    func outcome(
        for object: ManifestObject, _ match: Matching.Match, _ diagnostics: inout [Diagnostic]
    ) -> Outcome {
        let resolver = resolver
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
        var reasons = Self.isNew
        if let id = match.lostID {
            reasons = ["in the files; the account no longer has \(id), which the lock file knows it by"]
        }
        let change = Change(
            address: address, action: .create, id: nil, title: object.title ?? object.key,
            place: object.place,
            reasons: reasons, warnings: Attention.creation(of: object.kind), fields: nil,
            dependsOn: Set(body.pendingReferences).sorted(), before: nil, isProtected: object.isProtected,
            settledFingerprints: [:], body: body)
        return Outcome(address: address, change: change, settled: nil, id: nil)
    }

    /// Said of a million objects, kept once.
    private static let isNew = ["in the files, not in the account"]

    /// A raw field differs when its value does; what it means is not known.
    ///
    /// The server may keep such a field without ever listing it: then it is as the file says when that is what was
    /// last applied.
    func rawField(
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
