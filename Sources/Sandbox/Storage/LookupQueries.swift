import GRDB

/// What answers show of other objects: a few queries for a whole page.
struct LookupQueries {
    let db: Database

    /// Everything that a page of this kind shows.
    func lookups(_ kind: Kind, _ page: [StoredObject]) throws -> Lookups {
        var lookups = Lookups()
        switch kind {
        case .network, .source: lookups.counts = try counts(kind, page.map(\.id))
        case .domain, .landing: break
        case .offer: lookups.referenced = try documents(page.map { $0.document.text("program_id") })
        case .campaign:
            lookups.referenced = try documents(
                page.flatMap { [$0.document.text("source_id"), $0.document.text("domain_id")] })
        }
        return lookups
    }

    /// How many objects that are not deleted refer to each of `ids`; nothing for kinds without a count.
    func counts(_ kind: Kind, _ ids: [String]) throws -> [String: Int] {
        guard kind == .network || kind == .source else { return [:] }
        let statement = try db.cachedStatement(
            sql: """
                SELECT target, count(*) AS count FROM link JOIN object ON object.id = link.object_id
                WHERE role = ? AND status <> 3 AND target IN (SELECT value FROM json_each(?))
                GROUP BY target
                """)
        let rows = try Row.fetchAll(statement, arguments: [kind.rawValue, IDList(ids).json])
        return Dictionary(rows.map { ($0["target"], $0["count"]) }, uniquingKeysWith: { first, _ in first })
    }

    /// The fields of the objects among `ids` that are there.
    private func documents(_ ids: [String]) throws -> [String: StoredDocument] {
        let statement = try db.cachedStatement(
            sql: "SELECT id, document FROM object WHERE id IN (SELECT value FROM json_each(?))")
        var documents: [String: StoredDocument] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [IDList(ids).json])
        while let row = try rows.next() {
            let text: String = row[1]
            documents[row[0]] = try StoredDocument(stored: Array(text.utf8))
        }
        return documents
    }
}
