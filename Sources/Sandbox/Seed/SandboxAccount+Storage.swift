import Feeds
import GRDB

extension SandboxAccount {
    /// Writes the account, whatever it holds: a copy is no place for checks.
    func insert(_ db: Database, user: User, ids: ObjectIDs) throws {
        let table = ObjectTable(db: db, user: user)
        for record in records {
            guard let kind = Kind(plural: record.path) else { continue }
            let now = Timestamp.now()
            let time = { (name: String) in
                let text = record.fields.text(name)
                return text.isEmpty ? Timestamp.text(now) : text
            }
            let document = Self.document(kind, record.fields)
            let id = record.fields.text("id")
            try table.insert(
                kind,
                StoredObject(
                    id: id.isEmpty ? ids.next(seconds: now.seconds) : id, userID: user.id,
                    status: record.fields.value("status").integer ?? kind.wire.initialStatus,
                    document: StoredDocument(document), createdAt: time("created_at"),
                    updatedAt: time("updated_at")))
        }
    }

    /// The fields that a body may set, as they would be stored, then all others that no answer makes up. What has
    /// another shape than the API document gives it stays as it is.
    private static func document(_ kind: Kind, _ record: Value) -> Value {
        let fields = kind.wire.fields
        var members: [Member] = fields.map { field in
            let value = record.value(field.name)
            return Member(field.name, value == .null ? field.initial : field.stored(value) ?? value)
        }
        let known = kind.derivedFields.union(fields.map(\.name))
        members += (record.members ?? []).filter { !known.contains($0.name) && $0.node.value != .null }
        return .map(members)
    }
}

extension Kind {
    /// The fields of answers that are no part of an object's document.
    fileprivate var derivedFields: Set<String> {
        let own: [String] =
            switch self {
            case .network: ["offer_count"]
            case .source: ["campaign_count"]
            case .domain: ["status"]
            case .landing: []
            case .offer: ["network_title", "cpapi"]
            // The link stays as it is until the domain changes.
            case .campaign: ["source_title", "postback_url"]
            }
        return Set(["id", "_id", "user_id", "created_at", "updated_at", "stat"] + own)
    }

    /// Writes the members that an answer shows of an object, and what a copied one has beside them.
    func write(
        _ object: StoredObject, as form: AnswerForm, with lookups: Lookups, to answer: inout AnswerWriter
    ) {
        let wire = wire
        wire.write(object, as: form, with: lookups, to: &answer)
        for (name, json) in object.document.members(after: wire.fields.count) where name != "trackback_url" {
            answer.json(name, json)
        }
    }
}
