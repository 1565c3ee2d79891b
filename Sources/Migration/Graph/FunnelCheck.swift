internal import Diagnostics
internal import Routing

/// What of a graph is in use, in an order in which every node comes after those that it leads to.
struct FunnelOrder {
    /// The number of the root.
    var root: Int
    /// The numbers of the nodes that clicks can reach, the last ones of every way first.
    var nodes: [Int]
    /// The edges of each node that take clicks.
    var edges: [[FunnelGraph.Edge]]
    /// Where the edges of each node lead.
    var targets: [[Int]]
    /// The nodes that clicks can reach behind a page.
    var behindPages: Set<Int>
}

/// Finds in a graph all that streams cannot imitate, and says it with the node's id.
struct FunnelCheck {
    private let graph: FunnelGraph
    private let campaign: String
    private var numbers: [String: Int] = [:]
    /// The ways of weight 0 by the rotator that never draws them.
    private var idle: [Int: [String]] = [:]
    /// Errors, by which the campaign is refused, and warnings.
    private(set) var findings: [Diagnostic] = []

    init(_ graph: FunnelGraph, campaign: String) {
        self.graph = graph
        self.campaign = campaign
    }

    /// What is in use, if all of it can be moved.
    mutating func order() -> FunnelOrder? {
        for (number, node) in graph.nodes.enumerated()
        where numbers.updateValue(number, forKey: node.id) != nil {
            refuse(number, "has the id of another node")
        }
        let roots = graph.nodes.indices.filter { graph.nodes[$0].kind == .root }
        guard roots.count == 1, let root = roots.first else {
            let ids = roots.map { graph.nodes[$0].id }.joined(separator: ", ")
            add(
                .error, "root",
                roots.isEmpty
                    ? "the funnel has no node where clicks enter" : "clicks enter at several nodes: \(ids)",
                graph.place)
            return nil
        }
        var edges = [[FunnelGraph.Edge]](repeating: [], count: graph.nodes.count)
        for edge in graph.edges {
            guard let number = numbers[edge.source] else { continue }
            if isDrawn(number), edge.weight.isZero {
                idle[number, default: []].append(edge.target)
            } else {
                edges[number].append(edge)
            }
        }
        var order = FunnelOrder(root: root, nodes: [], edges: edges, targets: [], behindPages: [])
        follow(&order)
        for number in order.nodes.reversed() { check(number, order.edges[number]) }
        lookBehindPages(&order)
        let unused = Set(graph.nodes.indices).subtracting(order.nodes).sorted().map { graph.nodes[$0].id }
        if !unused.isEmpty {
            add(
                .warning, "unused",
                "no click reaches node \(unused.joined(separator: ", ")), which is left out", graph.place)
        }
        return findings.contains { $0.severity == .error } ? nil : order
    }

    private func isDrawn(_ number: Int) -> Bool {
        graph.nodes[number].kind == .root || graph.nodes[number].kind == .rotator
    }

    // MARK: Ways

    /// Walks all ways from the root; without recursion, since a file may hold a way of any length.
    private mutating func follow(_ order: inout FunnelOrder) {
        enum State { case unseen, open, done }
        var states = [State](repeating: .unseen, count: graph.nodes.count)
        order.targets = order.edges.map { $0.map { numbers[$0.target] ?? -1 } }
        var way: [(number: Int, next: Int)] = [(order.root, 0)]
        var circles = 0
        states[order.root] = .open
        while let (number, next) = way.last {
            guard next < order.targets[number].count else {
                states[number] = .done
                order.nodes.append(number)
                way.removeLast()
                continue
            }
            way[way.count - 1].next += 1
            let target = order.targets[number][next]
            guard target >= 0 else {
                refuse(
                    number, "leads to node \(order.edges[number][next].target), which is not in the funnel")
                continue
            }
            switch states[target] {
            case .done: break
            case .unseen:
                states[target] = .open
                way.append((target, 0))
            case .open:
                circles += 1
                // A funnel may have as many circles as connections, each as long as the funnel.
                guard circles <= Self.mostCircles else { break }
                let circle = way.drop { $0.number != target }.map(\.number) + [target]
                refuse(target, "is on a way that leads back to it: \(shown(circle))")
            }
        }
    }

    /// So many circles are named.
    private static let mostCircles = 10

    /// A way by the ids of its nodes; of a long one the start and the end.
    private func shown(_ way: [Int]) -> String {
        let ids = way.map { graph.nodes[$0].id }
        let parts = ids.count > 12 ? ids.prefix(6) + ["…"] + ids.suffix(5) : ids[...]
        return parts.joined(separator: " → ")
    }

    // MARK: Nodes

    private mutating func check(_ number: Int, _ edges: [FunnelGraph.Edge]) {
        let node = graph.nodes[number]
        for note in node.notes { add(.warning, "node", "\(node.label): \(note)", node.place) }
        if let refusal = node.refusal { return refuse(number, refusal) }
        switch node.kind {
        case .root, .rotator:
            if edges.isEmpty { refuse(number, "leads nowhere") }
            for target in idle[number] ?? [] {
                add(
                    .warning, "idle", "\(node.label): its way to node \(target) has weight 0 and is left out",
                    node.place)
            }
            let sum = edges.reduce(Ratio.zero as Ratio?) { $0?.adding(Ratio($1.weight)) }
            if edges.count > 1, let sum, sum != .one {
                let text = sum.weight.description
                add(
                    .warning, "weights",
                    "\(node.label): its weights add up to \(text); they are taken as proportions", node.place)
            }
        case .condition:
            for side in [FunnelGraph.Edge.Side.yes, .no] {
                let count = edges.count { $0.side == side }
                if count == 0 { refuse(number, "has no way for clicks when the answer is \(side)") }
                if count > 1 { refuse(number, "has \(count) ways for clicks when the answer is \(side)") }
            }
            if edges.contains(where: { $0.side == nil }) {
                refuse(number, "has a way of which is not said for which answer it is")
            }
        case .lander:
            if node.object == nil { refuse(number, "names no page") }
            let others = Set(edges.compactMap(\.action).filter { $0 != "1" }).sorted()
            if edges.contains(where: { $0.action == nil }) {
                refuse(number, "has a way of which is not said which action takes it")
            } else if !others.isEmpty {
                refuse(
                    number,
                    "is left by action \(others.joined(separator: ", ")); a stream has a page with one way on"
                )
            } else if edges.count != 1 {
                refuse(
                    number, edges.isEmpty ? "leads nowhere" : "has \(edges.count) ways on for the same action"
                )
            }
        case .offer:
            if node.object == nil { refuse(number, "names no offer") }
            if !edges.isEmpty {
                let what = node.link == nil ? "is an offer with" : "leads to an address and has"
                refuse(number, "\(what) a way on; a stream ends at its offer")
            }
        case .other(let kind):
            refuse(number, "is of kind \(kind), which streams cannot imitate")
        }
    }

    /// Behind a page there are offers alone, and rotators that draw among them.
    private mutating func lookBehindPages(_ order: inout FunnelOrder) {
        for number in order.nodes.reversed() {
            let node = graph.nodes[number]
            let isPage = node.kind == .lander
            guard isPage || order.behindPages.contains(number) else { continue }
            for target in order.targets[number] where target >= 0 { order.behindPages.insert(target) }
        }
        for number in order.nodes.reversed() where order.behindPages.contains(number) {
            switch graph.nodes[number].kind {
            case .lander: refuse(number, "is a page behind a page; a stream has one")
            case .condition: refuse(number, "asks a condition behind a page; filters look at the click alone")
            default: break
            }
        }
    }

    // MARK: Findings

    private mutating func refuse(_ number: Int, _ reason: String) {
        let node = graph.nodes[number]
        add(.error, "node", "\(node.label) \(reason)", node.place ?? graph.place)
    }

    private mutating func add(
        _ severity: Diagnostic.Severity, _ id: String, _ text: String, _ place: SourcePlace?
    ) {
        findings.append(
            Diagnostic(severity, "migration.funnel-\(id)", "campaign \"\(campaign)\" › \(text)", at: place))
    }
}
