import Feeds
import GRDB

/// The small account of `--seed demo`: made-up names under `.example`, made-up numbers.
enum DemoAccount {
    /// Writes the account through the same checks as any request.
    static func insert(_ db: Database, user: User, ids: ObjectIDs) throws {
        var writer = DemoWriter(db: db, user: user, ids: ids)
        for (kind, text) in [
            (Kind.network, DemoText.networks), (.source, DemoText.sources), (.domain, DemoText.domains),
            (.landing, DemoText.landings), (.offer, DemoText.offers), (.campaign, DemoText.campaigns),
        ] {
            for node in try RequestBody.sent(Array(text.utf8)).list ?? [] {
                try writer.insert(kind, node.value)
            }
        }
        try DemoTraffic.insert(db, user: user, campaigns: writer.campaigns)
    }
}

/// Inserts objects whose references are written `@1`, the first object of the referenced kind.
private struct DemoWriter {
    let db: Database
    let user: User
    let ids: ObjectIDs
    private var known: [String: String] = [:]

    init(db: Database, user: User, ids: ObjectIDs) {
        self.db = db
        self.user = user
        self.ids = ids
    }

    /// The ids of the campaigns, in their order.
    private(set) var campaigns: [String] = []

    mutating func insert(_ kind: Kind, _ object: Value) throws {
        let draft = try Draft(kind.wire, sent: resolved(object), onto: nil)
        let references = TableReferences(db: db, user: user, isStrict: true)
        let problems = try kind.wire.problems(
            of: draft.document, sent: draft.document, references: references)
        guard problems.isEmpty else { throw Refusal(400, problems) }
        let now = Timestamp.now()
        let stored = StoredObject(
            id: ids.next(seconds: now.seconds), userID: user.id, status: draft.status,
            document: StoredDocument(draft.document), createdAt: Timestamp.text(now),
            updatedAt: Timestamp.text(now))
        try ObjectTable(db: db, user: user).insert(kind, stored)
        if kind == .campaign { campaigns.append(stored.id) }
        known["@\(kind.rawValue)\(known.keys.count { $0.hasPrefix("@\(kind.rawValue)") } + 1)"] = stored.id
    }

    private func resolved(_ value: Value) -> Value {
        switch value {
        case .string(let text): .string(known[text] ?? text)
        case .list(let nodes): .array(nodes.map { resolved($0.value) })
        case .map(let members): .map(members.map { Member($0.name, resolved($0.node.value)) })
        default: value
        }
    }
}
