import Feeds
import GRDB

/// `GET /transactions`: what a user has paid.
extension AccountStore {
    /// The payments of one page, oldest first. Without days all of them: the document names no default here.
    func transactions(_ query: LogQuery, user: User, options: ListOptions) throws -> [Value] {
        guard let offset = options.offset(query.window) else { return [] }
        let days = query.days(user)
        let start = query.firstDay == nil ? Int.min : days.start
        let end = query.lastDay == nil ? Int.max : days.end
        let condition = query.status == nil ? "" : " AND status = ?"
        let status = query.status.map { StatementArguments([$0]) } ?? []
        let page = options.page(query.window, offset: offset, by: "time, seq", number: "seq")
        return try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT document FROM payment WHERE user_id = ? AND time >= ? AND time < ?\(condition)
                    \(page.sql)
                    """)
            return try String.fetchAll(
                statement, arguments: [user.id, start, end] + status + page.arguments
            ).map { try RequestBody.value(Array($0.utf8)) }
        }
    }

    /// The tags of the campaigns or offers of a user, in the order in which they came up.
    func tags(_ kind: Kind, user: User) throws -> [Value] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT tag.value FROM object, json_each(object.document, '$.tags') tag
                    WHERE user_id = ? AND kind = ? AND status <> 3 AND tag.type = 'text'
                    GROUP BY tag.value ORDER BY min(object.seq * 1000000 + tag.key)
                    """)
            return try String.fetchAll(statement, arguments: [user.id, kind.rawValue]).map(Value.string)
        }
    }
}
