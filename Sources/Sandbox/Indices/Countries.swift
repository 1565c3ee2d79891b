import Feeds

/// One row of `GET /countries`.
struct Country: Sendable, Hashable {
    let id: String
    let title: String
    let iso: String

    /// The index, in the order of the codes, as the document begins it.
    static let all: [Country] = IndexText.rows(CountryTable.text).enumerated().map { index, row in
        Country(
            id: CatalogueID.text("5582b2a08ead0e71030041a7", index), title: String(row.dropFirst(3)),
            iso: String(row.prefix(2)))
    }

    private static let codes = Dictionary(
        all.map { ($0.id, $0.iso) }, uniquingKeysWith: { first, _ in first })

    /// The ISO code of what may be an id of the index: the document filters offers by "country IDs" where offers hold
    /// codes.
    static func code(_ text: String) -> String { codes[text] ?? text.uppercased() }

    var value: Value {
        .object([("id", .string(id)), ("title", .string(title)), ("iso", .string(iso))])
    }
}
