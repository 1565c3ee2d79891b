internal import Diagnostics
internal import Routing

/// Turns a graph into rules that route alike, or says which nodes stand in the way.
///
/// What can be turned: clicks pass conditions and rotators in any order, at most one page, and rotators behind it. Every
/// way through the conditions becomes a rule; rotators multiply their shares.
struct FunnelFlattener {
    /// More ways through the conditions than this are refused: so many rules are no campaign that anybody reads.
    var maximumCases = 64
    /// How many steps may be spent on one graph, so that none stops a migration.
    var maximumWork = 2_000_000

    /// The rules of a graph, if there are any, with what is wrong with it or deserves a look.
    func flatten(_ graph: FunnelGraph, name: String) -> (tree: RuleTree?, findings: [Diagnostic]) {
        var check = FunnelCheck(graph, campaign: name)
        guard let order = check.order() else { return (nil, check.findings) }
        var flattening = Flattening(graph, order, maximumCases: maximumCases, maximumWork: maximumWork)
        func size(_ number: Int, _ reason: String) -> Diagnostic {
            let node = graph.nodes[number]
            return Diagnostic(
                .error, "migration.funnel-size", "campaign \"\(name)\" › \(node.label) \(reason)",
                at: node.place ?? graph.place)
        }
        if let obstacle = flattening.run() {
            return (nil, check.findings + [size(obstacle.node, obstacle.reason)])
        }
        guard let tree = flattening.tree(name) else {
            let reason = "has weights whose sum has too many digits to be exact"
            return (nil, check.findings + [size(order.root, reason)])
        }
        return (tree, check.findings)
    }
}

/// The lists of cases of all nodes, from the ends of the ways up to the root.
private struct Flattening {
    struct Obstacle {
        var node: Int
        var reason: String
    }

    private let graph: FunnelGraph
    private let order: FunnelOrder
    private let maximumCases: Int
    private var work: Int
    private var cases: [[FunnelCase]]

    init(_ graph: FunnelGraph, _ order: FunnelOrder, maximumCases: Int, maximumWork: Int) {
        self.graph = graph
        self.order = order
        self.maximumCases = maximumCases
        work = maximumWork
        cases = Array(repeating: [], count: graph.nodes.count)
    }

    mutating func run() -> Obstacle? {
        for number in order.nodes {
            guard let found = list(of: number) else {
                return Obstacle(
                    node: number, reason: "has weights whose product has too many digits to be exact")
            }
            guard found.count <= maximumCases, work >= 0 else {
                return Obstacle(
                    node: number,
                    reason: "leads on in more than \(maximumCases) ways; the funnel is too large")
            }
            cases[number] = found
        }
        return nil
    }

    /// The cases of a node; `nil` when shares are too long to be exact.
    private mutating func list(of number: Int) -> [FunnelCase]? {
        let node = graph.nodes[number]
        switch node.kind {
        case .offer:
            return [FunnelCase(tests: [], draw: FunnelDraw(.init(lander: nil, offer: node.object ?? "")))]
        case .lander:
            // Behind a page there are no conditions, so that the one case is all there is.
            guard let target = order.targets[number].first, let draw = cases[target].first?.draw else {
                return nil
            }
            return [FunnelCase(tests: [], draw: draw.behind(node.object ?? ""))]
        case .condition:
            var list: [FunnelCase] = []
            for side in [FunnelGraph.Edge.Side.yes, .no] {
                guard let index = order.edges[number].firstIndex(where: { $0.side == side }) else {
                    return nil
                }
                for one in cases[order.targets[number][index]] {
                    var one = one
                    if side == .yes, !one.tests.contains(number) { one.tests.insert(number, at: 0) }
                    append(one, to: &list)
                }
            }
            return list
        case .root, .rotator: return drawn(number)
        case .other: return nil
        }
    }

    /// Every combination of the cases of the nodes that a rotator leads to.
    private mutating func drawn(_ number: Int) -> [FunnelCase]? {
        let weights = order.edges[number].map { Ratio($0.weight) }
        guard let sum = weights.reduce(Ratio.zero as Ratio?, { $0?.adding($1) }) else { return nil }
        var list = [FunnelCase(tests: [], draw: FunnelDraw())]
        for (weight, target) in zip(weights, order.targets[number]) {
            guard let share = weight.divided(by: sum) else { return nil }
            var longer: [FunnelCase] = []
            for start in list {
                for end in cases[target] {
                    var one = start
                    one.tests += end.tests.filter { !one.tests.contains($0) }
                    guard one.draw.add(end.draw, share: share) else { return nil }
                    append(one, to: &longer)
                    // `run` refuses what is too long; here it only must not go on without end.
                    if longer.count > maximumCases || work < 0 { return longer }
                }
            }
            list = longer
        }
        return list
    }

    /// Adds a case unless all of its clicks have been taken.
    private mutating func append(_ one: FunnelCase, to list: inout [FunnelCase]) {
        work -= list.count + one.draw.ends.count + one.tests.count + 1
        if !list.contains(where: { one.isTaken(by: $0) }) { list.append(one) }
    }

    // MARK: Rules

    /// The rules; `nil` when shares are too long to be exact.
    func tree(_ name: String) -> RuleTree? {
        var tree = RuleTree(name, place: graph.place)
        for one in cases[order.root] {
            guard let paths = paths(one.draw) else { return nil }
            guard !one.tests.isEmpty else {
                tree.fallback = PathChoice(paths)
                break
            }
            let nodes = one.tests.map { graph.nodes[$0] }
            tree.rules.append(
                Rule(
                    nodes.map(\.plainLabel).joined(separator: ", "), .all(nodes.map(\.condition)),
                    paths: paths,
                    place: nodes.last?.place))
        }
        return tree
    }

    /// A path for each page, and one for the offers without any: that is as many streams as there must be.
    private func paths(_ draw: FunnelDraw) -> [RoutePath]? {
        var landers: [String?] = []
        for end in draw.ends where !landers.contains(end.lander) { landers.append(end.lander) }
        var paths: [RoutePath] = []
        for lander in landers {
            let ends = draw.ends.filter { $0.lander == lander }
            let sum = ends.reduce(Ratio.zero as Ratio?) { $0?.adding(draw.share(of: $1)) }
            guard let sum else { return nil }
            paths.append(
                RoutePath(
                    pathName(lander), weight: sum.weight, landers: lander.map { [Share($0)] } ?? [],
                    offers: ends.map { Share($0.offer, weight: draw.share(of: $0).weight) },
                    place: graph.place))
        }
        return paths
    }

    private func pathName(_ lander: String?) -> String {
        guard let lander else { return "direct" }
        return graph.nodes.first { $0.kind == .lander && $0.object == lander }?.name ?? lander
    }
}
