/// What the sets of branches come to: streams with whole weights, one set of them for all that have the same odds.
struct Outcomes {
    /// A stream of an outcome, still without filters.
    struct Template {
        var branch: Int
        var path: String
        var weight: Int
        var landings: [StreamShare]
        var offers: [StreamShare]
    }

    /// Thrown when a branch's weights have no whole numbers of a usable size.
    struct UnusableWeights: Error {
        var branch: Int
        var weight: Natural
    }

    private let live: LiveTree
    private let maximumWeight: Int
    private let fault: RoutingCompiler.Fault?
    private var known: [[Int]: Int] = [[]: 0]
    private var byOdds: [Distribution: Int] = [:]
    /// The branches whose streams stand for each outcome; outcome 0 is no stream at all.
    private(set) var branches: [[Int]] = [[]]
    /// How many streams each outcome has.
    private(set) var counts: [Int] = [0]

    init(_ live: LiveTree, maximumWeight: Int, fault: RoutingCompiler.Fault?) {
        self.live = live
        self.maximumWeight = maximumWeight
        self.fault = fault
    }

    private func branch(_ index: Int) -> LiveTree.Branch? {
        index < live.branches.count ? live.branches[index] : live.fallback
    }

    /// The outcome of a draw among branches.
    mutating func outcome(of set: [Int]) -> Int {
        if let outcome = known[set] { return outcome }
        let odds = Distribution(of: ways(set).map(\.way))
        if let outcome = byOdds[odds] {
            known[set] = outcome
            return outcome
        }
        branches.append(set)
        counts.append(set.reduce(0) { $0 + (branch($1)?.paths.count ?? 0) })
        known[set] = branches.count - 1
        byOdds[odds] = branches.count - 1
        return branches.count - 1
    }

    /// The paths of branches with the weights of a draw among all of them, which have no common factor.
    private func ways(_ set: [Int]) -> [(branch: Int, path: RoutePath, way: Distribution.Way)] {
        let drawn = set.compactMap { index in branch(index).map { (index: index, branch: $0) } }
        let own = drawn.count == 1 ? [.one] : Weight.proportions(drawn.map(\.branch.weight))
        let shares = drawn.map { Weight.proportions($0.branch.paths.map(\.weight)) }
        let wholes = shares.map { $0.reduce(Natural.zero, +) }
        var ways: [(branch: Int, path: RoutePath, way: Distribution.Way)] = []
        for (position, (index, branch)) in drawn.enumerated() {
            let scale = Set(wholes).reduce(own[position]) { $1 == wholes[position] ? $0 : $0 * $1 }
            for (path, share) in zip(branch.paths, shares[position]) {
                let way = Distribution.Way(
                    weight: scale * share, landings: Self.merged(path.landers),
                    offers: Self.merged(path.offers))
                ways.append((index, path, way))
            }
        }
        for (position, weight) in Natural.reduced(ways.map(\.way.weight)).enumerated() {
            ways[position].way.weight = weight
        }
        return ways
    }

    /// Shares as whole numbers, those of the same object added.
    private static func merged(_ shares: [Share]) -> [(id: String, weight: Natural)] {
        var merged: [(id: String, weight: Natural)] = []
        for (share, weight) in zip(shares, Weight.proportions(shares.map(\.weight))) {
            if let index = merged.firstIndex(where: { $0.id == share.id }) {
                merged[index].weight = merged[index].weight + weight
            } else {
                merged.append((share.id, weight))
            }
        }
        return zip(merged, Natural.reduced(merged.map(\.weight))).map { ($0.id, $1) }
    }

    /// The streams of an outcome.
    func templates(of outcome: Int) throws(UnusableWeights) -> [Template] {
        try templates(drawing: branches[outcome])
    }

    /// The streams of a draw among branches. They keep their proportions to each other when they stand in different
    /// boxes.
    func templates(drawing set: [Int]) throws(UnusableWeights) -> [Template] {
        let ways = ways(set)
        let weights = rounded(ways.map(\.way.weight))
        var templates: [Template] = []
        for ((index, path, way), weight) in zip(ways, weights) {
            templates.append(
                Template(
                    branch: index, path: path.name, weight: try usable(weight, index),
                    landings: try shares(way.landings, index), offers: try shares(way.offers, index)))
        }
        return templates
    }

    private func shares(
        _ list: [(id: String, weight: Natural)], _ branch: Int
    ) throws(UnusableWeights) -> [StreamShare] {
        let weights = rounded(list.map(\.weight))
        var shares: [StreamShare] = []
        for (share, weight) in zip(list, weights) {
            shares.append(StreamShare(share.id, weight: try usable(weight, branch)))
        }
        return shares
    }

    private func usable(_ weight: Natural, _ branch: Int) throws(UnusableWeights) -> Int {
        guard let number = weight.int, number <= maximumWeight else {
            throw UnusableWeights(branch: branch, weight: weight)
        }
        return number
    }

    /// The weights, unless a test asks for a compiler that rounds to tenths.
    private func rounded(_ weights: [Natural]) -> [Natural] {
        guard fault == .roundsWeights else { return weights }
        let whole = weights.reduce(Natural.zero, +)
        return weights.map { weight in
            let tenths = (weight * Natural(20) + whole).divided(by: whole * Natural(2)).quotient
            return max(.one, tenths)
        }
    }
}
