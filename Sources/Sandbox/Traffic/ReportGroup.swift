/// What the rows of a report stand for: the document's "Group fields".
struct ReportGroup: Sendable, Hashable {
    /// How a group is found in a click or a conversion, and how it is written.
    enum Source: Sendable, Hashable {
        /// A column of the click.
        case column(String)
        /// The title of the object whose id is in a column.
        case title(String)
        /// A format of `strftime`, applied to the time of the click or of the conversion; whether it is a number.
        case time(String, isNumber: Bool)
    }

    /// The name in the query and in the row.
    let name: String
    let source: Source

    /// The group with this name.
    init?(_ name: String) {
        guard let source = Self.sources[name] else { return nil }
        self.name = name
        self.source = source
    }

    /// The names of all groups, sorted.
    static var names: [String] { sources.keys.sorted() }

    private static let sources: [String: Source] = {
        var sources: [String: Source] = [
            "date": .time("%Y-%m-%d", isNumber: false), "month": .time("%Y-%m", isNumber: false),
            "hour_of_day": .time("%H", isNumber: true), "day_of_week": .time("%w", isNumber: true),
            "offer": .title("offer_id"), "landing": .title("landing_id"),
            "os_fullname": .column("trim(os || ' ' || os_version)"),
            "browser_fullname": .column("trim(browser || ' ' || browser_version)"),
            "ua": .column("user_agent"),
        ]
        let columns =
            [
                "country", "region", "city", "language", "os", "browser", "device", "device_brand",
                "device_model",
                "connection_type", "isp", "ip", "referrer", "referrer_domain", "proxy_type", "stream",
            ] + SourceWire.subs
        for column in columns { sources[column] = .column(column) }
        return sources
    }()

    /// The SQL of the group's key, where `time` holds the seconds that count, shifted by the account's zone.
    func expression(time: String, offset: Int) -> String {
        switch source {
        case .column(let expression), .title(let expression): expression
        case .time(let format, _): "strftime('\(format)', \(time) + \(offset), 'unixepoch')"
        }
    }
}
