public import Feeds

public import struct FoundationEssentials.Decimal

/// An offer (API document, "Offer model").
public struct Offer: AccountObject {
    /// Read-only: the id.
    public var id: OfferID?
    /// Read-only: the user whom it belongs to.
    public var userID: String?
    /// Required: the title.
    public var title: String?
    /// Active, or archived: the document has no call to delete an offer.
    public var status: Status?
    /// Required: the network that it belongs to; `program_id` on the wire.
    public var networkID: NetworkID?
    /// Read-only: the title of that network.
    public var networkTitle: String?
    /// ISO country codes.
    public var countryCodes: [String]?
    /// Required: where the offer is, with macros.
    public var url: String?
    /// Where its conversions are reported to.
    public var postbackURL: String?
    /// What a conversion pays.
    public var payment: Payment?
    /// In all examples, not in the table: an advertiser's own targeting.
    public var targeting: Targeting?
    /// Clicks a day; 0 means no cap.
    public var cap: Int?
    /// Whether reaching the cap is reported.
    public var capAlert: Bool?
    /// Read-only, in examples alone.
    public var cpapi: Bool?
    /// Read-only: measured numbers.
    public var statistics: Statistics?
    /// Read-only: when it was created.
    public var createdAt: Timestamp?
    /// Read-only: when it was last changed.
    public var updatedAt: Timestamp?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// An offer of which nothing is known.
    public init() {}

    /// The kind of these objects.
    public static let kind = Kind.offer

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Offer>] = [
        WireField("id", \.id, .readOnly, type: .text, aliases: ["_id"]),
        WireField("user_id", \.userID, .readOnly),
        WireField("title", \.title, .required),
        WireField("status", \.status, type: .choice([Status.active, .archived].map(\.named))),
        WireField("program_id", \.networkID, .required),
        WireField("network_title", \.networkTitle, .readOnly),
        WireField("country_codes", \.countryCodes, type: .texts(ordered: false)),
        WireField("url", \.url, .required),
        WireField("postback_url", \.postbackURL),
        WireField("payment", \.payment),
        WireField("targeting", \.targeting),
        WireField("cap", \.cap),
        WireField("cap_alert", \.capAlert),
        WireField("cpapi", \.cpapi, .readOnly),
        WireField("stat", \.statistics, .readOnly),
        WireField("created_at", \.createdAt, .readOnly),
        WireField("updated_at", \.updatedAt, .readOnly),
    ]
}

/// What a conversion pays (API document, "OffersPayment model").
public struct Payment: WireRecord {
    /// The amount in the account's currency, above zero when sent.
    public var amount: Decimal?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A payment of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Payment>] = [
        WireField("amount", \.amount, type: .decimal(positive: true))
    ]
}

/// An advertiser's own targeting of an offer (API document, "Create an offer", its example).
public struct Targeting: WireRecord {
    /// Operating systems.
    public var os: [Software]?
    /// Browsers.
    public var browser: [Software]?
    /// ISO country codes; independent of the offer's own.
    public var countries: [String]?
    /// Names of cities.
    public var cities: [String]?
    /// Brands of devices.
    public var devices: [String]?
    /// Names of providers.
    public var isp: [String]?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// A targeting of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Targeting>] = [
        WireField("os", \.os, type: .records(Software.fields, ordered: false)),
        WireField("browser", \.browser, type: .records(Software.fields, ordered: false)),
        WireField("countries", \.countries, type: .texts(ordered: false)),
        WireField("cities", \.cities, type: .texts(ordered: false)),
        WireField("devices", \.devices, type: .texts(ordered: false)),
        WireField("isp", \.isp, type: .texts(ordered: false)),
    ]

    /// A program by name and version.
    public struct Software: WireRecord {
        /// The name, such as `Chrome`.
        public var name: String?
        /// The version as text.
        public var version: String?
        /// Fields that the API document does not know, in the order in which they came.
        public var unknownFields: [Member] = []

        /// A program of which nothing is known.
        public init() {}

        /// The documented fields, in the document's order.
        public static let wireFields: [WireField<Software>] = [
            WireField("name", \.name), WireField("version", \.version),
        ]
    }
}
