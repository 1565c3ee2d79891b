/// Where a click can end, and with which share.
struct FunnelDraw: Hashable {
    /// A page and the offer behind it; without a page the click goes straight to the offer.
    struct End: Hashable {
        var lander: String?
        var offer: String
    }

    /// The ends in the order in which they were found, each once, with shares that add up to one.
    private(set) var ends: [End] = []
    private var shares: [End: Ratio] = [:]

    /// No end at all: the start of a sum.
    init() {}

    /// The one end.
    init(_ end: End) {
        ends = [end]
        shares = [end: .one]
    }

    /// The share of an end.
    func share(of end: End) -> Ratio { shares[end] ?? .zero }

    /// Adds another draw, of which a part of the clicks comes here.
    /// - Returns: whether the numbers can be held.
    mutating func add(_ other: FunnelDraw, share: Ratio) -> Bool {
        for end in other.ends {
            guard let part = other.share(of: end).times(share) else { return false }
            guard let known = shares[end] else {
                ends.append(end)
                shares[end] = part
                continue
            }
            guard let sum = known.adding(part) else { return false }
            shares[end] = sum
        }
        return true
    }

    /// The same ends, behind a page.
    func behind(_ lander: String) -> FunnelDraw {
        var draw = self
        draw.ends = ends.map { End(lander: lander, offer: $0.offer) }
        draw.shares = [:]
        for end in ends { draw.shares[End(lander: lander, offer: end.offer)] = shares[end] }
        return draw
    }
}

/// What happens to clicks that meet some conditions, and that no earlier case of the list took.
///
/// The list of a node is read from its top, like rules: the side "yes" of a condition comes first, so that the side "no"
/// needs no condition of its own. The last case of a list has no conditions.
struct FunnelCase: Hashable {
    /// The conditions that hold, as numbers of nodes, in the order in which they are asked.
    var tests: [Int]
    /// Where the clicks go.
    var draw: FunnelDraw

    /// Whether every click that meets this one has met the other before.
    func isTaken(by earlier: FunnelCase) -> Bool { Set(earlier.tests).isSubset(of: tests) }
}
