import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import TestSupport
import Testing

/// Who edited what, for generated accounts: each field of each kind is edited on one side, on the other, and on both.
@Suite struct DriftPropertyTests {
    /// An applied account: its files, its objects and a lock file that knows all of it.
    private struct Applied {
        let files: [ManifestObject]
        let objects: [Snapshot.Object]
        let lock: LockFile

        init(seed: UInt64) throws {
            let account = RandomAccount(seed: seed, objectsOfKind: 2)
            files = Export.files(account).map { file in
                var file = file
                file.id = nil
                return file
            }
            objects = try account.objects.map { try Fixture.object($0.kind, $0.record) }
            var lock = LockFile()
            for object in account.objects {
                var fingerprints: [String: String] = [:]
                for field in object.kind.fields where field.isWritable && object.record[field.name] != nil {
                    fingerprints[field.name] = Fingerprint.of(field, in: object.record)
                }
                lock.set(
                    LockFile.Entry(
                        kind: object.kind, key: "key of \(object.id)", id: object.id,
                        fingerprints: fingerprints))
            }
            self.lock = lock
        }

        /// The objects of the account with one field as a file would have it.
        func objects(with edit: SingleEdit, at index: Int) throws -> [Snapshot.Object] {
            let draft = Draft(manifest: edit.field.node, type: edit.field.description.type) { _, node in
                node.value.string.map { .existing(id: String($0.dropFirst("key of ".count))) }
            }
            let value = try #require(draft.wireValue { _ in nil })
            let name = edit.field.description.name
            let members = (objects[index].record.members ?? []).map {
                $0.name == name ? Member(name, value) : $0
            }
            var objects = objects
            objects[index] = try Fixture.object(objects[index].kind, .map(members))
            return objects
        }

        func files(with edit: SingleEdit, at index: Int) -> [ManifestObject] {
            var files = files
            files[index].fields = files[index].fields.map {
                $0.description.name == edit.field.description.name ? edit.field : $0
            }
            return files
        }

        func planner(_ files: [ManifestObject]?, _ objects: [Snapshot.Object]?, _ takes: [Take] = []) throws
            -> Planner
        {
            var options = PlanOptions()
            options.takes = takes
            return Planner(
                manifest: Manifest(objects: files ?? self.files), lock: lock,
                snapshot: try Fixture.snapshot(objects ?? self.objects), options: options)
        }
    }

    @Test(arguments: PlanPropertyTests.seeds)
    func `each edit is told from the side that made it, and no other`(seed: UInt64) throws {
        let applied = try Applied(seed: seed)
        #expect(try applied.planner(nil, nil).drift().isEmpty, "seed \(seed)")
        var generator = SeededGenerator(seed: seed &+ 4000)
        for (index, file) in applied.files.enumerated() {
            let edits = file.fields.flatMap(SingleEdit.all).shuffled(using: &generator)
            guard let edit = edits.first(where: { !(file.kind == .domain && $0.path == "url") }) else {
                continue
            }
            let comment: Comment = "seed \(seed), \(file.kind.plural)/\(file.key).\(edit.path)"
            let edited = try applied.objects(with: edit, at: index)

            let drift = try applied.planner(nil, edited).drift()
            #expect(drift.objects.map(\.address.key) == [file.key], comment)
            #expect(drift.objects.flatMap(\.fields).flatMap(\.values).map(\.path) == [edit.path], comment)
            #expect(drift.objects.flatMap(\.fields).map(\.origin) == [.account], comment)
            #expect(try applied.planner(nil, edited, [Take(.account)]).plan().isEmpty, comment)
            let undone = try applied.planner(nil, edited).plan()
            #expect(undone.refusals.isEmpty, comment)
            #expect(undone.changes.first?.warnings.first?.hasPrefix("undoes") == true, comment)

            #expect(try applied.planner(applied.files(with: edit, at: index), nil).drift().isEmpty, comment)
            #expect(
                try applied.planner(applied.files(with: edit, at: index), edited).plan().isEmpty,
                "\(comment): the same edit on both sides")

            // The same field of the file, edited in another way.
            let field = file.fields.first { $0.description.name == edit.field.description.name }
            guard let field, let other = SingleEdit.all(of: edit.field).first(where: { $0.field != field })
            else {
                continue
            }
            let both = try applied.planner(applied.files(with: other, at: index), edited)
            #expect(try both.plan().refusals.map(\.address?.key) == [file.key], comment)
            #expect(try both.drift().objects.flatMap(\.fields).map(\.origin) == [.both], comment)
        }
    }
}
