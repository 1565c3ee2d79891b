import Feeds
import Planning
import RedTrack

/// One object that an account has otherwise than before, told from the account alone.
struct AccountChange: Sendable {
    /// What became of it.
    enum Fate: String, Sendable {
        case created, changed, removed
    }

    let kind: Kind
    let id: String
    let title: String
    let fate: Fate
    /// The names of the fields that differ, as files call them.
    let fields: [String]

    /// `~ offers/Red  (id 5f1a...): cap, payment`
    var line: String {
        let sign =
            switch fate {
            case .created: "+"
            case .changed: "~"
            case .removed: "-"
            }
        let more = fields.isEmpty ? "" : ": " + fields.joined(separator: ", ")
        return "\(sign) \(kind.plural)/\(title)  (id \(id))\(more)"
    }

    var json: Value {
        .object([
            ("kind", .string(kind.rawValue)), ("id", .string(id)), ("title", .string(title)),
            ("fate", .string(fate.rawValue)), ("fields", .array(fields.map(Value.string))),
        ])
    }

    /// The objects of two states of an account that differ in what can be written, by kind and title.
    static func between(_ before: Snapshot, _ after: Snapshot) -> [AccountChange] {
        Kind.allCases.flatMap { kind -> [AccountChange] in
            var changes: [AccountChange] = []
            for object in after.objects[kind] ?? [] {
                guard let old = before.object(kind, id: object.id) else {
                    changes.append(AccountChange(object, .created, []))
                    continue
                }
                let fields = kind.fields.filter { field in
                    field.isWritable && canonical(field, old) != canonical(field, object)
                }
                if !fields.isEmpty {
                    changes.append(AccountChange(object, .changed, fields.map(\.manifestName)))
                }
            }
            let gone = (before.objects[kind] ?? []).filter { after.object(kind, id: $0.id) == nil }
            changes += gone.map { AccountChange($0, .removed, []) }
            return changes.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
        }
    }

    private init(_ object: Snapshot.Object, _ fate: Fate, _ fields: [String]) {
        kind = object.kind
        id = object.id
        title = object.title
        self.fate = fate
        self.fields = fields
    }

    private static func canonical(_ field: FieldDescription, _ object: Snapshot.Object) -> Canonical {
        Canonical(
            object.record[field.name].map { Draft(wire: $0.value, type: field.type) }, type: field.type)
    }
}
