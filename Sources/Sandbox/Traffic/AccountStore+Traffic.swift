import GRDB

/// Clicks on demand.
extension AccountStore {
    /// Makes up clicks on any campaign of any user, with their conversions.
    /// - Returns: the number of conversions.
    /// - Throws: ``Refusal`` with 404 when there is no such campaign.
    func generate(_ request: ClickRequest) async throws -> Int {
        let sums = sums
        return try await pool.write { db in
            db.afterNextTransaction(onCommit: { _ in sums.forget() })
            let owner = try String.fetchOne(
                db, sql: "SELECT user_id FROM object WHERE id = ? AND kind = 'campaign'",
                arguments: [request.campaignID])
            guard let owner, let user = try User.all(db).first(where: { $0.id == owner }) else {
                throw Refusal.unknown(.campaign)
            }
            let days = DayRange(first: request.firstDay, last: request.lastDay, zone: user.timezone)
            guard days.start < days.end else {
                throw Refusal(400, ["to value is invalid: it is before from"])
            }
            return try ClickTable(db: db, user: user).generate(
                campaign: request.campaignID, count: request.count, in: days.start..<days.end,
                seed: request.seed)
        }
    }
}
