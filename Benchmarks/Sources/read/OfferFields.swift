import Feeds

/// An offer as a program would keep it.
struct Offer {
    let id: String
    let title: String
    let network: String
    let url: String
    let payoutCents: Int
    let currency: String
    let countries: [String]
    let status: Int
    let cap: Int
    let tags: [String]
    let description: String
}

/// The members that an offer is made of, by number.
enum OfferField: Int, CaseIterable {
    case id, title, network, url, payout, currency, countries, status, cap, tags, description
}

/// Finds the fields of an offer in a record.
struct OfferFields {
    private var finder: MemberFinder

    init(_ syntax: FeedSyntax) {
        finder = MemberFinder(
            OfferField.allCases.map { field in syntax == .xml && field == .id ? "@id" : "\(field)" })
    }

    mutating func find(in record: borrowing Record) {
        finder.find(in: record)
    }

    subscript(field: OfferField) -> Int? { finder[field.rawValue] }
}
