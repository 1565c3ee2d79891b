import GRDB

/// What `GET /report` asks for, read and checked.
struct ReportQuery: Sendable {
    let group: ReportGroup
    /// Conditions on columns of a click.
    let condition: String
    let values: [String]
    let firstDay: String?
    let lastDay: String?

    /// - Throws: ``Refusal`` with 400 for days that are none, and with 500 for a group that is none, as RedTrack
    ///   answers it.
    init(_ query: QueryParameters) throws {
        var reader = ParameterReader(query)
        firstDay = reader.day("date_from")
        lastDay = reader.day("date_to")
        try reader.check()
        guard let group = ReportGroup(reader.text("group") ?? "date") else {
            throw Refusal(500, ["Problem with loading report"])
        }
        self.group = group
        var conditions: [(String, String)] = []
        for name in ["campaign_id", "offer_id", "source_id"] + SourceWire.subs {
            if let text = reader.text(name) { conditions.append(("\(name) = ?", text)) }
        }
        if let country = reader.text("country_code") {
            conditions.append(("country = ?", Country.code(country)))
        }
        if let system = reader.text("os") { conditions.append(("os = ? COLLATE NOCASE", system)) }
        condition = conditions.map { " AND " + $0.0 }.joined()
        values = conditions.map(\.1)
    }
}
