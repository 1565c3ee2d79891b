import GRDB

/// Lists: one page in the order of creation.
extension AccountStore {
    /// The text of one page.
    func list(_ kind: Kind, _ query: ListQuery, user: User, options: ListOptions) throws -> [UInt8] {
        let sums = sums.view
        return try read { db in
            let page = try page(kind, query, user, options, db)
            var lookups = try LookupQueries(db: db).lookups(kind, page)
            lookups.fillsFilters = options.fillsFilters
            let days = DayRange(first: query.firstDay, last: query.lastDay, zone: user.timezone)
            lookups.totals = try TotalsQueries(db: db, user: user, sums: sums).totals(kind, days)
            var answer = AnswerWriter(capacity: 1024 + page.count * 768)
            answer.list(page) { object, answer in
                answer.object { kind.write(object, as: .list, with: lookups, to: &$0) }
            }
            return answer.bytes
        }
    }

    private func page(
        _ kind: Kind, _ query: ListQuery, _ user: User, _ options: ListOptions, _ db: Database
    ) throws -> [StoredObject] {
        // A page past the last row that could ever be is empty.
        guard let offset = options.offset(query.window) else { return [] }
        guard !query.isFiltered, options.shuffle == nil else {
            return try rows(kind, query, user, options, db, offset: offset).map(\.object)
        }
        let state = try ListMarks.State(user, kind, db)
        let mark = marks.mark(state, before: offset)
        let rows = try rows(kind, query, user, options, db, offset: offset - mark.count, after: mark.row)
        if let last = rows.last {
            marks.note(ListMarks.Mark(count: offset + rows.count, row: last.number), of: state)
        }
        return rows.map(\.object)
    }

    /// The rows of a page, with their numbers: `offset` rows behind the one with the number `row`.
    private func rows(
        _ kind: Kind, _ query: ListQuery, _ user: User, _ options: ListOptions, _ db: Database, offset: Int,
        after row: Int64 = 0
    ) throws -> [(object: StoredObject, number: Int64)] {
        let (condition, values) = Self.condition(kind, query, user)
        let page = options.page(query.window, offset: offset, by: "seq", number: "seq")
        let statement = try db.cachedStatement(
            sql: "SELECT \(ObjectTable.columns), seq FROM object WHERE \(condition) AND seq > ? \(page.sql)")
        let rows = try Row.fetchCursor(statement, arguments: values + [row] + page.arguments)
        return try Array(rows.map { (try StoredObject($0), $0["seq"]) })
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
