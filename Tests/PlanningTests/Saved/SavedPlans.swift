import Diagnostics
import Feeds
import Manifests
import RedTrack
import TestSupport
import Testing

@testable import Planning

/// Plans over generated accounts, with changes of all kinds, and what becomes of them in a file.
struct GeneratedPlan {
    let plan: Plan
    let snapshot: Snapshot
    let lock: LockFile
    let account: RandomAccount

    /// Some objects are missing in the account, some differ, some are gone from the files.
    init(seed: UInt64) throws {
        let account = RandomAccount(seed: seed)
        var generator = SeededGenerator(seed: seed &+ 9_000)
        var files = Export.files(account)
        let quirk = ServerQuirk.unknownFields
        var listed: [Snapshot.Object] = []
        var lock = LockFile()
        var options = PlanOptions(
            prune: generator.chance(70), removalLimit: RemovalLimit("100%") ?? .default)
        if generator.chance(50) { options.takes = [Take(.account)] }
        for (index, object) in account.objects.enumerated() {
            let isMissing = generator.chance(25)
            if isMissing { files[index].id = nil }
            if generator.chance(40), !isMissing, !files[index].fields.isEmpty {
                let edits = files[index].fields.flatMap { SingleEdit.all(of: $0) }
                if let edit = edits.randomElement(using: &generator),
                    let field = files[index].fields.firstIndex(where: {
                        $0.description.name == edit.field.description.name
                    })
                {
                    files[index].fields[field] = edit.field
                }
            }
            if generator.chance(10) { files[index].isProtected = true }
            if generator.chance(10) {
                files[index].extra = [Member("x_own", .object([("list", .array([.number("1"), .null]))]))]
            }
            if generator.chance(30) {
                let key = files[index].key
                let isMoved = generator.chance(30)
                lock.set(
                    LockFile.Entry(
                        kind: object.kind, key: isMoved ? "before " + key : key, id: object.id,
                        isProtected: generator.chance(20), fingerprints: ["title": "00ff"]))
                if isMoved {
                    let place = SourcePlace(file: "waybill.yaml")
                    options.moves.append(
                        Project.Move(
                            kind: object.kind, from: Placed("before " + key, at: place),
                            to: Placed(key, at: place), id: nil))
                }
            }
            if !isMissing {
                listed.append(
                    try Fixture.object(object.kind, quirk.record(object.record, of: object.kind, &generator)))
            }
        }
        for kind in Kind.allCases {
            let id = "\(kind.rawValue)-old"
            listed.append(
                try Fixture.object(
                    kind,
                    .object([
                        ("id", .string(id)), ("title", .string("old \(generator.text())")),
                        ("url", .string("https://old.example.com")),
                    ])))
            lock.set(
                LockFile.Entry(kind: kind, key: "old \(kind)", id: id, isProtected: generator.chance(20)))
            if generator.chance(50) {
                lock.set(LockFile.Entry(kind: kind, key: "long gone \(kind)", id: "gone"))
            }
        }
        snapshot = try Fixture.snapshot(listed)
        plan = try Planner(
            manifest: Manifest(objects: files), lock: lock, snapshot: snapshot,
            options: options
        ).plan()
        self.lock = lock
        self.account = account
    }

    static let origin = SavedPlan.Origin(
        tool: "0.1.0", created: "2026-01-02T03:04:05.678Z", project: "team", account: "main",
        address: "https://api.redtrack.io")

    var saved: SavedPlan {
        SavedPlan(plan, origin: Self.origin, snapshot: snapshot, lock: lock, storedLock: lock)
    }
}

extension SavedPlan {
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// What the file is refused for.
    static func faults(_ text: String) -> [Diagnostic] {
        do {
            _ = try read(Array(text.utf8), file: "plan.json")
            return []
        } catch {
            return error.diagnostics
        }
    }

    /// The file with one text replaced and a digest that fits, as somebody could forge it.
    func forged(_ old: String, _ new: String) throws -> String {
        let document = try JSONDocument.parse(Array(text.replacing(old, with: new).utf8))
        let members = (document.value.members ?? []).filter { $0.name != "digest" }
        let digest = Value.string(Self.digest(of: .map(members)))
        return Value.map(members + [Member("digest", digest)]).jsonText(pretty: true)
    }
}
