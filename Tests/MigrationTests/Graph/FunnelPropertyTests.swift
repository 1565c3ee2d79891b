import Diagnostics
import Routing
import TestSupport
import Testing

@testable import Migration

/// The rules of a graph send every click where a walk through the graph sends it, with the same odds.
@Suite struct FunnelPropertyTests {
    private static let fields: [(field: RoutingField, values: [String])] = [
        (.country, ["DE", "AT", "other"]), (.deviceType, ["Mobile", "other"]), (.sub(1), ["vip", "other"]),
    ]

    private typealias Click = [RoutingField: String]
    private typealias Odds = [FunnelDraw.End: Ratio]

    @Test func `rules and walks agree on every click`() throws {
        let seed: UInt64 = 20_181
        var ruled = 0
        for number in 0..<400 {
            var generator = SeededGenerator(seed: seed &+ UInt64(number) &* 7_919)
            let graph = Self.graph(&generator)
            let flattened = FunnelFlattener().flatten(graph, name: "graph \(number)")
            let label: Comment = "graph \(number) of seed \(seed): \(flattened.findings.map(\.message))"
            let tree = try #require(flattened.tree, label)
            if !tree.rules.isEmpty { ruled += 1 }
            for click in Self.clicks {
                let walked = try #require(Self.walk(graph, from: "0", click), label)
                #expect(Self.odds(tree, click) == walked, "\(label), \(click)")
            }
        }
        #expect(ruled > 100)
    }

    // MARK: Graphs

    /// Nodes lead to later ones only: first what asks and draws, then pages, then what draws behind them, then offers.
    private static func graph(_ generator: inout SeededGenerator) -> FunnelGraph {
        var nodes: [FunnelGraph.Vertex] = []
        var edges: [FunnelGraph.Edge] = []
        let (before, pages, behind, offers) = (1..<6, 6..<9, 9..<11, 11..<15)
        func weight() -> Weight { Weight(.random(in: 1...4, using: &generator)) }
        func draw(_ number: Int, among targets: [Int]) {
            for target in targets.shuffled(using: &generator).prefix(.random(in: 1...3, using: &generator)) {
                edges.append(.init(source: "\(number)", target: "\(target)", weight: weight()))
            }
        }
        for number in 0..<offers.upperBound {
            var node = FunnelGraph.Vertex(id: "\(number)", kind: number == 0 ? .root : .rotator)
            switch number {
            case pages:
                (node.kind, node.object) = (.lander, "page \(number % 2)")
                edges.append(
                    .init(
                        source: "\(number)",
                        target: "\(Int.random(in: behind.lowerBound..<offers.upperBound, using: &generator))",
                        action: "1"))
            case behind: draw(number, among: Array(number + 1..<offers.upperBound))
            case offers: (node.kind, node.object) = (.offer, "offer \(number % 3)")
            default:
                let targets = Array(number + 1..<offers.upperBound)
                if before.contains(number), Bool.random(using: &generator) {
                    node.kind = .condition
                    node.condition = condition(&generator)
                    for side in [FunnelGraph.Edge.Side.yes, .no] {
                        let target = targets.randomElement(using: &generator) ?? number
                        edges.append(.init(source: "\(number)", target: "\(target)", side: side))
                    }
                } else {
                    draw(number, among: targets)
                }
            }
            nodes.append(node)
        }
        return FunnelGraph(nodes: nodes.shuffled(using: &generator), edges: edges.shuffled(using: &generator))
    }

    private static func condition(_ generator: inout SeededGenerator) -> Condition {
        let parts = (0..<Int.random(in: 1...2, using: &generator)).map { _ in
            let (field, values) = fields.randomElement(using: &generator) ?? fields[0]
            let value = values.dropLast().randomElement(using: &generator) ?? ""
            return Condition.test(FieldTest(field, [value], excludes: .random(using: &generator)))
        }
        return Bool.random(using: &generator) ? .any(parts) : .all(parts)
    }

    private static let clicks: [Click] = fields.reduce([[:]]) { clicks, field in
        clicks.flatMap { click in
            field.values.map { click.merging([field.field: $0]) { $1 } }
        }
    }

    // MARK: Both sides

    private static func holds(_ condition: Condition, _ click: Click) -> Bool {
        switch condition {
        case .all(let parts): parts.allSatisfy { holds($0, click) }
        case .any(let parts): parts.contains { holds($0, click) }
        case .not(let part): !holds(part, click)
        case .test(let test): test.values.contains(click[test.field] ?? "") != test.excludes
        case .unsupported: false
        }
    }

    private static func sum(_ parts: [(Odds, Ratio)]) -> Odds? {
        var odds: Odds = [:]
        for (part, share) in parts {
            for (end, chance) in part {
                guard let chance = chance.times(share), let sum = (odds[end] ?? .zero).adding(chance) else {
                    return nil
                }
                odds[end] = sum
            }
        }
        return odds
    }

    private static func walk(_ graph: FunnelGraph, from id: String, _ click: Click) -> Odds? {
        guard let node = graph.nodes.first(where: { $0.id == id }) else { return nil }
        let edges = graph.edges.filter { $0.source == id }
        switch node.kind {
        case .offer: return [FunnelDraw.End(lander: nil, offer: node.object ?? ""): .one]
        case .lander:
            guard let target = edges.first?.target, let odds = walk(graph, from: target, click) else {
                return nil
            }
            return Dictionary(
                uniqueKeysWithValues: odds.map { (FunnelDraw.End(lander: node.object, offer: $0.offer), $1) })
        case .condition:
            let side: FunnelGraph.Edge.Side = holds(node.condition, click) ? .yes : .no
            guard let edge = edges.first(where: { $0.side == side }) else { return nil }
            return walk(graph, from: edge.target, click)
        default:
            guard let total = Ratio(edges.reduce(0) { $0 + $1.weight.numerator }, over: 1) else { return nil }
            var parts: [(Odds, Ratio)] = []
            for edge in edges {
                guard let odds = walk(graph, from: edge.target, click),
                    let share = Ratio(edge.weight).divided(by: total)
                else { return nil }
                parts.append((odds, share))
            }
            return sum(parts)
        }
    }

    /// The odds of a choice: one path by its weight, then a page and an offer, each by its own.
    private static func odds(_ tree: RuleTree, _ click: Click) -> Odds? {
        let rule = tree.rules.first { holds($0.condition, click) }
        guard let choice = rule?.choice ?? tree.fallback else { return nil }
        func shares(_ weights: [Weight]) -> [Ratio] {
            let sum = weights.reduce(Ratio.zero as Ratio?) { $0?.adding(Ratio($1)) }
            return weights.compactMap { weight in sum.flatMap { Ratio(weight).divided(by: $0) } }
        }
        var parts: [(Odds, Ratio)] = []
        for (path, share) in zip(choice.paths, shares(choice.paths.map(\.weight))) {
            guard path.landers.count <= 1 else { return nil }
            var odds: Odds = [:]
            for (offer, chance) in zip(path.offers, shares(path.offers.map(\.weight))) {
                odds[FunnelDraw.End(lander: path.landers.first?.id, offer: offer.id)] = chance
            }
            parts.append((odds, share))
        }
        return sum(parts)
    }
}
