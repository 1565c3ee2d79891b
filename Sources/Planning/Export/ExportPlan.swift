import Feeds
package import Manifests
package import RedTrack

/// The files that say what an account holds, before they are text: their objects, what the lock file knows of them, and
/// what somebody should know. A value, made without I/O; the same account gives the same plan.
package struct ExportPlan: Sendable {
    /// One object of the account, as files say it.
    package struct Entry: Sendable {
        /// The object's id.
        package let id: String
        /// What files say of it.
        package let object: ManifestObject
    }

    /// The objects, by kind and then by key.
    package let entries: [Entry]
    /// The lock file for these objects.
    package let lock: LockFile
    /// What is left out, or in although nobody asked for it, in a fixed order.
    package var notes: [String] { chosen + dangling + leftOut }
    /// Which objects are there although nobody chose them, or not there although somebody did.
    let chosen: [String]
    /// The references that lead nowhere.
    let dangling: [String]
    /// The fields that files cannot say.
    let leftOut: [String]

    /// What files say of the objects, by kind and then by key.
    package var objects: [ManifestObject] { entries.map(\.object) }

    /// How many objects of a kind there are.
    package func count(_ kind: Kind) -> Int { entries.count { $0.object.kind == kind } }

    /// Plans an export.
    /// - Parameters:
    ///   - snapshot: the whole account.
    ///   - lock: what is known of it already; objects keep their keys and their protection.
    ///   - options: what of it is wanted.
    package init(_ snapshot: Snapshot, lock: LockFile, options: ExportOptions = ExportOptions()) {
        let index = LockIndex(lock)
        let keys = ExportKeys(snapshot, index)
        let selection = ExportSelection(snapshot, keys, options)
        var objects = ExportObjects(
            keys: keys, snapshot: snapshot, keepsUnknownFields: options.keepsUnknownFields)
        var entries: [Entry] = []
        var check = ReadBack()
        for kind in Kind.allCases {
            var ofKind: [Entry] = []
            for object in snapshot.objects[kind] ?? [] where selection.contains(object) {
                ofKind.append(Entry(id: object.id, object: objects.manifestObject(object)))
            }
            ofKind.sort { ExactText($0.object.key) < ExactText($1.object.key) }
            entries += zip(ofKind, check.sound(ofKind.map(\.object))).map { Entry(id: $0.id, object: $1) }
        }
        self.entries = entries
        chosen = selection.notes
        dangling = objects.notes.sorted { ExactText($0) < ExactText($1) }
        leftOut = check.notes.sorted { ExactText($0) < ExactText($1) }
        self.lock = Self.lock(entries, snapshot, lock, index, options)
    }

    /// What the lock file should say: of each exported object what the account holds now, so that the next plan can
    /// tell who changed what.
    ///
    /// After a part of an account has been exported the lock file knows that part alone, since it would take all others
    /// for gone from the files; it still knows what must not be removed.
    private static func lock(
        _ entries: [Entry], _ snapshot: Snapshot, _ old: LockFile, _ index: LockIndex,
        _ options: ExportOptions
    ) -> LockFile {
        var lock = LockFile(account: snapshot.account.id)
        let exported = Dictionary(grouping: entries, by: \.object.kind).mapValues { Set($0.map(\.id)) }
        for entry in old.entries where exported[entry.kind]?.contains(entry.id) != true {
            guard snapshot.object(entry.kind, id: entry.id) != nil else { continue }
            let isKept = !options.isPartial || entry.isProtected || options.isForeign(entry.key)
            if isKept { lock.set(entry) }
        }
        for entry in entries {
            let object = entry.object
            guard let record = snapshot.object(object.kind, id: entry.id)?.record else { continue }
            var fingerprints: [String: String] = [:]
            for field in object.fields {
                fingerprints[field.description.name] = Fingerprint.of(field.description, in: record)
            }
            for member in object.extra {
                fingerprints[member.name] = Fingerprint.of(Canonical(.scalar(member.node.value), type: .text))
            }
            lock.set(
                LockFile.Entry(
                    kind: object.kind, key: object.key, id: entry.id,
                    isProtected: index.isProtected(object.kind, id: entry.id), fingerprints: fingerprints))
        }
        return lock
    }
}
