package import Diagnostics
import Feeds
package import Manifests
import RedTrack

/// A lock file that is made anew from what the files say and what the account holds, for when the old one is lost,
/// damaged, or in conflict after a merge.
///
/// An object is recognised by its `id:`, by a line of the old file whose id the account still has and no other line
/// contradicts, or by a unique exact title. Whatever is left open is an error with the candidates.
package struct LockRebuild: Sendable {
    /// The new lock file.
    package let lock: LockFile
    /// What changed, a line each, ordered by kind and key: `+`, `-` or `~`.
    package let changes: [String]
    /// How many objects of the files the account does not have: a plan would create them.
    package let unmatched: Int

    /// Makes a lock file.
    /// - Parameters:
    ///   - objects: what the files say.
    ///   - lines: the lines of the old lock file that can be read, several for one object when a merge left them.
    ///   - snapshot: the whole account.
    /// - Throws: ``/Diagnostics/DiagnosticsError`` with every object that could be more than one of the account's.
    package init(
        _ objects: [ManifestObject], lines: [LockFile.Entry], _ snapshot: Snapshot
    ) throws(DiagnosticsError) {
        let old = OldLines(lines, snapshot)
        let index = LockIndex(old.trusted)
        let matching = Matching(objects, lock: index, snapshot: snapshot)
        var diagnostics = matching.diagnostics
        for (object, match) in zip(objects, matching.matches) where match.object == nil && !match.isUndecided
        {
            if let ids = old.disputed[ObjectAddress(object.kind, object.key)] {
                diagnostics.append(Self.dispute(object, ids))
            }
        }
        if diagnostics.contains(where: { $0.severity == .error }) { throw DiagnosticsError(diagnostics) }

        let resolver = ReferenceResolver(objects, matching.matches, lock: index, snapshot)
        var lock = LockFile(account: snapshot.account.id)
        var basis: [ObjectAddress: Matching.Basis] = [:]
        for (object, match) in zip(objects, matching.matches) {
            guard let known = match.object else { continue }
            basis[ObjectAddress(object.kind, object.key)] = match.basis
            lock.set(
                LockFile.Entry(
                    kind: object.kind, key: object.key, id: known.id, isProtected: object.isProtected,
                    fingerprints: old.fingerprints(known)
                        .merging(Self.agreed(object, known, resolver)) { $1 }))
        }
        // What is gone from the files stays known: it may be protected, and may have to be removed.
        for entry in old.trusted.entries where lock[entry.kind, entry.key] == nil {
            guard matching.claimed[entry.kind]?.contains(entry.id) != true else { continue }
            lock.set(entry)
        }
        self.lock = lock
        changes = Self.changes(from: lines, to: lock, basis, snapshot)
        unmatched = zip(objects, matching.matches).count { $0.state == .present && $1.object == nil }
    }

    /// The fields in which file and account agree: that is as good as having applied them.
    private static func agreed(
        _ object: ManifestObject, _ known: Snapshot.Object, _ resolver: ReferenceResolver
    ) -> [String: String] {
        var ignored: [Diagnostic] = []
        var result: [String: String] = [:]
        for field in object.fields {
            let type = field.description.type
            let draft = Draft(manifest: field.node, type: type) { kind, node in
                resolver.resolve(kind, node, in: field.place.file, diagnostics: &ignored)
            }
            let before = known.record[field.description.name].map { Draft(wire: $0.value, type: type) }
            let held = Canonical(before, type: type)
            if Canonical(draft.merged(over: before, type: type), type: type) == held {
                result[field.description.name] = Fingerprint.of(held)
            }
        }
        return result
    }

    private static func dispute(_ object: ManifestObject, _ ids: [String]) -> Diagnostic {
        Diagnostic(
            .error, "lock.disputed",
            "the lock file knows \(object.kind.rawValue) \"\(object.key)\" by \(ids.count) ids, and the account has"
                + " them all: \(ids.joined(separator: ", "))",
            at: object.place, help: "say which one it is: write `id:` with one of these ids")
    }

    // MARK: Showing

    private static func changes(
        from lines: [LockFile.Entry], to lock: LockFile, _ basis: [ObjectAddress: Matching.Basis],
        _ snapshot: Snapshot
    ) -> [String] {
        let before = Dictionary(grouping: lines) { ObjectAddress($0.kind, $0.key) }
        let after = Dictionary(
            lock.entries.map { (ObjectAddress($0.kind, $0.key), $0) }, uniquingKeysWith: { first, _ in first }
        )
        return Set(before.keys).union(after.keys).sorted().compactMap { address in
            let old = before[address] ?? []
            let ids = Set(old.map(\.id)).sorted()
            guard let new = after[address] else {
                let isGone = ids.allSatisfy { snapshot.object(address.kind, id: $0) == nil }
                let reason = isGone ? "the account no longer has it" : "it is known by another name now"
                return "- \(address)  \(ids.joined(separator: ", ")): \(reason)"
            }
            if old.isEmpty { return "+ \(address)  \(new.id): \(reason(basis[address]))" }
            if ids != [new.id] {
                return "~ \(address)  \(ids.joined(separator: ", ")) -> \(new.id): \(reason(basis[address]))"
            }
            if old.count > 1 { return "~ \(address)  \(new.id): one line instead of \(old.count)" }
            let first = old[0]
            if first.isProtected != new.isProtected {
                return "~ \(address)  \(new.id): \(new.isProtected ? "protected" : "no longer protected")"
            }
            return first.fingerprints == new.fingerprints ? nil : "~ \(address)  \(new.id): fingerprints"
        }
    }

    private static func reason(_ basis: Matching.Basis?) -> String {
        switch basis {
        case .pinned: "by its `id:`"
        case .named: "by its name"
        case .renamed: "by all but its title"
        case .locked, .new, nil: "by the lock file"
        }
    }
}

/// The lines of an old lock file, as far as they can be trusted.
private struct OldLines {
    /// The lines whose id the account has, and that no other one contradicts.
    private(set) var trusted: LockFile
    /// The ids of lines that contradict each other, where the account has several of them.
    private(set) var disputed: [ObjectAddress: [String]] = [:]
    private let byID: [Kind: [String: [LockFile.Entry]]]

    init(_ lines: [LockFile.Entry], _ snapshot: Snapshot) {
        trusted = LockFile(account: snapshot.account.id)
        byID = Dictionary(grouping: lines, by: \.kind).mapValues { Dictionary(grouping: $0, by: \.id) }
        for (address, lines) in Dictionary(grouping: lines, by: { ObjectAddress($0.kind, $0.key) }) {
            let ids = Set(lines.map(\.id)).filter { snapshot.object(address.kind, id: $0) != nil }.sorted()
            guard let id = ids.first else { continue }
            guard ids.count == 1 else {
                disputed[address] = ids
                continue
            }
            let ofID = lines.filter { $0.id == id }
            trusted.set(
                LockFile.Entry(
                    kind: address.kind, key: address.key, id: id,
                    isProtected: ofID.contains(where: \.isProtected), fingerprints: Self.common(ofID)))
        }
    }

    /// What all lines of an object agree on.
    func fingerprints(_ object: Snapshot.Object) -> [String: String] {
        Self.common(byID[object.kind]?[object.id] ?? [])
    }

    private static func common(_ lines: [LockFile.Entry]) -> [String: String] {
        guard let first = lines.first else { return [:] }
        return first.fingerprints.filter { name, fingerprint in
            lines.allSatisfy { $0.fingerprints[name] == nil || $0.fingerprints[name] == fingerprint }
        }
    }
}
