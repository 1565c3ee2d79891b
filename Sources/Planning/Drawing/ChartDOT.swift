/// Writes a chart in DOT, the language of Graphviz.
struct ChartDOT {
    private let chart: Chart

    /// Writes `chart`.
    init(_ chart: Chart) { self.chart = chart }

    /// The whole graph, ending with a newline.
    var text: String {
        var lines = [
            "digraph waybill {", "  rankdir=LR;",
            "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f6f8fa\", fontname=\"Helvetica\"];",
        ]
        for (index, group) in chart.groups.enumerated() {
            guard let title = group.title else {
                lines += group.nodes.map { "  " + node($0) }
                continue
            }
            lines += ["  subgraph cluster_\(index) {", "    label=\"\(Self.label(title))\";"]
            lines += group.nodes.map { "    " + node($0) } + ["  }"]
        }
        lines += chart.arrows.map {
            "  \($0.from) -> \($0.to)\($0.mark == .removed ? " [style=dashed, color=\"#cf222e\"]" : "");"
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    private func node(_ node: Chart.Node) -> String {
        if node.lines.isEmpty { return "\(node.id) [shape=point];" }
        let style =
            switch node.mark {
            case .same: node.isOutside ? ", style=\"rounded,dashed\"" : ""
            case .added: ", fillcolor=\"#dafbe1\", color=\"#1a7f37\""
            case .removed: ", fillcolor=\"#ffebe9\", color=\"#cf222e\", style=\"rounded,filled,dashed\""
            case .changed: ", fillcolor=\"#fff8c5\", color=\"#9a6700\""
            }
        return "\(node.id) [label=\"\(node.lines.map(Self.label).joined(separator: "\\n"))\"\(style)];"
    }

    /// Text from anywhere inside of quotes, where DOT knows backslashes and the entities of HTML.
    private static func label(_ text: String) -> String {
        var result = ""
        for scalar in TerminalText.safe(ShownText.shortened(text, to: 120)).unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "&": result += "&amp;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
