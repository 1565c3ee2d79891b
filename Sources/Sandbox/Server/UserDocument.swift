import Feeds

/// The user object of the document's "Authorization" section. Nothing in it is anybody's: the password hash is a
/// constant that belongs to no password.
enum UserDocument {
    static func value(_ user: User) -> Value {
        let empty = Value.string("")
        let zero = Value.number("0")
        let subscription = Value.object([
            ("plan_id", .string("free")), ("customer_id", empty), ("payment_token", empty),
            ("billing_date", empty), ("card_number_tail", empty),
            (
                "details",
                .object(
                    ["name", "company", "address", "country", "state", "city", "postal_code", "tax"]
                        .map { ($0, empty) })
            ),
        ])
        let identity: [(String, Value)] = [
            ("id", .string(user.id)), ("email", .string(user.email)), ("api_key", .string(user.apiKey)),
            ("password", .string(String(repeating: "0", count: 40))), ("password_confirmation", empty),
            ("firstname", .string(user.firstName)), ("lastname", .string(user.lastName)),
            ("skype", .string(user.skype)), ("status", .number("1")),
            ("timezone_id", .string(user.timezone.id)),
            (
                "timezone",
                .object([
                    ("id", .string(user.timezone.id)), ("zone", .string(user.timezone.zone)),
                    ("alias", empty),
                    ("offset", .number(String(user.timezone.offset))),
                ])
            ),
        ]
        let plan: [(String, Value)] = [
            ("plan_id", .string("free")),
            (
                "plan",
                .object([
                    ("id", .string("free")), ("name", .string("Free")), ("price", zero),
                    ("clicks", .number("50000")),
                    ("addons", .object([("options", .null), ("event_price", zero)])),
                ])
            ),
            ("plan_clicks", .number("50000")), ("addon_clicks", zero), ("clicks_left", .number("50000")),
            ("alerted_at", empty), ("subscription", subscription), ("billing_status", .number("1")),
            ("billing_country", .string("PG")),
        ]
        let rest: [(String, Value)] = [
            ("stats", .object(statistics.map { ($0, zero) })),
            ("created_at", .string(user.createdAt)), ("updated_at", .string(user.updatedAt)),
            ("last_login", .string(user.createdAt)),
            ("referral_code", .string("00000000000000000000000000000000")), ("promo_name", empty),
            (
                "promo_code",
                .object([
                    ("id", empty), ("title", empty),
                    ("discount", .object([("value", zero), ("kind", zero), ("quantity", zero)])),
                    ("status", zero), ("description", empty),
                ])
            ),
            ("settings", .object([("is_admin_mode", .bool(false))])), ("fallback_url", empty),
            ("shared_access", .null),
        ]
        return .object(identity + plan + rest)
    }

    private static let statistics = [
        "clicks", "unique_clicks", "conversions", "revenue", "cost", "cpa", "cpc", "cr", "epc", "profit",
        "roi",
        "lp_views", "lp_clicks", "lp_ctr",
    ]
}
