package import Diagnostics
import Feeds
package import Manifests
import RedTrack

/// What has to change in files that are there so that they say what the account holds. A value, made without I/O.
///
/// Files are edited where the account says something else. What was edited in a file and not yet applied stays, since
/// nobody else has it; what only the account has is added; what is gone from the account is taken out on request.
package struct ExportUpdate: Sendable {
    /// What of the account goes into the files.
    package struct Scope: Sendable {
        /// Only what the account changed since the last apply; nothing is added.
        package var isDriftOnly = false
        /// Whether the account also wins where a file was edited and not yet applied.
        package var overwrites = false
        /// Whether objects that are gone from the account are taken out of the files.
        package var removesMissing = false

        /// All that differs, with care.
        package init() {}
    }

    /// A value that a file keeps although the account has another one.
    package struct Kept: Sendable, Hashable {
        /// Whose value it is.
        package let address: ObjectAddress
        /// The field.
        package let field: String
        /// Where the file says it.
        package let place: SourcePlace
    }

    /// An object of the files that the account has no longer.
    package struct Gone: Sendable, Hashable {
        /// What it is called.
        package let address: ObjectAddress
        /// Where the file says it.
        package let place: SourcePlace
        /// Whether the file forbids removing it.
        package let isProtected: Bool
    }

    /// The edits of each file, in the order of the files.
    package private(set) var edits: [(file: String, edits: [ManifestEdit])] = []
    /// What only the account has.
    package private(set) var added: [ExportPlan.Entry] = []
    /// What the files keep.
    package private(set) var kept: [Kept] = []
    /// What is gone from the account.
    package private(set) var gone: [Gone] = []
    /// What somebody should know, in a fixed order.
    package let notes: [String]
    private var lock: LockFile
    private let oldLock: LockFile

    /// Compares files and account.
    /// - Parameters:
    ///   - planner: both sides.
    ///   - options: what of the account is wanted.
    ///   - scope: what of it goes into the files.
    /// - Throws: ``DiagnosticsError`` with everything in the files that the account contradicts.
    package init(
        _ planner: Planner, options: ExportOptions = ExportOptions(), scope: Scope = Scope()
    ) throws(DiagnosticsError) {
        let assessment = try planner.assess()
        let snapshot = planner.snapshot
        var known = LockFile(account: snapshot.account.id)
        oldLock = assessment.lock.lock
        var ids: [Kind: [String: Int]] = [:]
        for (index, match) in assessment.matching.matches.enumerated() {
            let object = assessment.objects[index]
            guard let id = match.object?.id else { continue }
            ids[object.kind, default: [:]][id] = index
            let entry = assessment.lock.entry(object.kind, id: id, preferring: object.key)
            known.set(
                LockFile.Entry(
                    kind: object.kind, key: object.key, id: id,
                    isProtected: object.isProtected || entry?.isProtected ?? false,
                    fingerprints: entry?.fingerprints ?? [:]))
        }
        for entry in oldLock.entries
        where ids[entry.kind]?[entry.id] == nil && known[entry.kind, entry.key] == nil {
            known.set(entry)
        }
        let plan = ExportPlan(snapshot, lock: known, options: options)
        notes = plan.notes
        lock = plan.lock
        var changes: [ObjectAddress: [FieldChange]] = [:]
        if scope.isDriftOnly {
            for object in try planner.drift().objects { changes[object.address] = object.fields }
        } else {
            for outcome in assessment.outcomes where outcome.change?.action == .update {
                changes[outcome.address] = outcome.change?.fields
            }
        }
        var byFile: [String: [ManifestEdit]] = [:]
        let manifests = Set(planner.manifest.files)
        for entry in plan.entries {
            guard let index = ids[entry.object.kind]?[entry.id] else {
                if !options.isForeign(entry.object.key) { added.append(entry) }
                continue
            }
            let object = planner.manifest.objects[index]
            // What a feed makes stands in no manifest.
            guard object.state == .present, manifests.contains(object.place.file) else { continue }
            let address = ObjectAddress(object.kind, object.key)
            let made = edit(
                object, to: entry.object, changes[address] ?? [], known[object.kind, object.key], scope)
            for edit in made { byFile[Self.file(of: edit, object), default: []].append(edit) }
        }
        if scope.isDriftOnly { added = [] }
        for (index, match) in assessment.matching.matches.enumerated() where match.object == nil {
            let object = planner.manifest.objects[index]
            guard object.state == .present, match.lostID != nil, !options.isPartial,
                manifests.contains(object.place.file)
            else { continue }
            let address = ObjectAddress(object.kind, object.key)
            gone.append(Gone(address: address, place: object.place, isProtected: object.isProtected))
            if scope.removesMissing, !object.isProtected {
                byFile[object.place.file, default: []].append(
                    ManifestEdit(object.kind, object.key, .removeObject))
            } else if let entry = oldLock[object.kind, object.key] {
                lock.set(entry)
            }
        }
        edits = byFile.keys.sorted().compactMap { file in byFile[file].map { (file, $0) } }
        for value in kept { restore(value.address, value.field) }
        if scope.isDriftOnly { lock = acceptedOnly(plan.lock) }
    }

    /// The lock file as it was, with what is accepted.
    private func acceptedOnly(_ new: LockFile) -> LockFile {
        var lock = oldLock
        for edit in edits.flatMap(\.edits) {
            guard var entry = lock[edit.kind, edit.key] else { continue }
            switch edit.change {
            case .removeObject:
                lock.remove(edit.kind, edit.key)
                continue
            case .set(let path, _), .remove(let path):
                guard let name = edit.kind.fields.first(where: { $0.manifestName == path[0] })?.name else {
                    continue
                }
                entry.fingerprints[name] = new[edit.kind, edit.key]?.fingerprints[name]
            case .setExtra(let members):
                for member in members {
                    entry.fingerprints[member.name] = Fingerprint.of(
                        Canonical(.scalar(member.node.value), type: .text))
                }
            case .add: continue
            }
            lock.set(entry)
        }
        return lock
    }

    /// The edits that bring an object of a file to what the account has.
    private mutating func edit(
        _ object: ManifestObject, to wanted: ManifestObject, _ changes: [FieldChange],
        _ entry: LockFile.Entry?,
        _ scope: Scope
    ) -> [ManifestEdit] {
        var edits: [ManifestEdit] = []
        var raw: Set<String> = []
        let address = ObjectAddress(object.kind, object.key)
        for change in changes {
            let name = change.description.name
            if (change.origin == .file || change.origin == .both) && !scope.overwrites {
                let place = object.field(name)?.place ?? object.place
                kept.append(Kept(address: address, field: change.description.manifestName, place: place))
            } else if object.extra.contains(where: { $0.name == name }) {
                raw.insert(name)
            } else if let value = wanted.field(name)?.node.value {
                edits.append(set(object, change.description, value))
            } else if object.field(name) != nil {
                edits.append(
                    ManifestEdit(object.kind, object.key, .remove(path: [change.description.manifestName])))
            }
        }
        if !raw.isEmpty || !wanted.extra.isEmpty {
            let extra = merged(object.extra, wanted.extra, changed: raw)
            if extra != object.extra { edits.append(ManifestEdit(object.kind, object.key, .setExtra(extra))) }
        }
        guard !scope.isDriftOnly, object.preset == nil else { return edits }
        let changed = Set(changes.map(\.description.name))
        for field in wanted.fields where object.field(field.description.name) == nil {
            let name = field.description.name
            guard !changed.contains(name), !isImplied(field), isNew(field, object, entry) else { continue }
            edits.append(set(object, field.description, field.node.value))
        }
        return edits
    }

    /// The file that an edit belongs to: an overlay may say a field of an object of another file.
    private static func file(of edit: ManifestEdit, _ object: ManifestObject) -> String {
        switch edit.change {
        case .set(let path, _), .remove(let path):
            object.fields.first { $0.description.manifestName == path[0] }?.place.file ?? object.place.file
        default: object.place.file
        }
    }

    private func set(_ object: ManifestObject, _ field: FieldDescription, _ value: Value) -> ManifestEdit {
        ManifestEdit(object.kind, object.key, .set(path: [field.manifestName], value))
    }

    /// Raw fields with the account's values where those changed, and those that the file has not.
    private func merged(_ old: [Member], _ new: [Member], changed: Set<String>) -> [Member] {
        var result = old.compactMap { member in
            changed.contains(member.name) ? new.first { $0.name == member.name } : member
        }
        result += new.filter { member in !old.contains { $0.name == member.name } }
        return result
    }

    /// Every object is active unless something says otherwise.
    private func isImplied(_ field: ManifestField) -> Bool {
        field.description.name == "status" && field.node.value.number == String(Status.active.rawValue)
    }

    /// Whether a field that a file does not say is new in the account: somebody may have taken it out of the file.
    private func isNew(_ field: ManifestField, _ object: ManifestObject, _ entry: LockFile.Entry?) -> Bool {
        guard let applied = entry?.fingerprints[field.description.name] else { return true }
        return lock[object.kind, object.key]?.fingerprints[field.description.name] != applied
    }

    // MARK: Lock file

    /// What the lock file should say once the files are written; of edits that were not made, named by their addresses,
    /// it knows what it knew before.
    package func lock(refused: [String]) -> LockFile {
        var result = self
        for (_, edits) in edits {
            for edit in edits where refused.contains(edit.address) {
                let address = ObjectAddress(edit.kind, edit.key)
                switch edit.change {
                case .set(let path, _), .remove(let path): result.restore(address, path[0])
                case .removeObject:
                    if let entry = oldLock[edit.kind, edit.key] { result.lock.set(entry) }
                case .add, .setExtra: continue
                }
            }
        }
        return result.lock
    }

    /// Leaves the fingerprint of a field as it was.
    private mutating func restore(_ address: ObjectAddress, _ field: String) {
        guard var entry = lock[address.kind, address.key],
            let name = address.kind.fields.first(where: { $0.manifestName == field })?.name
        else { return }
        entry.fingerprints[name] = oldLock[address.kind, address.key]?.fingerprints[name]
        lock.set(entry)
    }
}
