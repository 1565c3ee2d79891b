import Feeds

/// One row of `GET /isp`.
struct Provider: Sendable, Hashable {
    let id: String
    let name: String
    let number: String
    /// The code of its country.
    let country: String
    /// The 2,048 addresses of its network, counted from 198.18.0.0.
    let block: Int

    /// The index, in the order of its table.
    static let all: [Provider] = ProviderTable.text.split(separator: "\n").enumerated().map { index, line in
        let cells = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false).map(
            String.init)
        return Provider(
            id: CatalogueID.text("55d1de09940c534c8a5eaf32", index), name: cells.count > 2 ? cells[2] : "",
            number: cells[0], country: cells.count > 1 ? cells[1] : "", block: index)
    }

    /// The providers by the code of their country.
    static let byCountry = Dictionary(grouping: all, by: \.country)

    /// The address of this number from 0 to 2,047 in the network.
    func address(_ host: Int) -> String {
        let number = block * 2048 + host
        return "198.\(18 + number >> 16).\(number >> 8 & 255).\(number & 255)"
    }

    /// The provider in the field order of the document's "ISP index", whose id is `_id`.
    var value: Value {
        .object([
            ("_id", .string(id)), ("network", .string(address(0) + "/21")), ("isp", .string(name)),
            ("organization", .string(name)), ("autonomous_system_number", .number(number)),
            ("autonomous_system_organization", .string(name)), ("country", .string(country)),
        ])
    }
}
