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

    /// What was found out about some objects of the files, in their order.
    func outcomes(
        for objects: [ManifestObject], _ matches: [Matching.Match], _ indices: [Int],
        _ diagnostics: inout [Diagnostic]
    ) -> [Outcome] {
        if indices.count >= 2 * Self.leastAtOnce {
            let found = Parallel.map(indices.count, least: Self.leastAtOnce) { range in
                var diagnostics: [Diagnostic] = []
                var shared = SharedReferences()
                let outcomes = indices[range].map {
                    outcome(for: objects[$0], matches[$0], &shared, &diagnostics)
                }
                return [(outcomes: outcomes, isClean: diagnostics.isEmpty)]
            }
            if found.allSatisfy(\.isClean) {
                var outcomes: [Outcome] = []
                outcomes.reserveCapacity(indices.count)
                for piece in found { outcomes += piece.outcomes }
                return outcomes
            }
        }
        // What is said of one object may depend on how much was said before.
        var shared = SharedReferences()
        return indices.map { outcome(for: objects[$0], matches[$0], &shared, &diagnostics) }
    }

    /// Fewer objects are not worth a thread.
    private static let leastAtOnce = 250

    private func outcome(
        for object: ManifestObject, _ match: Matching.Match, _ shared: inout SharedReferences,
        _ diagnostics: inout [Diagnostic]
    ) -> Outcome {
        let resolver = resolver
        let fields = object.fields
        var references: [Reference?] = []
        let desired = DesiredField.reading(fields, of: object.kind, status: impliesStatus(object, match)) {
            kind, node, file in
            let reference = resolver.resolve(kind, node, in: file, diagnostics: &diagnostics)
            references.append(reference)
            return reference
        }
        guard let existing = match.object else {
            return creation(of: object, match, desired, shared.shared(references), &diagnostics)
        }
        return update(of: object, match.basis, existing, desired)
    }

    /// A new object is active unless the file says otherwise; an offer that comes back from the archive too.
    ///
    /// Without a status the server makes a campaign with status 0, which is none of the documented ones.
    private func impliesStatus(_ object: ManifestObject, _ match: Matching.Match) -> Bool {
        guard let existing = match.object else { return true }
        return match.basis == .named && existing.isArchivedOffer
    }

    private func creation(
        of object: ManifestObject, _ match: Matching.Match, _ desired: [DesiredField],
        _ references: [Reference?], _ diagnostics: inout [Diagnostic]
    ) -> Outcome {
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
        var reasons = Self.isNew
        if let id = match.lostID {
            reasons = ["in the files; the account no longer has \(id), which the lock file knows it by"]
        }
        return Outcome(
            creating: Change(
                creating: CreatedObject(object, references: references, reasons: reasons)))
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
