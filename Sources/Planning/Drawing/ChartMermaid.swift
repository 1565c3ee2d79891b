/// Writes a chart as a Mermaid flowchart, which GitHub and GitLab draw in comments and files.
package struct ChartMermaid {
    /// Light colours with dark text can be read on either ground.
    private static let classes: [(mark: Mark, style: String)] = [
        (.added, "classDef added fill:#dafbe1,stroke:#1a7f37,color:#1f2328"),
        (.removed, "classDef removed fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-dasharray:4 3"),
        (.changed, "classDef changed fill:#fff8c5,stroke:#9a6700,color:#1f2328"),
    ]

    private let chart: Chart

    /// Writes `chart`.
    package init(_ chart: Chart) { self.chart = chart }

    /// The whole diagram, ending with a newline.
    package var text: String {
        var lines = ["flowchart LR"]
        for (index, group) in chart.groups.enumerated() {
            guard let title = group.title else {
                lines += group.nodes.map { "  " + node($0) }
                continue
            }
            lines.append("  subgraph g\(index)[\"\(MermaidText.label(title))\"]")
            lines += group.nodes.map { "    " + node($0) }
            lines.append("  end")
        }
        lines += chart.arrows.map { "  \($0.from) \($0.mark == .removed ? "-.->" : "-->") \($0.to)" }
        let nodes = chart.groups.flatMap(\.nodes)
        for (mark, style) in Self.classes where nodes.contains(where: { $0.mark == mark }) {
            lines.append("  " + style)
        }
        if nodes.contains(where: \.isOutside) { lines.append("  classDef outside stroke-dasharray:4 3") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func node(_ node: Chart.Node) -> String {
        if node.lines.isEmpty { return "\(node.id)(( ))" }
        let style =
            switch node.mark {
            case .same: node.isOutside ? ":::outside" : ""
            case .added: ":::added"
            case .removed: ":::removed"
            case .changed: ":::changed"
            }
        return "\(node.id)[\"\(node.lines.map(MermaidText.label).joined(separator: "<br/>"))\"]\(style)"
    }
}
