import Foundation

/// The same with Foundation's decoder, for comparison.
enum FoundationReader {
    private struct DecodedOffer: Decodable {
        let id: String
        let title: String
        let network: String
        let url: String
        let payout: Decimal
        let currency: String
        let countries: [String]
        let status: Int
        let cap: Int
        let tags: [String]
        let description: String
    }

    static func totals(of path: String) throws -> Totals {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        var totals = Totals()
        for decoded in try JSONDecoder().decode([DecodedOffer].self, from: data) {
            var offer = Offer()
            offer.title = decoded.title
            offer.countries = decoded.countries
            offer.payoutCents = NSDecimalNumber(decimal: decoded.payout * 100).intValue
            totals.add(offer)
        }
        return totals
    }
}
