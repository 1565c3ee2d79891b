import Feeds
import GRDB

/// One payment to the API's operator.
struct Payment: Sendable {
    let key: String
    let type: String
    let plan: String
    let status: String
    /// In cents.
    let price: Int
    let events: Int
    /// Seconds since 1970.
    let time: Int

    /// The payment in the field order of the document's "Transactions", with a quarter of the price as tax.
    func value(_ user: User) -> Value {
        let cents = { (number: Int) in FixedPoint.money(number * 10_000) }
        return .object([
            ("key", .string(key)), ("type", .string(type)), ("user_id", .string(user.id)),
            ("plan_id", .string(plan)), ("status", .string(status)),
            (
                "package",
                .object([
                    ("price", cents(price)), ("vat", cents(price / 4)), ("total", cents(price + price / 4)),
                    ("events_count", .number(String(events))),
                ])
            ),
            ("created_at", .string(Timestamp.text(seconds: time))),
        ])
    }

    func insert(_ db: Database, user: User) throws {
        try db.execute(
            sql: "INSERT INTO payment (user_id, status, time, document) VALUES (?, ?, ?, ?)",
            arguments: [user.id, status, time, value(user).jsonText()])
    }
}
