/// Where a click ends: on an offer, behind a landing page or without one.
public struct Destination: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The landing page; `nil` is straight to the offer.
    public var landing: String?
    /// The offer.
    public var offer: String

    /// An offer, behind a landing page or without one.
    public init(_ offer: String, behind landing: String? = nil) {
        self.offer = offer
        self.landing = landing
    }

    /// Orders by offer, then by landing page.
    public static func < (left: Destination, right: Destination) -> Bool {
        (left.offer, left.landing ?? "") < (right.offer, right.landing ?? "")
    }

    /// `offer "O" behind landing "L"`.
    public var description: String {
        landing.map { "offer \"\(offer)\" behind landing \"\($0)\"" } ?? "offer \"\(offer)\""
    }
}

/// The odds with which a click ends at each destination, exactly.
public struct Distribution: Sendable, Hashable, CustomStringConvertible {
    /// Parts of a whole, without a common factor; destinations without odds are left out.
    public let parts: [Destination: Natural]
    /// The whole; 0 when there is no destination.
    public let whole: Natural

    /// Nowhere.
    public static let nowhere = Distribution(of: [])

    /// One way that is drawn with the others: a landing page and an offer are drawn independently in it.
    struct Way {
        var weight: Natural
        var landings: [(id: String, weight: Natural)]
        var offers: [(id: String, weight: Natural)]

        /// How many equal lots the way's draws have.
        var lots: Natural {
            let landing = landings.isEmpty ? .one : landings.reduce(Natural.zero) { $0 + $1.weight }
            return landing * offers.reduce(Natural.zero) { $0 + $1.weight }
        }
    }

    /// What a draw among ways makes. Ways without odds or offers are no ways.
    init(of ways: [Way]) {
        let ways = ways.filter { !$0.weight.isZero && !$0.lots.isZero }
        let lots = Set(ways.map(\.lots))
        var parts: [Destination: Natural] = [:]
        var whole = Natural.zero
        for way in ways {
            let own = way.lots
            let scale = lots.reduce(way.weight) { $1 == own ? $0 : $0 * $1 }
            whole = whole + scale * own
            let landings =
                way.landings.isEmpty ? [(nil, Natural.one)] : way.landings.map { ($0.id, $0.weight) }
            for (landing, landingWeight) in landings where !landingWeight.isZero {
                for offer in way.offers where !offer.weight.isZero {
                    let part = scale * landingWeight * offer.weight
                    parts[Destination(offer.id, behind: landing), default: .zero] =
                        parts[Destination(offer.id, behind: landing), default: .zero] + part
                }
            }
        }
        let keys = parts.keys.sorted()
        let reduced = Natural.reduced(keys.map { parts[$0] ?? .zero } + [whole])
        self.parts = Dictionary(uniqueKeysWithValues: zip(keys, reduced))
        self.whole = reduced.last ?? .zero
    }

    /// `3/5 offer "A", 2/5 offer "B" behind landing "L"`, or `nowhere`.
    public var description: String {
        if parts.isEmpty { return "nowhere" }
        return parts.sorted { $0.key < $1.key }.map { destination, part in
            let reduced = Natural.reduced([part, whole])
            return reduced[0] == reduced[1]
                ? "always \(destination)" : "\(reduced[0])/\(reduced[1]) \(destination)"
        }.joined(separator: ", ")
    }
}
