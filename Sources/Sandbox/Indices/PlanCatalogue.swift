import Feeds

/// The plans of `GET /plans`; the first two are the document's, `free` and `starter` are named elsewhere in it.
enum PlanCatalogue {
    /// One plan.
    struct Plan: Sendable {
        let id: String
        let name: String
        let price: Int
        /// The clicks of one payment.
        let clicks: Int
        /// The numbers of clicks that can be bought beside.
        let options: [Int]
        let eventPrice: String
    }

    /// What a user has who never paid.
    static let free = Plan(id: "free", name: "Free", price: 0, clicks: 50_000, options: [], eventPrice: "0")

    private static let plans = [
        Plan(
            id: "business", name: "Business", price: 339, clicks: 15_000_000,
            options: [2_500_000, 5_000_000, 10_000_000], eventPrice: "0.034"),
        Plan(
            id: "enterprise", name: "Enterprise", price: 939, clicks: 50_000_000,
            options: [5_000_000, 15_000_000, 30_000_000], eventPrice: "0.027"),
        free,
        Plan(
            id: "starter", name: "Starter", price: 29, clicks: 100_000, options: [100_000, 250_000, 500_000],
            eventPrice: "0.06"),
        Plan(
            id: "pro", name: "Pro", price: 109, clicks: 3_000_000, options: [500_000, 1_000_000, 2_500_000],
            eventPrice: "0.04"),
    ]

    /// The plan with this id.
    static func plan(_ id: String) -> Plan? { plans.first { $0.id == id } }

    /// The rows of `GET /plans`.
    static let all = plans.map(\.value)
}

extension PlanCatalogue.Plan {
    /// The plan in the field order of the document's "Plans index"; without options there is `null`.
    var value: Value {
        let options = options.map { Value.number(String($0)) }
        return .object([
            ("id", .string(id)), ("name", .string(name)), ("price", .number(String(price))),
            ("clicks", .number(String(clicks))),
            (
                "addons",
                .object([
                    ("options", options.isEmpty ? .null : .array(options)),
                    ("event_price", .number(eventPrice)),
                ])
            ),
        ])
    }
}
