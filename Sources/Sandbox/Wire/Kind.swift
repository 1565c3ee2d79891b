/// The six kinds of objects that an account holds.
enum Kind: String, CaseIterable, Sendable {
    case network, source, domain, landing, offer, campaign

    /// The name in paths, `offers`.
    var plural: String { rawValue + "s" }

    /// The name in messages, `Offer`.
    var noun: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// The kind with this name in paths.
    init?(plural: String) {
        guard plural.last == "s", let kind = Kind(rawValue: String(plural.dropLast())) else { return nil }
        self = kind
    }

    /// How the kind is read from and written to the wire.
    var wire: any WireKind.Type {
        switch self {
        case .network: NetworkWire.self
        case .source: SourceWire.self
        case .domain: DomainWire.self
        case .landing: LandingWire.self
        case .offer: OfferWire.self
        case .campaign: CampaignWire.self
        }
    }
}
