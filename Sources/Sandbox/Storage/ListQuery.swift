/// What a list call asks for, read and checked.
struct ListQuery: Sendable {
    var title: String?
    var ids: [String]?
    var sources: [String]?
    var networks: [String]?
    var tags: [String]?
    var countries: [String]?
    /// `nil` shows everything that is not deleted.
    var statuses: [Int]?
    /// The days whose traffic the statistics count; they do not limit the objects.
    var firstDay: String?
    var lastDay: String?
    var window = PageWindow()

    /// Whether objects are left out that an ordinary list shows.
    var isFiltered: Bool {
        title != nil || ids != nil || sources != nil || networks != nil || tags != nil || countries != nil
            || statuses != nil
    }

    /// Reads the parameters documented for lists of this kind; all others are ignored.
    /// - Throws: ``Refusal`` with 400 for numbers and days that are none.
    init(_ kind: Kind, _ query: QueryParameters) throws {
        var reader = ParameterReader(query)
        window = PageWindow(page: reader.number("page", 1), per: reader.number("per", 100))
        if kind != .domain { title = reader.text("title")?.lowercased() }
        if kind != .domain && kind != .network {
            firstDay = reader.day("date_from")
            lastDay = reader.day("date_to")
        }
        if [.campaign, .offer, .landing].contains(kind) { ids = reader.list("ids") }
        if kind == .campaign {
            sources = reader.list("sources")
            tags = reader.list("tags")
        }
        if kind == .offer {
            networks = reader.list("networks")
            countries = reader.list("countries").map { $0.map(Country.code) }
        }
        if kind == .campaign || kind == .offer { statuses = reader.numbers("status") }
        try reader.check()
    }
}
