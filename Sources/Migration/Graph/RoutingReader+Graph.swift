internal import Diagnostics
internal import Feeds
internal import Routing

extension RoutingReader {
    /// The rules of a campaign whose tracker has a graph; see `GraphShape` in `Mapping`.
    /// - Returns: `nil` where nodes stand in the way, which the findings name.
    mutating func tree(ofGraph node: Node) -> RuleTree? {
        let scope = scope(of: node)
        let edges = edges(node.value["edges"], scope)
        let graph = FunnelGraph(
            nodes: (node.value["nodes"]?.value.list ?? []).map { vertex($0, scope) }, edges: edges,
            place: scope.place)
        let (tree, found) = FunnelFlattener().flatten(graph, name: name)
        findings += found.filter { $0.severity == .error }
        notes += found.filter { $0.severity == .warning }
        if let tree { noteLinks(of: graph, in: tree, scope) }
        return tree
    }

    /// Notes the addresses that clicks reach: they are destinations that name no offer.
    private mutating func noteLinks(of graph: FunnelGraph, in tree: RuleTree, _ scope: Scope) {
        let choices = tree.rules.map(\.choice) + [tree.fallback].compactMap { $0 }
        let ids = Set(choices.flatMap { $0.paths.flatMap { $0.offers.map(\.id) } })
        for node in graph.nodes {
            guard let link = node.link, let id = node.object, ids.contains(id) else { continue }
            lead(to: .link(link, name: node.name), id, node.place ?? scope.place)
        }
    }

    private func vertex(_ node: Node, _ scope: Scope) -> FunnelGraph.Vertex {
        let value = node.value
        let id = value["id"]?.value.string ?? ""
        let kind = FunnelGraph.Kind(value["kind"]?.value.string ?? "")
        let scope = scope.inside("node \(id)", place(of: node, in: scope))
        let object = value["object"]?.value.string
        let link = kind == .offer && object == nil ? value["url"]?.value.string : nil
        return FunnelGraph.Vertex(
            id: id, name: value["name"]?.value.string ?? "", kind: kind,
            object: object ?? link.map(Self.id(ofLink:)), link: link,
            condition: kind == .condition ? condition(node, scope) : .always,
            refusal: value["unsupported"]?.value.string, notes: texts(value["notes"]), place: scope.place)
    }

    private mutating func edges(_ node: Node?, _ scope: Scope) -> [FunnelGraph.Edge] {
        var edges: [FunnelGraph.Edge] = []
        for node in node?.value.list ?? [] {
            let value = node.value
            let from = value["from"]?.value.string ?? ""
            let side: FunnelGraph.Edge.Side? =
                switch value["side"]?.value.string {
                case "yes": .yes
                case "no": .no
                default: nil
                }
            edges.append(
                FunnelGraph.Edge(
                    source: from, target: value["to"]?.value.string ?? "",
                    weight: weight(value["weight"], scope.inside("node \(from)", place(of: node, in: scope))),
                    side: side, action: value["action"]?.value.string))
        }
        return edges
    }
}
