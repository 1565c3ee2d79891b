/// Lays the objects of an account out in columns, in the order in which a click meets them, each near to what it
/// belongs to.
struct ObjectGraphDrawing {
    private static let gap = 90
    private static let rowGap = 8
    private static let margin = 10
    private static let headingHeight = 24
    private static let limit = 220

    private let graph: ObjectGraph

    /// Lays `graph` out.
    init(_ graph: ObjectGraph) { self.graph = graph }

    /// The drawing; the same graph always gives the same one.
    var drawing: Drawing {
        var drawing = Drawing()
        var boxes = graph.nodes.map { node in
            var box = Drawing.Box(.same, [Drawing.Line(.name, .same, node.name)], limit: Self.limit)
            box.isOutside = node.isOutside
            return box
        }
        let columns = columns
        let heights = columns.map { column in
            column.reduce(0) { $0 + boxes[$1].height + Self.rowGap } - Self.rowGap
        }
        let tallest = heights.max() ?? 0
        var x = Self.margin
        for (column, height) in zip(columns, heights) {
            let width = column.map { boxes[$0].width }.max() ?? 0
            var y = Self.margin + Self.headingHeight + (tallest - height) / 2
            for index in column {
                (boxes[index].x, boxes[index].y, boxes[index].width) = (x, y, width)
                y += boxes[index].height + Self.rowGap
            }
            var kinds: [String] = []
            for kind in column.map({ graph.nodes[$0].kind.heading }) where !kinds.contains(kind) {
                kinds.append(kind)
            }
            drawing.headings.append(Drawing.Heading(x: x, text: kinds.joined(separator: ", ")))
            x += width + Self.gap
        }
        drawing.width = max(2 * Self.margin, x - Self.gap + Self.margin)
        drawing.height = 2 * Self.margin + Self.headingHeight + tallest
        drawing.links = graph.edges.map { edge in
            Drawing.Link(
                x1: boxes[edge.from].right, y1: boxes[edge.from].middle, x2: boxes[edge.to].x,
                y2: boxes[edge.to].middle, mark: .same, thickness: 15)
        }
        drawing.boxes = boxes
        drawing.summary = "\(graph.nodes.count) objects and \(graph.edges.count) references"
        return drawing
    }

    /// The nodes of each column that has any: the first one by kind and name, every other one by where the nodes stand
    /// that lead to it.
    private var columns: [[Int]] {
        var incoming: [Int: [Int]] = [:]
        for edge in graph.edges { incoming[edge.to, default: []].append(edge.from) }
        var height = [Double](repeating: 0, count: graph.nodes.count)
        var result: [[Int]] = []
        for kinds in ObjectGraph.columns {
            var column = kinds.flatMap { kind in graph.nodes.indices.filter { graph.nodes[$0].kind == kind } }
            guard !column.isEmpty else { continue }
            if !result.isEmpty {
                let wish = column.map { index in
                    // What nothing leads to stands at the end.
                    let others = incoming[index] ?? []
                    return others.isEmpty ? 2 : others.reduce(0) { $0 + height[$1] } / Double(others.count)
                }
                let order = column.indices.sorted { (wish[$0], column[$0]) < (wish[$1], column[$1]) }
                column = order.map { column[$0] }
            }
            for (place, index) in column.enumerated() {
                height[index] = (Double(place) + 0.5) / Double(column.count)
            }
            result.append(column)
        }
        return result
    }
}
