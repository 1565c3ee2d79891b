import Feeds

/// The rows of `GET /plans`; the first two are the document's, `free` and `starter` are named elsewhere in it.
enum PlanCatalogue {
    private static let rows:
        [(id: String, name: String, price: Int, clicks: Int, options: [Int], eventPrice: String)] = [
            ("business", "Business", 339, 15_000_000, [2_500_000, 5_000_000, 10_000_000], "0.034"),
            ("enterprise", "Enterprise", 939, 50_000_000, [5_000_000, 15_000_000, 30_000_000], "0.027"),
            ("free", "Free", 0, 50_000, [], "0"),
            ("starter", "Starter", 29, 100_000, [100_000, 250_000, 500_000], "0.06"),
            ("pro", "Pro", 109, 3_000_000, [500_000, 1_000_000, 2_500_000], "0.04"),
        ]

    /// The plans in the field order of the document's "Plans index"; without options there is `null`.
    static let all: [Value] = rows.map { plan in
        let options = plan.options.map { Value.number(String($0)) }
        return .object([
            ("id", .string(plan.id)), ("name", .string(plan.name)), ("price", .number(String(plan.price))),
            ("clicks", .number(String(plan.clicks))),
            (
                "addons",
                .object([
                    ("options", options.isEmpty ? .null : .array(options)),
                    ("event_price", .number(plan.eventPrice)),
                ])
            ),
        ])
    }
}
