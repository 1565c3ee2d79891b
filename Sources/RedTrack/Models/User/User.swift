public import Feeds

/// The user whom an account belongs to (API document, "Authorization").
///
/// The answer holds more: a password hash, payment and address data, codes of promotions. None of that is read. The key
/// is held in a type that shows itself to nobody, and is never written.
public struct User: WireRecord {
    /// The id.
    public var id: String?
    /// The address that the user logs in with.
    public var email: String?
    /// The key of the account.
    public var key: APIKey?
    /// The first name.
    public var firstName: String?
    /// The last name.
    public var lastName: String?
    /// How the user is reached on Skype.
    public var skype: String?
    /// A number of unknown meaning, 1 in all examples.
    public var status: Int?
    /// The id of the time zone of the account.
    public var timezoneID: String?
    /// The time zone of the account: its days begin and end there.
    public var timezone: Timezone?
    /// The id of the plan that is paid for.
    public var planID: String?
    /// The plan that is paid for.
    public var plan: PricingPlan?
    /// The clicks of the plan in a period.
    public var planClicks: Int?
    /// The clicks bought in addition.
    public var addonClicks: Int?
    /// The clicks left in this period.
    public var clicksLeft: Int?
    /// What the account measured.
    public var statistics: Statistics?
    /// When it was created.
    public var createdAt: Timestamp?
    /// When it was last changed.
    public var updatedAt: Timestamp?
    /// When the user last logged in.
    public var lastLogin: Timestamp?
    /// Where clicks go that no campaign takes.
    public var fallbackURL: String?

    /// Always none: what is not named above may be a secret, and is dropped while it is read.
    public var unknownFields: [Member] {
        get { [] }
        set {}
    }

    /// A user of whom nothing is known.
    public init() {}

    /// The fields that are read, in the document's order.
    public static let wireFields: [WireField<User>] = [
        WireField("id", \.id, .readOnly, aliases: ["_id"]),
        WireField("email", \.email, .readOnly),
        WireField(
            FieldDescription("api_key", .text, .readOnly),
            read: { (node, user) throws(WireError) in user.key = APIKey(try String(wire: node)) },
            write: { _ in nil }),
        WireField("firstname", \.firstName),
        WireField("lastname", \.lastName),
        WireField("skype", \.skype),
        WireField("status", \.status, .readOnly),
        WireField("timezone_id", \.timezoneID, .readOnly),
        WireField("timezone", \.timezone, .readOnly),
        WireField("plan_id", \.planID, .readOnly),
        WireField("plan", \.plan, .readOnly),
        WireField("plan_clicks", \.planClicks, .readOnly),
        WireField("addon_clicks", \.addonClicks, .readOnly),
        WireField("clicks_left", \.clicksLeft, .readOnly),
        WireField("stats", \.statistics, .readOnly),
        WireField("created_at", \.createdAt, .readOnly),
        WireField("updated_at", \.updatedAt, .readOnly),
        WireField("last_login", \.lastLogin, .readOnly),
        WireField("fallback_url", \.fallbackURL, .readOnly),
    ]
}
