import Feeds
import Foundation
import Manifests
import RedTrack
import Testing

@Suite("The main job, as a user does it")
struct MainJobTests {
    /// Applies the samples to `demo.sqlite` in `team`, as waybill.yaml there says.
    private func appliedSamples() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.copySamples()
        let applied = try await WaybillProcess.run(["apply", "team", "--yes"], in: folder)
        #expect(applied.status == 0, "\(applied.all)")
        return folder
    }

    @Test("Applying the samples to an empty account leaves nothing to do")
    func fillsAnAccount() async throws {
        let folder = try await appliedSamples()
        let again = try await WaybillProcess.run(["plan", "team", "--detailed-exitcode"], in: folder)
        #expect(again.status == 0, "\(again.all)")
        #expect(again.out.hasPrefix("No changes: the account matches the files"), "\(again.all)")

        // Losing the lock file is no disaster: titles match again, or the question names the ids.
        try FileManager.default.removeItem(atPath: folder.path + "/team/waybill.lock")
        let relocked = try await WaybillProcess.run(["plan", "team", "--detailed-exitcode"], in: folder)
        let isEmpty = relocked.status == 0 && relocked.out.hasPrefix("No changes")
        let asks = relocked.status == 65 && relocked.err.contains("could be")
        #expect(isEmpty || asks, "\(relocked.all)")
    }

    @Test("The account holds every field of every sample object, read back with plain requests")
    func holdsEveryField() async throws {
        let folder = try await appliedSamples()
        let manifest = try ManifestLoader().load([folder.path + "/team"])
        let lock = try LockFile.parse(try folder.read("team/waybill.lock"), file: "waybill.lock")
        try await SandboxProcess.run(["--data", "team/demo.sqlite"], in: folder) { sandbox in
            for kind in Kind.allCases {
                let objects = try await sandbox.list("/\(kind.plural)")
                #expect(objects.count == manifest.objects.count { $0.kind == kind })
                for wanted in manifest.objects where wanted.kind == kind {
                    let id = lock[kind, wanted.key]?.id
                    let held = try #require(
                        objects.first { $0["id"]?.value.string == id }, "\(kind) \(wanted.key) is not there")
                    for field in wanted.fields {
                        Self.expect(
                            held[field.description.name]?.value, holds: field.node.value,
                            field.description.type,
                            "\(kind) \(wanted.key): \(field.description.name)", lock)
                    }
                }
            }
        }
    }

    /// What was written is there; what was not written may have been filled in by the server.
    private static func expect(
        _ held: Value?, holds wanted: Value, _ type: FieldType, _ path: String, _ lock: LockFile
    ) {
        switch (type, wanted) {
        case (.record(let fields), .map(let members)):
            for member in members {
                guard let field = fields.first(where: { $0.manifestName == member.name }) else { continue }
                expect(
                    held?[field.name]?.value, holds: member.node.value, field.type, "\(path).\(field.name)",
                    lock)
            }
        case (.records(let fields, _), .list(let nodes)):
            let elements = held?.list ?? []
            #expect(elements.count == nodes.count, "\(path)")
            for (index, node) in nodes.enumerated() where index < elements.count {
                expect(elements[index].value, holds: node.value, .record(fields), "\(path)[\(index)]", lock)
            }
        case (.texts, .list(let nodes)):
            #expect((held?.list ?? []).map(\.value) == nodes.map(\.value), "\(path)")
        case (.reference(let kind), .string(let name)):
            #expect(held?.string == (name.isEmpty ? "" : lock[kind, name]?.id), "\(path)")
        case (_, .number(let literal)):
            #expect(
                held?.number.flatMap { DecimalLiteral($0) } == DecimalLiteral(literal),
                "\(path) is \(String(describing: held))")
        case (_, .string("")), (_, .bool(false)):
            #expect(held == nil || held == wanted || held == .null, "\(path)")
        default:
            #expect(held == wanted, "\(path)")
        }
    }

    @Test("The samples give the same plan in each of the four formats", arguments: ManifestFormat.allCases)
    func samePlanInEveryFormat(format: ManifestFormat) async throws {
        let folder = try TemporaryFolder()
        try folder.copySamples()
        let environment = ["WAYBILL_API_URL": "sandbox:empty.sqlite"]
        let mixed = try await WaybillProcess.run(
            ["plan", "team", "--json"], in: folder, environment: environment)
        #expect(mixed.status == 0, "\(mixed.all)")
        let converted = try await WaybillProcess.run(
            ["convert", "team", "--to", format.rawValue, "--out", "out"], in: folder)
        #expect(converted.status == 0, "\(converted.all)")
        let single = try await WaybillProcess.run(
            ["plan", "out", "--json"], in: folder, environment: environment)
        #expect(single.status == 0, "\(single.all)")
        #expect(try Self.withoutPlaces(single.out) == Self.withoutPlaces(mixed.out))
    }

    /// Files differ, so places do; all else must not.
    private static func withoutPlaces(_ json: String) throws -> Value {
        func strip(_ value: Value) -> Value {
            switch value {
            case .map(let members):
                .map(members.filter { $0.name != "place" }.map { Member($0.name, strip($0.node.value)) })
            case .list(let nodes): .list(nodes.map { Node(strip($0.value)) })
            default: value
            }
        }
        return strip(try JSONDocument.parse(Array(json.utf8)).value)
    }

    @Test("Changing one weight plans one update, whose difference is that weight alone")
    func oneWeight() async throws {
        let folder = try await appliedSamples()
        let name = try #require(
            folder.files().first { $0.hasPrefix("team/campaigns/") && $0.hasSuffix(".yaml") })
        var changed = false
        let text = try folder.read(name).split(separator: "\n", omittingEmptySubsequences: false).map {
            line in
            guard !changed, let range = line.range(of: "weight: 3") else { return String(line) }
            changed = true
            return line.replacingCharacters(in: range, with: "weight: 17")
        }
        try #require(changed, "no weight of 3 in \(name)")
        try folder.write(text.joined(separator: "\n"), to: name)
        let plan = try await WaybillProcess.run(
            ["plan", "team", "--json", "--detailed-exitcode"], in: folder)
        #expect(plan.status == 2, "\(plan.all)")
        let changes = try #require(try JSONDocument.parse(Array(plan.out.utf8)).value["changes"]?.value.list)
        #expect(changes.count == 1)
        #expect(changes.first?.value["action"]?.value.string == "update")
        let values = try #require(changes.first?.value["changes"]?.value.list)
        #expect(values.count == 1, "\(plan.out)")
        #expect(values.first?.value["path"]?.value.string?.hasSuffix("weight") == true)
        #expect(values.first?.value["before"]?.value == .number("3"))
        #expect(values.first?.value["after"]?.value == .number("17"))
        #expect(values.first?.value["origin"]?.value.string == "edited in the file")
    }

    @Test("A removed file plans no removal; --prune plans it, referrers first")
    func removedFile() async throws {
        let folder = try await appliedSamples()
        for name in folder.files() where name.hasPrefix("team/campaigns/") || name == "team/landings.json" {
            try FileManager.default.removeItem(atPath: folder.path + "/" + name)
        }
        let plan = try await WaybillProcess.run(["plan", "team", "--detailed-exitcode"], in: folder)
        #expect(plan.status == 0, "\(plan.all)")
        #expect(plan.out.contains("Orphans"), "\(plan.all)")

        let pruned = try await WaybillProcess.run(
            ["plan", "team", "--prune", "--max-delete", "100%", "--json"], in: folder)
        #expect(pruned.status == 0, "\(pruned.all)")
        let changes = try #require(
            try JSONDocument.parse(Array(pruned.out.utf8)).value["changes"]?.value.list)
        let kinds = changes.compactMap { $0.value["kind"]?.value.string }
        #expect(Set(kinds) == ["campaign", "landing"])
        #expect(kinds == kinds.sorted { $0 == "campaign" && $1 == "landing" })

        let guarded = try await WaybillProcess.run(["plan", "team", "--prune"], in: folder)
        #expect(guarded.status == 5, "\(guarded.all)")
        #expect(guarded.out.contains("--max-delete"))

        let applied = try await WaybillProcess.run(
            ["apply", "team", "--prune", "--max-delete", "100%", "--yes"], in: folder)
        #expect(applied.status == 0, "\(applied.all)")
        let after = try await WaybillProcess.run(
            ["plan", "team", "--prune", "--detailed-exitcode"], in: folder)
        #expect(after.status == 0, "\(after.all)")
    }
}
