/// What a row of a report stands for (API document, "Group fields"). Others than the named ones may be tried: a server
/// that does not know one fails.
public struct ReportGroup: RawRepresentable, Sendable, Hashable {
    /// The name on the wire, which is also that of the row's field.
    public let rawValue: String

    /// Wraps the name on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    private init(_ rawValue: String) { self.rawValue = rawValue }

    /// A day; what the API does by default.
    public static let date = ReportGroup("date")
    /// A month.
    public static let month = ReportGroup("month")
    /// An hour of the day.
    public static let hourOfDay = ReportGroup("hour_of_day")
    /// A day of the week.
    public static let dayOfWeek = ReportGroup("day_of_week")
    /// An offer, by its title.
    public static let offer = ReportGroup("offer")
    /// A landing page, by its title.
    public static let landing = ReportGroup("landing")
    /// A country.
    public static let country = ReportGroup("country")
    /// A region.
    public static let region = ReportGroup("region")
    /// A city.
    public static let city = ReportGroup("city")
    /// A language.
    public static let language = ReportGroup("language")
    /// An operating system.
    public static let os = ReportGroup("os")
    /// An operating system with its version.
    public static let osFullName = ReportGroup("os_fullname")
    /// A browser.
    public static let browser = ReportGroup("browser")
    /// A browser with its version.
    public static let browserFullName = ReportGroup("browser_fullname")
    /// A class of devices.
    public static let device = ReportGroup("device")
    /// A maker of devices.
    public static let deviceBrand = ReportGroup("device_brand")
    /// A model of a device.
    public static let deviceModel = ReportGroup("device_model")
    /// A type of connection.
    public static let connectionType = ReportGroup("connection_type")
    /// An internet provider.
    public static let isp = ReportGroup("isp")
    /// An address.
    public static let ip = ReportGroup("ip")
    /// What a browser says of itself.
    public static let userAgent = ReportGroup("ua")
    /// The page that clicks came from.
    public static let referrer = ReportGroup("referrer")
    /// The site that clicks came from.
    public static let referrerDomain = ReportGroup("referrer_domain")
    /// A type of proxy.
    public static let proxyType = ReportGroup("proxy_type")
    /// A stream of the campaign.
    public static let stream = ReportGroup("stream")

    /// A value of `sub`*number*, counted from 1; `nil` when there is no such one.
    public static func sub(_ number: Int) -> ReportGroup? {
        (1...SubItems.count).contains(number) ? ReportGroup("sub\(number)") : nil
    }

    /// All groups that the API document names, in its order.
    public static let documented: [ReportGroup] =
        [
            .date, .month, .hourOfDay, .dayOfWeek, .offer, .landing, .country, .region, .city, .language, .os,
            .osFullName, .browser, .browserFullName, .device, .deviceBrand, .deviceModel, .connectionType,
            .isp, .ip, .userAgent, .referrer, .referrerDomain, .proxyType, .stream,
        ] + (1...SubItems.count).compactMap(sub)
}

extension ReportGroup: CustomStringConvertible {
    /// The text form.
    public var description: String { rawValue }
}
