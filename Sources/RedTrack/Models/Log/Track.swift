public import Feeds

public import struct FoundationEssentials.Decimal

/// A click, on a campaign or on a landing page (API document, "Track model").
public struct Track: LogRecord {
    /// The id of the click: what `{clickid}` stands for.
    public var id: String?
    /// The title of the campaign.
    public var campaign: String?
    /// The title of the offer.
    public var offer: String?
    /// The title of the landing page.
    public var landing: String?
    /// The title of the traffic source.
    public var source: String?
    /// The title of the network.
    public var network: String?
    /// The code of the country, two letters.
    public var country: String?
    /// The name of the city.
    public var city: String?
    /// The name of the operating system.
    public var os: String?
    /// The name of the internet provider.
    public var isp: String?
    /// The name of the browser.
    public var browser: String?
    /// The device.
    public var device: String?
    /// The type of connection, such as `wifi`.
    public var connectionType: String?
    /// What the browser says of itself.
    public var userAgent: String?
    /// The address that it came from.
    public var ip: String?
    /// The page that it came from.
    public var referrer: String?
    /// 1 for a click on a landing page, 0 for one that came from the source.
    public var isLandingPageTrack: Int?
    /// The source's own id of the click.
    public var refID: String?
    /// What the click cost.
    public var cost: Decimal?
    /// When it happened.
    public var createdAt: Timestamp?
    /// The values of `sub1` to `sub10`.
    public var subs = SubItems()
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The id of the click.
    public var recordID: String? { id }

    /// When the click was made.
    public var recordTime: Timestamp? { createdAt }

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Track>] =
        [
            WireField("id", \.id, .readOnly, aliases: ["_id"]),
            WireField("campaign", \.campaign, .readOnly),
            WireField("offer", \.offer, .readOnly),
            WireField("landing", \.landing, .readOnly),
            WireField("source", \.source, .readOnly),
            WireField("network", \.network, .readOnly),
            WireField("country", \.country, .readOnly),
            WireField("city", \.city, .readOnly),
            WireField("os", \.os, .readOnly),
            WireField("isp", \.isp, .readOnly),
            WireField("browser", \.browser, .readOnly),
            WireField("device", \.device, .readOnly),
            WireField("connection_type", \.connectionType, .readOnly),
            WireField("user_agent", \.userAgent, .readOnly),
            WireField("ip", \.ip, .readOnly),
            WireField("referer", \.referrer, .readOnly),
            WireField("is_lp_track", \.isLandingPageTrack, .readOnly),
            WireField("ref_id", \.refID, .readOnly),
            WireField("cost", \.cost, .readOnly),
            WireField("created_at", \.createdAt, .readOnly),
        ] + SubItems.flatFields(\.subs)
}
