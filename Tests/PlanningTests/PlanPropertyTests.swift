import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import TestSupport
import Testing

/// What holds for every account: seeds are the arguments, so that a failure names its own.
@Suite struct PlanPropertyTests {
    static let seeds: [UInt64] = Array(1...6)

    private func listed(_ account: RandomAccount) throws -> [Snapshot.Object] {
        try account.objects.map { try Fixture.object($0.kind, $0.record) }
    }

    @Test(arguments: seeds) func `exporting an account and planning gives an empty plan`(seed: UInt64) throws
    {
        let account = RandomAccount(seed: seed)
        let plan = try Fixture.plan(Export.files(account), listed(account))
        #expect(plan.isEmpty, "seed \(seed): \(PlanText(plan).text)")
        #expect(plan.unchanged.values.reduce(0, +) == account.objects.count)
    }

    @Test(arguments: seeds, ServerQuirk.allCases)
    func `another way of writing the same object plans nothing`(seed: UInt64, quirk: ServerQuirk) throws {
        let account = RandomAccount(seed: seed)
        var generator = SeededGenerator(seed: seed &+ 1000)
        let listed = try account.objects.map {
            try Fixture.object($0.kind, quirk.record($0.record, of: $0.kind, &generator))
        }
        let plan = try Fixture.plan(Export.files(account), listed)
        #expect(plan.isEmpty, "seed \(seed), \(quirk): \(PlanText(plan).text)")
    }

    @Test(arguments: seeds) func `the order of files and lists changes nothing in the plan`(seed: UInt64)
        throws
    {
        let account = RandomAccount(seed: seed)
        var generator = SeededGenerator(seed: seed &+ 2000)
        let missing = try listed(account).filter { _ in generator.chance(60) }
        let files = Export.files(account).map { file in
            var file = file
            if !missing.contains(where: { $0.kind == file.kind && $0.id == file.id?.value }) { file.id = nil }
            return file
        }
        let text = PlanText(try Fixture.plan(files, missing)).text
        for _ in 0..<3 {
            let other = try Fixture.plan(
                files.shuffled(using: &generator), missing.shuffled(using: &generator))
            #expect(PlanText(other).text == text, "seed \(seed)")
            #expect(PlanJSON(other).value == PlanJSON(try Fixture.plan(files, missing)).value, "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func `a single edit plans one update that names its path alone, and applying it settles`(seed: UInt64)
        throws
    {
        let account = RandomAccount(seed: seed)
        let files = Export.files(account)
        var generator = SeededGenerator(seed: seed &+ 3000)
        for (index, file) in files.enumerated() {
            let edits = file.fields.indices.flatMap { field in
                SingleEdit.all(of: file.fields[field]).map { (field, $0) }
            }
            for (field, edit) in edits.shuffled(using: &generator).prefix(2) {
                if file.kind == .domain, edit.path == "url" { continue }
                var edited = files
                edited[index].fields[field] = edit.field
                let quirk = ServerQuirk.unknownFields
                let records = account.objects.map { quirk.record($0.record, of: $0.kind, &generator) }
                let listed = try zip(account.objects, records).map { try Fixture.object($0.kind, $1) }
                let plan = try Fixture.plan(edited, listed)
                #expect(
                    plan.steps == ["update \(file.kind.plural)/\(file.key)"], "seed \(seed), \(edit.path)")
                #expect(plan.paths == [edit.path], "seed \(seed)")
                guard let body = plan.body() else {
                    Issue.record("seed \(seed): no body")
                    continue
                }
                #expect(
                    body.members?.map(\.name) == [edit.field.description.name], "seed \(seed), \(edit.path)")
                #expect(
                    Self.unknowns(body)
                        == Self.unknowns(records[index][edit.field.description.name]?.value ?? .null),
                    "seed \(seed), \(edit.path): undocumented fields inside are carried along")
                var after = listed
                after[index] = try Fixture.object(file.kind, Self.merge(body, into: records[index]))
                let again = try Fixture.plan(edited, after)
                #expect(again.isEmpty, "seed \(seed), \(edit.path): \(PlanText(again).text)")
            }
        }
    }

    @Test(arguments: seeds) func `applying a plan of creations and planning again is empty`(seed: UInt64)
        throws
    {
        let account = RandomAccount(seed: seed)
        var files = Export.files(account)
        for index in files.indices { files[index].id = nil }
        let plan = try Fixture.plan(files)
        #expect(plan.count(.create) == files.count)
        let listed = try plan.changes.map { change in
            let body = try #require(change.wireBody { "id of \($0.key)" })
            return try Fixture.object(
                change.address.kind,
                Self.merge(body, into: .object([("id", .string("id of \(change.address.key)"))])))
        }
        let again = try Fixture.plan(files, listed)
        #expect(again.isEmpty, "seed \(seed): \(PlanText(again).text)")
    }

    /// What the server does with a request: top-level fields are replaced, the others stay.
    static func merge(_ body: Value, into record: Value) -> Value {
        let sent = body.members ?? []
        return .map((record.members ?? []).filter { old in !sent.contains { $0.name == old.name } } + sent)
    }

    /// How many undocumented fields there are inside a value.
    static func unknowns(_ value: Value) -> Int {
        switch value {
        case .map(let members):
            members.reduce(0) { $0 + ($1.name == "x_unknown" ? 1 : Self.unknowns($1.node.value)) }
        case .list(let nodes): nodes.reduce(0) { $0 + Self.unknowns($1.value) }
        default: 0
        }
    }
}
