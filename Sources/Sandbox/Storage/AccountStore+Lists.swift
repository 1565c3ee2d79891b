import Feeds
import GRDB

/// How a list departs from the document, when a fault asks for it.
struct ListOptions: Sendable {
    /// Rows by which the page begins too early (inserted rows) or, negative, too late (removed ones), for each
    /// page before it.
    var shift = 0
    /// A number from which the order of this page is drawn; `nil` keeps the order of creation.
    var shuffle: UInt64?
    var fillsFilters = false
}

/// Lists: one page in the order of creation.
extension AccountStore {
    /// The objects of one page, as answered.
    func list(_ kind: Kind, _ query: ListQuery, user: User, options: ListOptions) async throws -> [Value] {
        try await pool.read { db in
            let page = try Self.page(kind, query, user, options, db)
            var lookups = try LookupQueries(db: db).lookups(kind, page)
            lookups.fillsFilters = options.fillsFilters
            let days = DayRange(first: query.firstDay, last: query.lastDay, zone: user.timezone)
            lookups.totals = try TotalsQueries(db: db, user: user).totals(kind, page.map(\.id), days)
            return page.map { kind.wire.answer($0, as: .list, with: lookups) }
        }
    }

    private static func page(
        _ kind: Kind, _ query: ListQuery, _ user: User, _ options: ListOptions, _ db: Database
    ) throws -> [StoredObject] {
        let (pagesBefore, per) = (query.window.page - 1, query.window.per)
        // A page past the last row that could ever be is empty.
        guard let rows = query.window.offset else { return [] }
        let (shifted, isPastEnd) = rows.subtractingReportingOverflow(
            options.shift * min(pagesBefore, 1_000_000))
        if isPastEnd { return [] }
        let offset = max(0, shifted)
        let (condition, arguments) = condition(kind, query, user)
        guard let shuffle = options.shuffle else {
            let statement = try db.cachedStatement(
                sql: """
                    SELECT \(ObjectTable.columns) FROM object WHERE \(condition) ORDER BY seq LIMIT ? OFFSET ?
                    """)
            return try Row.fetchAll(statement, arguments: arguments + [per, offset]).map(StoredObject.init)
        }
        var generator = SeededGenerator(seed: shuffle)
        let all = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT \(ObjectTable.columns) FROM object WHERE \(condition) ORDER BY seq"),
            arguments: arguments
        ).shuffled(using: &generator)
        guard offset < all.count else { return [] }
        return try all.dropFirst(offset).prefix(per).map(StoredObject.init)
    }

    private static func condition(
        _ kind: Kind, _ query: ListQuery, _ user: User
    ) -> (String, StatementArguments) {
        var conditions = ["user_id = ?", "kind = ?"]
        var arguments: StatementArguments = [user.id, kind.rawValue]
        func add(_ condition: String, _ values: [String]) {
            conditions.append(condition)
            arguments += [IDList(values).json]
        }
        let linked = { (role: Link.Role) in
            """
            id IN (SELECT object_id FROM link
            WHERE role = '\(role.rawValue)' AND target IN (SELECT value FROM json_each(?)))
            """
        }
        if let title = query.title {
            conditions.append("instr(folded_title, ?) > 0")
            arguments += [title]
        }
        if let ids = query.ids { add("id IN (SELECT value FROM json_each(?))", ids) }
        if let sources = query.sources { add(linked(.source), sources) }
        if let networks = query.networks { add(linked(.network), networks) }
        if let tags = query.tags { add(linked(.tag), tags) }
        if let countries = query.countries { add(linked(.country), countries) }
        if let statuses = query.statuses {
            add("CAST(status AS TEXT) IN (SELECT value FROM json_each(?))", statuses.map { String($0) })
        } else {
            conditions.append("status <> 3")
        }
        return (conditions.joined(separator: " AND "), arguments)
    }
}
