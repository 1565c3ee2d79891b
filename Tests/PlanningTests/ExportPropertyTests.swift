import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import TestSupport
import Testing

/// What holds for every account, every kind, every format and every way in which a server may write the same object.
@Suite struct ExportPropertyTests {
    /// The ways in which servers write; `nil` is the plain one.
    private static let quirks: [ServerQuirk?] = [nil] + ServerQuirk.allCases

    /// One generated account of a kind and of what it refers to.
    private struct Account {
        let records: RandomAccount
        let seed: UInt64

        init(_ kind: Kind, seed: UInt64) {
            var kinds: Set<Kind> = [kind]
            for next in Kind.allCases.reversed() where kinds.contains(next) {
                kinds.formUnion(next.referredKinds)
            }
            records = RandomAccount(
                seed: seed, objectsOfKind: 2, kinds: kinds.sorted(), isWritable: true)
            self.seed = seed
        }

        /// What the account lists.
        func objects(_ quirk: ServerQuirk?) throws -> [Snapshot.Object] {
            var generator = SeededGenerator(seed: seed &+ 77)
            return try records.objects.map { object in
                try Fixture.object(
                    object.kind, quirk?.record(object.record, of: object.kind, &generator) ?? object.record)
            }
        }
    }

    @Test(arguments: Kind.allCases, ManifestFormat.allCases)
    func `export then plan is empty, a random edit plans exactly that edit, and applying it settles`(
        kind: Kind, format: ManifestFormat
    ) throws {
        for seed in PropertyRuns.seeds {
            let account = Account(kind, seed: seed)
            var generator = SeededGenerator(seed: seed)
            var plain: [ExportFile]?
            for quirk in Self.quirks {
                let label: Comment = "seed \(seed), \(quirk.map { "\($0)" } ?? "no quirk")"
                let objects = try account.objects(quirk)
                let snapshot = try Fixture.snapshot(objects.shuffled(using: &generator))
                let export = ExportPlan(snapshot, lock: LockFile())
                #expect(export.notes.isEmpty, label)
                let split = ExportLayout.Split.allCases[Int(seed % 2)]
                let files = try export.files(ExportLayout(format: format, split: split))
                #expect(plain == nil || plain == files, label)
                plain = files

                let read = try Self.read(files, format, label)
                #expect(read == export.objects, label)
                try Self.expectEmpty(read, objects, export.lock, label)
                try Self.expectEmpty(read, objects, LockFile(), label)
                try Self.expectOneEdit(export, kind, objects, quirk, format, &generator, label)
            }
        }
    }

    @Test(arguments: Kind.allCases, ManifestFormat.allCases)
    func `apply to an empty account then plan is empty, whatever the server makes of it`(
        kind: Kind, format: ManifestFormat
    ) throws {
        for seed in PropertyRuns.seeds {
            let account = Account(kind, seed: seed)
            let export = ExportPlan(try Fixture.snapshot(account.objects(nil)), lock: LockFile())
            let files = try export.files(ExportLayout(format: format))
            let read = try Self.read(files, format, "seed \(seed)")
            let plan = try Fixture.plan(read)
            #expect(plan.count(.create) == read.count, "seed \(seed)")
            var lock = LockFile(account: Fixture.accountID)
            var generator = SeededGenerator(seed: seed)
            for quirk in Self.quirks {
                let label: Comment = "seed \(seed), \(quirk.map { "\($0)" } ?? "no quirk")"
                let made = try plan.changes.enumerated().map { index, change in
                    let id = "new-\(change.address.key)"
                    let record = PlanPropertyTests.merge(
                        try #require(change.wireBody { "new-\($0.key)" }),
                        into: .object([("id", .string(id))]))
                    lock.set(LockFile.Entry(kind: change.address.kind, key: change.address.key, id: id))
                    return try Fixture.object(
                        change.address.kind,
                        quirk?.record(record, of: change.address.kind, &generator) ?? record)
                }
                try Self.expectEmpty(read, made, LockFile(), label)
                try Self.expectEmpty(read, made, lock, label)
            }
        }
    }

    @Test(arguments: Kind.allCases, ManifestFormat.allCases)
    func `with equal titles a plan without the lock file is empty or names both ids`(
        kind: Kind, format: ManifestFormat
    ) throws {
        for seed in PropertyRuns.seeds {
            let account = Account(kind, seed: seed)
            var ids: [String] = []
            let objects = try account.records.objects.map { object in
                guard object.kind == kind else { return try Fixture.object(object.kind, object.record) }
                ids.append(object.id)
                return try Fixture.object(
                    kind,
                    PlanPropertyTests.merge(.object([("title", .string("The same"))]), into: object.record))
            }
            let export = ExportPlan(try Fixture.snapshot(objects), lock: LockFile())
            let read = try Self.read(export.files(ExportLayout(format: format)), format, "seed \(seed)")
            #expect(read == export.objects, "seed \(seed)")
            try Self.expectEmpty(read, objects, export.lock, "seed \(seed)")
            do {
                let plan = try Fixture.plan(read, objects)
                #expect(plan.isEmpty, "seed \(seed): \(PlanText(plan).text)")
            } catch let error as DiagnosticsError {
                #expect(error.diagnostics.contains { $0.id == "plan.ambiguous" }, "seed \(seed)")
                for finding in error.diagnostics where finding.id == "plan.ambiguous" {
                    #expect(
                        ids.allSatisfy { finding.message.contains($0) }, "seed \(seed): \(finding.message)")
                }
            }
        }
    }

    // MARK: Steps

    private static func read(
        _ files: [ExportFile], _ format: ManifestFormat, _ label: Comment
    ) throws -> [ManifestObject] {
        try read(files.map { ($0.path, $0.text) }, format, label)
    }

    private static func read(
        _ files: [(name: String, text: String)], _ format: ManifestFormat, _ label: Comment
    ) throws -> [ManifestObject] {
        var objects: [ManifestObject] = []
        for file in files {
            let read = ManifestReader.read(Array(file.text.utf8), file: file.name, format: format)
            let errors = read.diagnostics.filter { $0.severity == .error }
            #expect(errors.isEmpty, "\(label): \(errors)\n\(file.text)")
            objects += read.objects
        }
        return objects
    }

    private static func expectEmpty(
        _ files: [ManifestObject], _ account: [Snapshot.Object], _ lock: LockFile, _ label: Comment
    ) throws {
        let plan = try Fixture.plan(files, account, lock: lock)
        #expect(plan.isEmpty, "\(label): \(PlanText(plan).text)")
        #expect(plan.orphans.isEmpty && plan.unmanaged.values.allSatisfy { $0 == 0 }, label)
    }

    /// Edits one value of one object of the kind, in the text.
    private static func expectOneEdit(
        _ export: ExportPlan, _ kind: Kind, _ account: [Snapshot.Object], _ quirk: ServerQuirk?,
        _ format: ManifestFormat, _ generator: inout SeededGenerator, _ label: Comment
    ) throws {
        var files = export.objects
        let places = files.indices.filter { files[$0].kind == kind }
        guard let place = places.randomElement(using: &generator) else { return }
        let edits = files[place].fields.indices.flatMap { field in
            SingleEdit.all(of: files[place].fields[field]).map { (field: field, edit: $0) }
        }
        guard let (field, edit) = edits.randomElement(using: &generator) else { return }
        let id = export.entries[place].id
        files[place].fields[field] = edit.field
        // Without a key of its own, another title would be another object: people keep the key.
        if edit.path == "title" { files[place].hasExplicitKey = true }
        let read = try read(ManifestWriter.write(files, as: format), format, label)
        let plan = try Fixture.plan(read, account, lock: export.lock)
        #expect(plan.steps == ["update \(kind.plural)/\(files[place].key)"], "\(label), \(edit.path)")
        let changes = plan.changes.flatMap(\.fields)
        let name = edit.field.description.manifestName
        #expect(changes.map(\.description.manifestName) == [name], "\(label), \(edit.path)")
        #expect(changes.map(\.origin) == [.file], "\(label), \(edit.path)")
        // An element that nothing else identifies is shown as gone and come.
        #expect(
            plan.paths == [edit.path] || plan.paths.count == 2 && edit.path.contains("["),
            "\(label), \(edit.path): \(plan.paths)")
        guard let body = plan.body(),
            let index = account.firstIndex(where: { $0.id == id && $0.kind == kind })
        else { return }
        let record = PlanPropertyTests.merge(body, into: account[index].record)
        var after = account
        after[index] = try Fixture.object(kind, quirk?.record(record, of: kind, &generator) ?? record)
        try expectEmpty(read, after, export.lock, label)
    }
}
