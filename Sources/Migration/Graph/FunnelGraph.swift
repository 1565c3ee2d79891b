internal import Diagnostics
internal import Routing

/// The routing of a campaign as a graph: clicks enter at the root and follow the edges.
struct FunnelGraph {
    /// What a node does.
    enum Kind: Hashable {
        /// Where clicks enter; it draws among its edges like a rotator.
        case root
        /// Draws one of its edges by weight.
        case rotator
        /// Sends clicks along its edge "yes" or its edge "no".
        case condition
        /// Shows a landing page; its edges are taken by the visitor's action on the page.
        case lander
        /// Ends at an offer.
        case offer
        /// Anything else, by the source's name for it.
        case other(String)

        /// The kind of a word; unknown ones are kept.
        init(_ word: String) {
            switch word {
            case "root": self = .root
            case "rotator": self = .rotator
            case "condition": self = .condition
            case "lander": self = .lander
            case "offer": self = .offer
            default: self = .other(word)
            }
        }
    }

    /// A node.
    struct Vertex {
        /// Its id, as text: ids of 64 bits are no numbers that may be rounded.
        var id: String
        /// What the source calls it; may be empty.
        var name = ""
        /// What it does.
        var kind: Kind
        /// The lander or the offer that it shows; where it leads to an address, the id of the offer that stands for it.
        var object: String?
        /// The address to which it leads instead of an offer.
        var link: String?
        /// What a condition asks.
        var condition = Condition.always
        /// Why it cannot be moved: half a sentence that goes on after its name.
        var refusal: String?
        /// What deserves a look.
        var notes: [String] = []
        /// Where it stands in the export.
        var place: SourcePlace?

        /// `node 5 "quiz"`.
        var label: String { name.isEmpty ? "node \(id)" : "node \(id) \"\(name)\"" }
        /// `quiz (node 5)`, for what stands in quotes itself.
        var plainLabel: String { name.isEmpty ? "node \(id)" : "\(name) (node \(id))" }
    }

    /// A way from one node to another.
    struct Edge {
        /// The side of a condition.
        enum Side: Hashable { case yes, no }

        /// The id of the node that it leaves.
        var source: String
        /// The id of the node that it leads to.
        var target: String
        /// Its share among the edges of a rotator.
        var weight = Weight(1)
        /// Which side of a condition it is.
        var side: Side?
        /// Which action on a page it follows: its number, as text.
        var action: String?
        /// Where it stands in the export.
        var place: SourcePlace?
    }

    /// The nodes, in the source's order.
    var nodes: [Vertex]
    /// The edges, in the source's order.
    var edges: [Edge]
    /// Where the graph stands in the export.
    var place: SourcePlace?
}
