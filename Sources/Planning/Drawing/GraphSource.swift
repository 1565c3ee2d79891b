import Feeds
import Manifests
import RedTrack

/// What a graph is made of, from either side of a plan.
struct GraphSource {
    private(set) var entries: [ObjectGraph.Entry] = []
    private(set) var trees: [CampaignTree] = []

    /// The objects of an account, by title; with the id when several of a kind have the same one.
    init(_ snapshot: Snapshot) {
        func name(_ kind: Kind, _ id: String) -> String {
            guard let object = snapshot.object(kind, id: id), !object.title.isEmpty else { return id }
            return snapshot.objects(kind, titled: object.title).count > 1
                ? "\(object.title) (\(id))" : object.title
        }
        for kind in Kind.allCases {
            let type = FieldType.record(kind.fields)
            for object in snapshot.objects[kind] ?? [] {
                add(kind, name(kind, object.id), Draft(wire: object.record, type: type), type) {
                    kind, reference in
                    switch reference {
                    case .existing(let id): name(kind, id)
                    case .pending(let address): address.key
                    }
                }
            }
        }
    }

    /// The objects of files, by key.
    init(_ manifest: Manifest) {
        for object in manifest.objects where object.state == .present {
            let members = object.fields.map { field in
                DraftMember(
                    field.description.name,
                    Draft(manifest: field.node, type: field.description.type) { kind, node in
                        node.value.string.map { .pending(ObjectAddress(kind, $0)) }
                    })
            }
            let type = FieldType.record(object.kind.fields)
            add(object.kind, object.key, .record(members), type) { _, reference in
                switch reference {
                case .existing(let id): id
                case .pending(let address): address.key
                }
            }
        }
    }

    private mutating func add(
        _ kind: Kind, _ title: String, _ draft: Draft, _ type: FieldType, name: (Kind, Reference) -> String
    ) {
        let existing = draft.existingReferences(type: type).map {
            (kind: $0.kind, name: name($0.kind, .existing(id: $0.id)))
        }
        let pending = draft.pendingReferences.map { (kind: $0.kind, name: $0.key) }
        entries.append(ObjectGraph.Entry(kind: kind, name: title, references: existing + pending))
        if kind == .campaign {
            trees.append(CampaignTree(title: title, before: draft, after: draft, name: name))
        }
    }
}
