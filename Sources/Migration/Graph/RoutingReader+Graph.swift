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
        return tree
    }

    private func vertex(_ node: Node, _ scope: Scope) -> FunnelGraph.Vertex {
        let value = node.value
        let id = value["id"]?.value.string ?? ""
        let kind = FunnelGraph.Kind(value["kind"]?.value.string ?? "")
        let scope = scope.inside("node \(id)", place(of: node, in: scope))
        return FunnelGraph.Vertex(
            id: id, name: value["name"]?.value.string ?? "", kind: kind,
            object: value["object"]?.value.string,
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
