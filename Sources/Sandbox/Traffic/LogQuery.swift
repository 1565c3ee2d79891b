import GRDB

/// What `GET /tracks`, `GET /conversions` and `GET /transactions` ask for, read and checked.
struct LogQuery: Sendable {
    /// Columns of a click and what they must be.
    private(set) var columns: [(name: String, text: String)] = []
    private(set) var clickID: String?
    private(set) var status: String?
    let firstDay: String?
    let lastDay: String?
    var window: PageWindow

    private init(_ reader: inout ParameterReader) throws {
        window = PageWindow(page: reader.number("page", 1), per: reader.number("per", 100))
        firstDay = reader.day("date_from")
        lastDay = reader.day("date_to")
        try reader.check()
    }

    /// - Throws: ``Refusal`` with 400 for numbers and days that are none.
    static func tracks(_ query: QueryParameters) throws -> LogQuery {
        var reader = ParameterReader(query)
        var log = try LogQuery(&reader)
        log.filter(reader, ["campaign_id"])
        return log
    }

    /// - Throws: ``Refusal`` with 400 for numbers and days that are none.
    static func conversions(_ query: QueryParameters) throws -> LogQuery {
        var reader = ParameterReader(query)
        var log = try LogQuery(&reader)
        log.filter(reader, ["campaign_id", "offer_id", "source_id", "network_id"])
        if let country = reader.text("country_code") {
            log.columns.append(("country", Country.code(country)))
        }
        log.clickID = reader.text("clickid")
        return log
    }

    /// - Throws: ``Refusal`` with 400 for numbers and days that are none.
    static func transactions(_ query: QueryParameters) throws -> LogQuery {
        var reader = ParameterReader(query)
        var log = try LogQuery(&reader)
        log.status = reader.text("status")
        return log
    }

    /// The days, the current one where none is named.
    func days(_ user: User) -> DayRange {
        DayRange(first: firstDay, last: lastDay, zone: user.timezone)
    }

    private mutating func filter(_ reader: ParameterReader, _ names: [String]) {
        for name in names {
            if let text = reader.text(name) { columns.append((name, text)) }
        }
    }
}
