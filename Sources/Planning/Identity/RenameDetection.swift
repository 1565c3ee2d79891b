import Diagnostics
import Feeds
import Manifests
import RedTrack

/// Recognises an object whose title was changed in the file although the title is its only name there.
///
/// The old title stands in the lock file and nowhere in the files, the new one is nowhere in the account. When all
/// else that is written of the new one is what the account has of the old one, and of no other, it is the same
/// object: a new title is an update, never a creation and a removal.
struct RenameDetection {
    let objects: [ManifestObject]
    let lock: LockIndex
    let snapshot: Snapshot

    /// The most comparisons that are made for one kind: beyond, so much is new and gone that nothing is recognised.
    static var comparisonLimit: Int { 250_000 }

    /// Finds the renamed objects of a kind.
    /// - Parameters:
    ///   - kind: the kind to look at.
    ///   - open: the objects of the files that nothing else has recognised.
    ///   - claimed: the ids of the kind that the files know already.
    ///   - matches: what was recognised so far; kinds that this one refers to are decided.
    /// - Returns: each renamed object, by its index in the files, with the object that it is.
    func renames(
        of kind: Kind, open: Set<Int>, claimed: Set<String>, _ matches: [Matching.Match]
    ) -> [(index: Int, object: Snapshot.Object)] {
        let written = open.filter { objects[$0].kind == kind }.sorted()
        if written.isEmpty { return [] }
        let gone = orphans(of: kind, claimed)
        if gone.isEmpty || gone.count > Self.comparisonLimit / written.count { return [] }
        let resolver = ReferenceResolver(objects, matches, lock: lock, snapshot)
        var fits: [(index: Int, orphan: Int)] = []
        for index in written {
            let fields = drafts(of: objects[index], resolver)
            if fields.isEmpty { continue }
            for (orphan, object) in gone.enumerated() where Self.fits(fields, object) {
                fits.append((index, orphan))
            }
        }
        return fits.filter { fit in
            fits.count { $0.index == fit.index } == 1 && fits.count { $0.orphan == fit.orphan } == 1
        }.map { ($0.index, gone[$0.orphan]) }
    }

    func orphans(of kind: Kind, _ claimed: Set<String>) -> [Snapshot.Object] {
        let mentioned = Set(objects.filter { $0.kind == kind }.map { ExactText($0.key) })
        var seen = claimed
        return lock.entries.compactMap { entry in
            guard entry.kind == kind, !mentioned.contains(ExactText(entry.key)),
                let object = snapshot.object(kind, id: entry.id), !object.isArchivedOffer,
                seen.insert(entry.id).inserted
            else { return nil }
            return object
        }
    }

    func drafts(
        of object: ManifestObject, _ resolver: ReferenceResolver
    ) -> [(description: FieldDescription, draft: Draft)] {
        var ignored: [Diagnostic] = []
        return object.fields.filter { $0.description.name != "title" }.map { field in
            (
                field.description,
                Draft(manifest: field.node, type: field.description.type) { kind, node in
                    resolver.resolve(kind, node, in: field.place.file, diagnostics: &ignored)
                }
            )
        }
    }

    static func fits(
        _ fields: [(description: FieldDescription, draft: Draft)], _ object: Snapshot.Object
    ) -> Bool {
        fields.allSatisfy { field in
            let type = field.description.type
            let before = object.record[field.description.name].map { Draft(wire: $0.value, type: type) }
            return Canonical(field.draft.merged(over: before, type: type), type: type)
                == Canonical(before, type: type)
        }
    }
}
