import GRDB

/// Thirty days of clicks, conversions and payments for the demo account; the same campaigns and day give the same.
enum DemoTraffic {
    /// How many clicks each campaign gets, in the order of the campaigns.
    private static let clicks = [1900, 1100]

    static func insert(_ db: Database, user: User, campaigns: [String]) throws {
        let now = Timestamp.now().seconds
        let table = ClickTable(db: db, user: user)
        for (index, campaign) in campaigns.enumerated() {
            _ = try table.generate(
                campaign: campaign, count: clicks[index % clicks.count], in: now - 30 * 86_400..<now + 1,
                seed: UInt64(index + 1))
        }
        let month = 30 * 86_400
        for payment in [
            Payment(
                key: "q7mz3d1a", type: "onetime", plan: "starter", status: "declined", price: 2900,
                events: 100_000, time: now - 3 * month),
            Payment(
                key: "k2vx8c5t", type: "recurring", plan: "starter", status: "approved", price: 2900,
                events: 100_000, time: now - 2 * month),
            Payment(
                key: "w9hb4n6e", type: "recurring", plan: "starter", status: "approved", price: 2900,
                events: 100_000, time: now - month),
            Payment(
                key: "f5rj0p2s", type: "recurring", plan: "pro", status: "approved", price: 10_900,
                events: 3_000_000, time: now - 3600),
        ] {
            try payment.insert(db, user: user)
        }
    }
}
