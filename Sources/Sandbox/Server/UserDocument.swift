import Feeds

/// The user object of the document's "Authorization" section. Nothing in it is anybody's: the password hash is a
/// constant that belongs to no password.
enum UserDocument {
    static func value(_ user: User, _ standing: AccountStanding) -> Value {
        let empty = Value.string("")
        let zero = Value.number("0")
        let subscription = Value.object([
            ("plan_id", .string(standing.plan.id)), ("customer_id", empty), ("payment_token", empty),
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
            ("plan_id", .string(standing.plan.id)), ("plan", standing.plan.value),
            ("plan_clicks", .number(String(standing.plan.clicks))),
            ("addon_clicks", .number(String(standing.addonClicks))),
            ("clicks_left", .number(String(standing.clicksLeft))),
            ("alerted_at", empty), ("subscription", subscription), ("billing_status", .number("1")),
            ("billing_country", .string("PG")),
        ]
        let rest: [(String, Value)] = [
            ("stats", Statistics.user.value(standing.today)),
            ("created_at", .string(user.createdAt)), ("updated_at", .string(user.updatedAt)),
            ("last_login", .string(user.lastLogin)),
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
}
