import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// What tests make accounts, files and plans of: JSON texts, in wire names for the account and in manifest names
/// for the files.
enum Fixture {
    static let accountID = "acc-1"

    static func profile() throws -> AccountProfile {
        try AccountProfile(
            wire: Node(.object([("id", .string(accountID)), ("email", .string("team@example.com"))])))
    }

    static func value(_ json: String) throws -> Value { try JSONDocument.parse(Array(json.utf8)).value }

    /// An object as the account lists it.
    static func object(_ kind: Kind, _ json: String) throws -> Snapshot.Object {
        try object(kind, value(json))
    }

    static func object(_ kind: Kind, _ record: Value) throws -> Snapshot.Object {
        try #require(try listed(kind.model, record))
    }

    private static func listed<Model: AccountObject>(_ model: Model.Type, _ record: Value) throws -> Snapshot
        .Object?
    {
        Snapshot.Object(try Model(wire: Node(record)))
    }

    static func snapshot(_ objects: [Snapshot.Object]) throws -> Snapshot {
        Snapshot(account: try profile(), objects: objects)
    }

    /// An object of a file: `key`, `id`, `state`, `protect`, `preset`, `extra` as in files, and the fields.
    static func file(_ kind: Kind, _ json: String, line: Int = 1) throws -> ManifestObject {
        let document = try value(json)
        let file = "\(kind.plural).yaml"
        let place = SourcePlace(file: file, position: SourcePosition(line: line, column: 3, offset: 0))
        let fields = kind.fields.filter(\.isWritable).compactMap { field in
            document[field.manifestName].map { node in
                ManifestField(field, Node(node.value, at: place.position ?? .start), at: place)
            }
        }
        let title = document["title"]?.value.string
        let url = kind == .domain ? document["url"]?.value.string : nil
        let id = document["id"]?.value.string
        let key = document["key"]?.value.string
        return ManifestObject(
            kind: kind, key: key ?? title ?? url ?? id ?? "", hasExplicitKey: key != nil, place: place,
            id: id.map { Placed($0, at: place) },
            preset: document["preset"]?.value.string.map { Placed($0, at: place) },
            state: document["state"]?.value.string == "absent" ? .absent : .present,
            isProtected: document["protect"]?.value.bool ?? false, fields: fields,
            extra: document["extra"]?.value.members ?? [])
    }

    static func lock(_ entries: (Kind, String, String)..., protected: Set<String> = []) -> LockFile {
        var lock = LockFile()
        for (kind, key, id) in entries {
            lock.set(LockFile.Entry(kind: kind, key: key, id: id, isProtected: protected.contains(key)))
        }
        return lock
    }

    static func plan(
        _ files: [ManifestObject], _ account: [Snapshot.Object] = [], lock: LockFile = LockFile(),
        presets: PresetCatalog = PresetCatalog(), options: PlanOptions = PlanOptions()
    ) throws -> Plan {
        try Planner(
            manifest: Manifest(objects: files), lock: lock, snapshot: snapshot(account), presets: presets,
            options: options
        ).plan()
    }

    /// What a plan is refused for, as `id: message`.
    static func faults(
        _ files: [ManifestObject], _ account: [Snapshot.Object] = [], lock: LockFile = LockFile(),
        presets: PresetCatalog = PresetCatalog()
    ) throws -> [Diagnostic] {
        do {
            _ = try plan(files, account, lock: lock, presets: presets)
            return []
        } catch let error as DiagnosticsError {
            return error.diagnostics
        }
    }
}

extension Plan {
    /// Each change on one line: `update offers/X`.
    var steps: [String] { changes.map { "\($0.action.rawValue) \($0.address)" } }

    /// The paths of all values that differ.
    var paths: [String] { changes.flatMap(\.fields).flatMap(\.values).map(\.path) }

    func body(_ index: Int = 0) -> Value? {
        changes.indices.contains(index) ? changes[index].wireBody { "new-\($0.key)" } : nil
    }
}
