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
            totals.add(
                Offer(
                    id: decoded.id, title: decoded.title, network: decoded.network, url: decoded.url,
                    payoutCents: NSDecimalNumber(decimal: decoded.payout * 100).intValue,
                    currency: decoded.currency, countries: decoded.countries, status: decoded.status,
                    cap: decoded.cap, tags: decoded.tags, description: decoded.description))
        }
        return totals
    }
}
