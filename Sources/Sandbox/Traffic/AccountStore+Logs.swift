import Feeds
import GRDB

/// The logs of clicks and conversions, oldest first: what comes later never moves a row to another page.
extension AccountStore {
    /// The clicks of one page, in the field order of the document's "Tracks".
    func tracks(_ query: LogQuery, user: User, options: ListOptions) throws -> [Value] {
        guard let offset = options.offset(query.window) else { return [] }
        let days = query.days(user)
        let (condition, values) = Self.condition(query)
        let page = options.page(
            query.window, offset: offset, by: "click.time, click.seq", number: "click.seq")
        return try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT click.*, campaign.title AS campaign, offer.title AS offer, landing.title AS landing,
                        source.title AS source, network.title AS network
                    FROM click
                    LEFT JOIN object campaign ON campaign.id = click.campaign_id
                    LEFT JOIN object offer ON offer.id = click.offer_id
                    LEFT JOIN object landing ON landing.id = click.landing_id
                    LEFT JOIN object source ON source.id = click.source_id
                    LEFT JOIN object network ON network.id = click.network_id
                    WHERE click.user_id = ? AND click.time >= ? AND click.time < ?\(condition)
                    \(page.sql)
                    """)
            let arguments: StatementArguments =
                [user.id, days.start, days.end] + values + page.arguments
            return try Row.fetchAll(statement, arguments: arguments).map(Self.track)
        }
    }

    /// The conversions of one page, in the field order of the document's "Conversions".
    func conversions(_ query: LogQuery, user: User, options: ListOptions) throws -> [Value] {
        guard let offset = options.offset(query.window) else { return [] }
        let days = query.days(user)
        var (condition, values) = Self.condition(query)
        if let click = query.clickID {
            condition += " AND conversion.click_id = ?"
            values += [click]
        }
        let page = options.page(
            query.window, offset: offset, by: "conversion.time, conversion.seq", number: "conversion.seq")
        return try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT conversion.*, click.country, campaign.title AS campaign, offer.title AS offer,
                        source.title AS source
                    FROM conversion CROSS JOIN click ON click.id = conversion.click_id
                    LEFT JOIN object campaign ON campaign.id = click.campaign_id
                    LEFT JOIN object offer ON offer.id = click.offer_id
                    LEFT JOIN object source ON source.id = click.source_id
                    WHERE conversion.user_id = ? AND conversion.time >= ? AND conversion.time < ?\(condition)
                    \(page.sql)
                    """)
            let arguments: StatementArguments =
                [user.id, days.start, days.end] + values + page.arguments
            return try Row.fetchAll(statement, arguments: arguments).map { row in
                .object([
                    ("id", row.text("id")), ("clickid", row.text("click_id")),
                    ("campaign", row.text("campaign")), ("offer", row.text("offer")),
                    ("source", row.text("source")), ("country", row.text("country")),
                    ("payout", FixedPoint.money(row["payout"])),
                    ("created_at", .string(Timestamp.text(seconds: row["time"]))),
                ])
            }
        }
    }

    /// Records uploaded conversions, all or none, with the current time.
    /// - Throws: ``Refusal`` with 400 that names everything wrong with every element.
    func upload(_ conversions: [ConversionUpload.Element], user: User) async throws {
        let sums = sums
        try await pool.write { db in
            let known = try db.cachedStatement(sql: "SELECT 1 FROM click WHERE id = ? AND user_id = ?")
            var problems: [String] = []
            for element in conversions
            where try Row.fetchOne(known, arguments: [element.clickID, user.id]) == nil {
                problems.append("[\(element.index)]: clickid cannot be found")
            }
            guard problems.isEmpty else { throw Refusal(400, problems) }
            let table = ClickTable(db: db, user: user)
            let now = Timestamp.now().seconds
            for element in conversions {
                try table.insertConversion(of: element.clickID, payout: element.payout, time: now)
            }
            db.afterNextTransaction(onCommit: { _ in sums.forget() })
        }
    }

    private static func condition(_ query: LogQuery) -> (String, StatementArguments) {
        (
            query.columns.map { " AND click.\($0.name) = ?" }.joined(),
            StatementArguments(query.columns.map(\.text))
        )
    }

    private static func track(_ row: Row) -> Value {
        let names: [(String, String)] = [
            ("id", "id"), ("campaign", "campaign"), ("offer", "offer"), ("landing", "landing"),
            ("source", "source"), ("network", "network"), ("country", "country"), ("city", "city"),
            ("os", "os"), ("isp", "isp"), ("browser", "browser"), ("device", "device"),
            ("connection_type", "connection_type"), ("user_agent", "user_agent"), ("ip", "ip"),
            ("referer", "referrer"),
        ]
        let rest: [(String, Value)] = [
            ("is_lp_track", .number(row.text("landing_id") == .string("") ? "0" : "1")),
            ("ref_id", row.text("ref_id")), ("cost", FixedPoint.money(row["cost"])),
            ("created_at", .string(Timestamp.text(seconds: row["time"]))),
        ]
        return .object(
            names.map { ($0.0, row.text($0.1)) } + rest + SourceWire.subs.map { ($0, row.text($0)) })
    }
}

extension Row {
    /// A text, empty when there is none.
    func text(_ column: String) -> Feeds.Value { .string(self[column] as String? ?? "") }
}
