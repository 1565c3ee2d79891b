import GRDB

/// Clicks and conversions summed by the objects that they belong to.
struct TotalsQueries {
    let db: Database
    let user: User
    let sums: TrafficSums.View

    /// The sums of a span over everything that the user has.
    func totals(_ span: DayRange) throws -> TrafficTotals {
        let key = TrafficSums.Key(userID: user.id, kind: nil, span: span)
        return try sums.sums(key) { try read("''", span) }[""] ?? TrafficTotals()
    }

    /// The sums of a span by the ids of a kind, for each that has any; nothing for a kind that clicks do not know.
    func totals(_ kind: Kind, _ span: DayRange) throws -> [String: TrafficTotals] {
        guard kind != .domain else { return [:] }
        let key = TrafficSums.Key(userID: user.id, kind: kind, span: span)
        return try sums.sums(key) { try read("click.\(kind.rawValue)_id", span) }
    }

    private func read(_ column: String, _ span: DayRange) throws -> [String: TrafficTotals] {
        let arguments: StatementArguments = [user.id, span.start, span.end]
        var totals: [String: TrafficTotals] = [:]
        let clicks = try db.cachedStatement(
            sql: """
                SELECT \(column), count(*), sum(is_unique), sum(cost), sum(landing_id <> ''),
                    sum(is_page_click), sum(is_page_click AND is_unique)
                FROM click WHERE user_id = ? AND time >= ? AND time < ? GROUP BY 1
                """)
        for row in try Row.fetchAll(clicks, arguments: arguments) {
            totals[row[0]] = TrafficTotals(
                clicks: row[1], uniqueClicks: row[2], cost: row[3], views: row[4], pageClicks: row[5],
                uniquePageClicks: row[6])
        }
        // The order of the join is fixed: the conversions of a span are few, and each knows its click.
        let conversions = try db.cachedStatement(
            sql: """
                SELECT \(column), count(*), sum(payout)
                FROM conversion CROSS JOIN click ON click.id = conversion.click_id
                WHERE conversion.user_id = ? AND conversion.time >= ? AND conversion.time < ? GROUP BY 1
                """)
        for row in try Row.fetchAll(conversions, arguments: arguments) {
            totals[row[0], default: TrafficTotals()].conversions = row[1]
            totals[row[0], default: TrafficTotals()].revenue = row[2]
        }
        return totals
    }
}
