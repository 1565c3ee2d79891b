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
        case .offer: lookups.titles = try column("title", page.map { $0.document.text("program_id") })
        case .campaign:
            let sources = page.map { $0.document.text("source_id") }
            lookups.titles = try column("title", sources)
            lookups.postbackURLs = try column("document ->> '$.postback_url'", sources)
            lookups.domainURLs = try column(
                "document ->> '$.url'", page.map { $0.document.text("domain_id") })
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

    private func column(_ expression: String, _ ids: [String]) throws -> [String: String] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, \(expression) AS text FROM object WHERE id IN (SELECT value FROM json_each(?))
                """)
        let rows = try Row.fetchAll(statement, arguments: [IDList(ids).json])
        let pairs = rows.map { row in (row["id"] as String, row["text"] as String? ?? "") }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
