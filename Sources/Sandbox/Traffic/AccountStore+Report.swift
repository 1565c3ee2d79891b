import Feeds
import GRDB

/// `GET /report`: sums of clicks and conversions by one group.
extension AccountStore {
    /// The rows of a report. Clicks count at their time, conversions at theirs; both in the group of the click.
    func report(_ query: ReportQuery, user: User) throws -> [Value] {
        let days = DayRange(first: query.firstDay, last: query.lastDay, zone: user.timezone)
        let sql = Self.sql(query, offset: user.timezone.offset)
        let part: StatementArguments = [user.id, days.start, days.end]
        let values = StatementArguments(query.values)
        return try read { db in
            try Row.fetchAll(
                db, sql: sql, arguments: part + values + part + values
            ).map { Self.row($0, query.group) }
        }
    }

    private static func sql(_ query: ReportQuery, offset: Int) -> String {
        let isTitle = if case .title = query.group.source { true } else { false }
        let name = isTitle ? "coalesce(object.title, '')" : "key"
        let join = isTitle ? "LEFT JOIN object ON object.id = key" : ""
        return """
            SELECT \(name) AS name, clicks, uniques, cost, views, pages, unique_pages, conversions, revenue FROM (
                SELECT key, sum(clicks) AS clicks, sum(uniques) AS uniques, sum(cost) AS cost,
                    sum(views) AS views, sum(pages) AS pages, sum(unique_pages) AS unique_pages,
                    sum(conversions) AS conversions, sum(revenue) AS revenue
                FROM (
                    SELECT \(query.group.expression(time: "time", offset: offset)) AS key, 1 AS clicks,
                        is_unique AS uniques, cost, landing_id <> '' AS views, is_page_click AS pages,
                        is_page_click AND is_unique AS unique_pages, 0 AS conversions, 0 AS revenue
                    FROM click WHERE user_id = ? AND time >= ? AND time < ?\(query.condition)
                    UNION ALL
                    SELECT \(query.group.expression(time: "converted", offset: offset)), 0, 0, 0, 0, 0, 0, 1, payout
                    FROM (
                        SELECT click.*, conversion.time AS converted, payout
                        FROM conversion CROSS JOIN click ON click.id = conversion.click_id
                        WHERE conversion.user_id = ? AND conversion.time >= ? AND conversion.time < ?
                    ) WHERE TRUE\(query.condition)
                ) GROUP BY key
            ) \(join) ORDER BY name, key
            """
    }

    /// A row with its names sorted, as in the document's example: the group stands among the numbers.
    private static func row(_ row: Row, _ group: ReportGroup) -> Value {
        let totals = TrafficTotals(
            clicks: row["clicks"], uniqueClicks: row["uniques"], conversions: row["conversions"],
            revenue: row["revenue"], cost: row["cost"], views: row["views"], pageClicks: row["pages"],
            uniquePageClicks: row["unique_pages"])
        let text = row["name"] as String? ?? ""
        var members: [(String, Value)] = [(group.name, .string(text))]
        if case .time(_, isNumber: true) = group.source {
            members = [(group.name, .number(String(Int(text) ?? 0)))]
        }
        for name in Self.names {
            let number: Value? =
                switch name {
                case "roi": totals.roi(times: 1)
                case "lp_ctr": totals.pageRate(times: 1)
                default: totals.number(name)
                }
            members.append((name, number ?? .number("0")))
        }
        return .object(members.sorted { $0.0 < $1.0 })
    }

    /// Impressions and transactions are not tracked here, and neither is what is computed from them.
    private static let names = [
        "clicks", "conversions", "cost", "cpa", "cpc", "cpt", "cr", "ctr", "epc", "impressions", "lp_clicks",
        "lp_ctr", "lp_views", "profit", "revenue", "roi", "tr", "transactions", "unique_clicks",
    ]
}
