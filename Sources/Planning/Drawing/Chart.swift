/// Nodes and arrows without places: what Mermaid and Graphviz lay out themselves.
struct Chart: Sendable, Equatable {
    /// A box of the chart.
    struct Node: Sendable, Equatable {
        let id: String
        /// The lines of its text; none for a place where arrows meet.
        let lines: [String]
        var mark = Mark.same
        /// Whether it is only referred to.
        var isOutside = false
    }

    /// An arrow between two nodes.
    struct Arrow: Sendable, Equatable {
        let from: String
        let to: String
        var mark = Mark.same
    }

    /// Nodes that belong together.
    struct Group: Sendable, Equatable {
        /// What is written over them; `nil` for nodes that stand free.
        let title: String?
        var nodes: [Node]
    }

    var groups: [Group] = []
    var arrows: [Arrow] = []

    /// Adds another chart, whose ids must differ.
    mutating func add(_ other: Chart) {
        groups += other.groups
        arrows += other.arrows
    }
}
