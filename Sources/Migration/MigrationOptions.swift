package import FoundationEssentials

/// What the user of a migration decides. Without any of it a migration runs through.
package struct MigrationOptions: Sendable {
    /// Whether offers are made of direct URLs.
    package var allowsSyntheticOffers = false
    /// Whether campaigns may lead to others, by the new links of ``links``.
    package var followsCampaigns = false
    /// The new links of campaigns, by their keys in the manifest.
    package var links: [String: String] = [:]
    /// Whether macros that RedTrack does not fill are sent as they are.
    package var allowsUnknownMacros = false
    /// What one of a currency is worth in the account's.
    package var rates: [String: Decimal] = [:]
    /// The websites of networks, by their title or id at the tracker.
    package var networkURLs: [String: String] = [:]
    /// What the template asks for.
    package var parameters: [String: String] = [:]
    /// How many streams a campaign may have; `nil` for the usual limit.
    package var streamLimit: Int?

    /// No decision at all.
    package init() {}

    /// A number as users and trackers write it: digits, and perhaps a point with digits behind it. Nothing else is guessed.
    package static func amount(_ text: String) -> Decimal? { Payout.number(text) }

    /// The decisions as the report tells them, in a fixed order.
    package var recorded: [(name: String, value: String)] {
        var list: [(name: String, value: String)] = []
        if allowsSyntheticOffers { list.append(("--allow-synthetic-offers", "")) }
        if followsCampaigns { list.append(("--chain", "")) }
        if allowsUnknownMacros { list.append(("--allow-unknown-macros", "")) }
        for (currency, rate) in rates.sorted(by: { $0.key < $1.key }) {
            list.append(("--exchange-rate", "\(currency)=\(rate)"))
        }
        for (network, url) in networkURLs.sorted(by: { $0.key < $1.key }) {
            list.append(("--network-url", redactedLink("\(network)=\(url)")))
        }
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
            list.append(("--set", redactedLink("\(name)=\(value)")))
        }
        if let streamLimit { list.append(("--max-streams", "\(streamLimit)")) }
        return list
    }
}
