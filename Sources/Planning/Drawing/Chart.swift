/// Nodes and arrows without places: what Mermaid and Graphviz lay out themselves.
package struct Chart: Sendable, Equatable {
    /// A box of the chart.
    package struct Node: Sendable, Equatable {
        let id: String
        /// The lines of its text; none for a place where arrows meet.
        let lines: [String]
        var mark = Mark.same
        /// Whether it is only referred to.
        var isOutside = false

        /// A box that stays as it is.
        package init(id: String, lines: [String], isOutside: Bool) {
            self.init(id: id, lines: lines, mark: .same, isOutside: isOutside)
        }

        init(id: String, lines: [String], mark: Mark = .same, isOutside: Bool = false) {
            (self.id, self.lines, self.mark, self.isOutside) = (id, lines, mark, isOutside)
        }
    }

    /// An arrow between two nodes.
    package struct Arrow: Sendable, Equatable {
        let from: String
        let to: String
        var mark = Mark.same

        /// An arrow that stays as it is.
        package init(from: String, to: String) { self.init(from: from, to: to, mark: .same) }

        init(from: String, to: String, mark: Mark) {
            (self.from, self.to, self.mark) = (from, to, mark)
        }
    }

    /// Nodes that belong together.
    package struct Group: Sendable, Equatable {
        /// What is written over them; `nil` for nodes that stand free.
        let title: String?
        /// The nodes, in order.
        package var nodes: [Node]

        /// Nodes under a title.
        package init(title: String?, nodes: [Node]) {
            self.title = title
            self.nodes = nodes
        }
    }

    /// The nodes.
    package var groups: [Group] = []
    /// What leads from node to node.
    package var arrows: [Arrow] = []

    /// An empty chart.
    package init() { self.init(groups: []) }

    init(groups: [Group], arrows: [Arrow] = []) {
        self.groups = groups
        self.arrows = arrows
    }

    /// Adds another chart, whose ids must differ.
    mutating func add(_ other: Chart) {
        groups += other.groups
        arrows += other.arrows
    }
}
