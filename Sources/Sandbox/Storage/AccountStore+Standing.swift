import GRDB

/// What a user has bought and used, as the user object shows it.
struct AccountStanding: Sendable {
    var plan = PlanCatalogue.free
    /// Clicks bought beside the plan.
    var addonClicks = 0
    /// Clicks since the plan was paid.
    var usedClicks = 0
    /// The traffic of the current day, which is what statistics show when no days are named.
    var today = TrafficTotals()

    /// What is left of all clicks that were bought; never below 0.
    var clicksLeft: Int { max(0, plan.clicks + addonClicks - usedClicks) }
}

extension AccountStore {
    /// Where a user stands.
    ///
    /// The document shows a plan, its clicks and what is left of them, and does not say when they are renewed. Here
    /// an approved recurring payment buys its plan for 30 days and an approved single one more clicks until then;
    /// without a payment the plan is the free one, by calendar months in the zone of the account.
    func standing(_ user: User) throws -> AccountStanding {
        let today = DayRange(first: nil, last: nil, zone: user.timezone)
        let sums = sums.view
        return try read { db in
            var standing = AccountStanding()
            var start = Timestamp.monthStart(today.start + user.timezone.offset) - user.timezone.offset
            let payments = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT document ->> '$.type', document ->> '$.plan_id',
                            document ->> '$.package.events_count', time
                        FROM payment WHERE user_id = ? AND status = 'approved' AND time > ? ORDER BY time, seq
                        """),
                arguments: [user.id, Timestamp.now().seconds - 30 * 86_400])
            while let payment = try payments.next() {
                if payment[0] as String? == "onetime" {
                    standing.addonClicks += payment[2] as Int? ?? 0
                } else if let plan = PlanCatalogue.plan(payment[1] ?? "") {
                    standing.plan = plan
                    standing.addonClicks = 0
                    start = payment[3]
                }
            }
            let queries = TotalsQueries(db: db, user: user, sums: sums)
            standing.usedClicks = try queries.totals(DayRange(start: start, end: today.end)).clicks
            standing.today = try queries.totals(today)
            return standing
        }
    }
}
