import Diagnostics
import Feeds
import Manifests
import RedTrack

/// Makes the objects of files of the objects of an account.
struct ExportObjects {
    let keys: ExportKeys
    let snapshot: Snapshot
    let keepsUnknownFields: Bool
    /// References that lead nowhere.
    private(set) var notes: [String] = []

    init(keys: ExportKeys, snapshot: Snapshot, keepsUnknownFields: Bool) {
        self.keys = keys
        self.snapshot = snapshot
        self.keepsUnknownFields = keepsUnknownFields
    }

    /// What a file says of an object: every field that may be written and says something.
    mutating func manifestObject(_ object: Snapshot.Object) -> ManifestObject {
        var fields: [ManifestField] = []
        for field in object.kind.fields where field.isWritable {
            guard let value = object.record[field.name]?.value else { continue }
            let draft = Draft(wire: value, type: field.type)
            for reference in draft.existingReferences(type: field.type)
            where snapshot.object(reference.kind, id: reference.id) == nil {
                notes.append(
                    "\(Self.name(of: object)) refers to \(reference.kind.rawValue) \(reference.id), which the account"
                        + " does not list; the file names it by its id")
            }
            if field.name == "title", ExportKeys.isBlank(object.title) { continue }
            if let node = draft.manifestNode(type: field.type, name: keys.name) {
                fields.append(ManifestField(field, node))
            }
        }
        let name = keys[object.kind, object.id] ?? ExportKeys.Name(key: object.id, isExplicit: true)
        var result = ManifestObject(
            kind: object.kind, key: name.key, hasExplicitKey: name.isExplicit, fields: fields)
        if needsID(object) { result.id = Placed(object.id, at: SourcePlace(file: "-")) }
        if keepsUnknownFields { result.extra = Self.unknownFields(of: object) }
        return result
    }

    /// Whether only its id can tell an object when the lock file is lost: it has no title, or an offer in use has the
    /// same one.
    private func needsID(_ object: Snapshot.Object) -> Bool {
        if object.kind == .domain, object.record["url"]?.value.string?.isEmpty == false { return false }
        if ExportKeys.isBlank(object.title) { return true }
        return object.isArchivedOffer
            && !snapshot.objects(.offer, titled: object.title).contains { $0.id == object.id }
    }

    /// What the API document does not know and is no mere answer of the server.
    static func unknownFields(of object: Snapshot.Object) -> [Member] {
        let known = Set(object.kind.fields.map(\.name))
        return (object.record.members ?? []).filter { member in
            !known.contains(member.name) && !answers.contains(member.name) && member.node.value != .null
        }
    }

    /// What the server measures or looks up, on kinds whose documented fields do not have it too.
    private static let answers: Set<String> = [
        "_id", "id", "user_id", "stat", "created_at", "updated_at", "trackback_url", "source_title",
        "network_title", "campaign_count", "offer_count", "cpapi",
    ]

    /// How a note calls an object.
    static func name(of object: Snapshot.Object) -> String {
        "\(object.kind.rawValue) \"\(object.title)\" (\(object.id))"
    }
}
