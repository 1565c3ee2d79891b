import Feeds

/// One row of `GET /cities`.
struct City: Sendable, Hashable {
    let id: String
    let name: String
    /// The code of its country.
    let iso: String

    /// The index, by country.
    static let all: [City] = {
        let names = IndexText.rows(CityTable.text).flatMap { row in
            row.dropFirst(3).split(separator: ",").map { name in
                (iso: String(row.prefix(2)), name: name.drop { $0 == " " })
            }
        }
        return names.enumerated().map { index, city in
            City(
                id: CatalogueID.text("5a72d45ee1ee42589ee05e9f", index), name: String(city.name),
                iso: city.iso)
        }
    }()

    /// The cities by the code of their country.
    static let byCountry = Dictionary(grouping: all, by: \.iso)

    /// The text that a search by name looks in.
    var slug: String { name.lowercased() }

    /// The city in the field order of the document's "Cities index"; regions and places are zero there too.
    var value: Value {
        .object([
            ("id", .string(id)), ("name", .string(name)), ("iso", .string(iso)), ("slug", .string(slug)),
            ("region", .number("0")), ("lat", .number("0")), ("lon", .number("0")),
        ])
    }
}
