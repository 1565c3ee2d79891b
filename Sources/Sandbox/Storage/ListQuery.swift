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
    /// From 1.
    var page = 1
    /// Rows on a page, from 1; there is no upper limit.
    var per = 100

    /// Reads the parameters documented for lists of this kind; all others are ignored.
    /// - Throws: ``Refusal`` with 400 for numbers and days that are none.
    init(_ kind: Kind, _ query: QueryParameters) throws {
        var problems: [String] = []
        func number(_ name: String, _ fallback: Int) -> Int {
            guard let text = query[name], !text.isEmpty else { return fallback }
            if let number = Int(text), number >= 1 { return number }
            problems.append("\(name) value is invalid: it should be a number from 1")
            return fallback
        }
        func list(_ name: String) -> [String]? {
            guard let text = query[name], !text.isEmpty else { return nil }
            return text.split(separator: ",").map(String.init)
        }
        page = number("page", 1)
        per = number("per", 100)
        if kind != .domain { title = query["title"].flatMap { $0.isEmpty ? nil : $0.lowercased() } }
        if kind != .domain && kind != .network {
            // Days limit the statistics, not the objects: they are checked and have no other effect.
            for name in ["date_from", "date_to"] {
                if let day = query[name], !day.isEmpty, !Timestamp.isDay(day) {
                    problems.append("\(name) value is invalid: it should be YYYY-MM-DD")
                }
            }
        }
        if [.campaign, .offer, .landing].contains(kind) { ids = list("ids") }
        if kind == .campaign {
            sources = list("sources")
            tags = list("tags")
        }
        if kind == .offer {
            networks = list("networks")
            countries = list("countries").map { $0.map(CountryID.code) }
        }
        if kind == .campaign || kind == .offer, let texts = list("status") {
            statuses = texts.compactMap { Int($0) }
            if statuses?.count != texts.count {
                problems.append("status value is invalid: it should be a number")
            }
        }
        guard problems.isEmpty else { throw Refusal(400, problems) }
    }
}

/// The document filters offers by "country IDs" where offers hold ISO codes: both are understood.
enum CountryID {
    private static let codes = [
        "5582b2a08ead0e71030041a7": "AD", "5582b2a08ead0e71030041a8": "AE", "5582b2a08ead0e71030041a9": "AF",
    ]

    static func code(_ text: String) -> String {
        codes[text] ?? text.uppercased()
    }
}
