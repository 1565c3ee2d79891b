/// The six kinds of object that an account holds, in the order in which they depend on one another.
public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// An affiliate network; offers belong to one.
    case network
    /// A traffic source; each campaign has one.
    case source
    /// A custom tracking domain.
    case domain
    /// A landing page.
    case landing
    /// An offer of a network.
    case offer
    /// A campaign with its tree of streams.
    case campaign

    /// The name of several, as files and the API write it: `networks`.
    public var plural: String { rawValue + "s" }

    /// The kind whose plural name is given.
    public init?(plural: some StringProtocol) {
        guard plural.hasSuffix("s") else { return nil }
        self.init(rawValue: String(plural.dropLast()))
    }

    /// The kinds that objects of this kind may refer to (API document, "Models").
    public var referredKinds: [Kind] {
        switch self {
        case .network, .source, .domain, .landing: []
        case .offer: [.network]
        case .campaign: [.source, .domain, .landing, .offer]
        }
    }
}

extension Kind: Comparable {
    /// Kinds come after the kinds that they refer to.
    public static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }

    /// Its place in that order.
    package var rank: UInt8 {
        switch self {
        case .network: 0
        case .source: 1
        case .domain: 2
        case .landing: 3
        case .offer: 4
        case .campaign: 5
        }
    }
}
