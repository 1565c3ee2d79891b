import Diagnostics
import Feeds
import Manifests
import RedTrack

/// Files that say what an account holds, made from the descriptions of the fields alone.
enum Export {
    static func files(_ account: RandomAccount) -> [ManifestObject] {
        account.objects.enumerated().map { index, object in
            let place = SourcePlace(
                file: "\(object.kind.plural).yaml",
                position: SourcePosition(line: index + 1, column: 3, offset: 0))
            let fields = object.kind.fields.filter(\.isWritable).compactMap { field in
                object.record[field.name].map {
                    ManifestField(field, Node(named($0.value, field.type)), at: place)
                }
            }
            return ManifestObject(
                kind: object.kind, key: "key of \(object.id)", place: place, id: Placed(object.id, at: place),
                fields: fields)
        }
    }

    /// References by key, and the names of files.
    private static func named(_ value: Value, _ type: FieldType) -> Value {
        switch (type, value) {
        case (.reference, .string(let id)): .string(id.isEmpty ? "" : "key of \(id)")
        case (.record(let fields), .map(let members)):
            .map(
                members.compactMap { member in
                    fields.first { $0.name == member.name }
                        .map { Member($0.manifestName, named(member.node.value, $0.type)) }
                })
        case (.records(let fields, _), .list(let nodes)):
            .array(nodes.map { named($0.value, .record(fields)) })
        default: value
        }
    }
}
