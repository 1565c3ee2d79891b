import Execution
import Feeds
import Planning
import RedTrack

/// What an account holds, object by object: names instead of ids, values as they are compared.
struct AccountImage {
    struct Object: Hashable {
        let kind: Kind
        let title: String
        let fields: String
        /// The networks, sources and so on that it refers to, by title.
        let isArchivedOffer: Bool
    }

    let objects: [Object]
    /// The ids by kind and title.
    let ids: [String: String]

    init(_ client: RedTrackClient) async throws {
        self.init(try await AccountReader(client: client).snapshot())
    }

    init(_ snapshot: Snapshot) {
        var objects: [Object] = []
        var ids: [String: String] = [:]
        func name(_ kind: Kind, _ reference: Reference) -> String {
            if case .existing(let id) = reference {
                return snapshot.object(kind, id: id)?.title ?? "gone \(id)"
            }
            return "pending"
        }
        for kind in Kind.allCases {
            for object in snapshot.objects[kind] ?? [] {
                let fields = kind.fields.filter(\.isWritable).map { field -> String in
                    let draft = object.record[field.name].map { Draft(wire: $0.value, type: field.type) }
                    let value = Canonical(draft, type: field.type).value(field.type, name: name)
                    return field.name + "=" + Self.sorted(value, field.type).jsonText()
                }
                objects.append(
                    Object(
                        kind: kind, title: object.title, fields: fields.joined(separator: " "),
                        isArchivedOffer: kind == .offer && object.record["status"]?.value.number == "2"))
                ids["\(kind) \(object.title)"] = object.id
            }
        }
        self.objects = objects
        self.ids = ids
    }

    /// A value whose lists without an order are in the order of names, not of ids.
    private static func sorted(_ value: Value, _ type: FieldType) -> Value {
        switch (type, value) {
        case (.record(let fields), .map(let members)):
            return .map(
                members.map { member in
                    let field = fields.first { $0.manifestName == member.name }
                    return Member(member.name, sorted(member.node.value, field?.type ?? .text))
                })
        case (.records(let fields, let ordered), .list(let nodes)):
            let elements = nodes.map { sorted($0.value, .record(fields)) }
            return .array(ordered ? elements : elements.sorted { $0.jsonText() < $1.jsonText() })
        default: return value
        }
    }

    /// What this account has otherwise than another one, in words; `left` may be there beside what that one has.
    func differences(from other: AccountImage, except left: Set<String> = []) -> [String] {
        let own = Set(objects)
        let due = Set(other.objects)
        return due.subtracting(own).map { "missing: \($0.kind) \($0.title): \($0.fields)" }.sorted()
            + own.subtracting(due).filter { !left.contains("\($0.kind) \($0.title)") }.map {
                "too much: \($0.kind) \($0.title): \($0.fields)"
            }.sorted()
    }
}
