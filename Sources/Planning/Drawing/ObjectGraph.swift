import Feeds
import RedTrack

/// The objects of an account or of files, and who refers to whom.
struct ObjectGraph: Sendable {
    /// One object.
    struct Node: Sendable {
        let kind: Kind
        let name: String
        /// Whether it is only referred to: the files do not have it.
        var isOutside = false
    }

    /// A reference, in the direction in which a click goes: from the source by the campaign to the offer and its network.
    struct Edge: Sendable, Hashable {
        let from: Int
        let to: Int
    }

    /// The kinds in the order in which a click meets them.
    static let columns: [[Kind]] = [[.source, .domain], [.campaign], [.landing], [.offer], [.network]]

    /// The objects, by kind and name.
    private(set) var nodes: [Node] = []
    /// The references, in the order of the nodes.
    private(set) var edges: [Edge] = []

    /// An object with all that it refers to, by name.
    struct Entry {
        let kind: Kind
        let name: String
        let references: [(kind: Kind, name: String)]
    }

    private struct Name: Hashable {
        let kind: Kind
        let name: ExactText
    }

    init(_ entries: [Entry]) {
        var known: Set<Name> = []
        for entry in entries where known.insert(Name(kind: entry.kind, name: ExactText(entry.name))).inserted
        {
            nodes.append(Node(kind: entry.kind, name: entry.name))
        }
        for reference in entries.flatMap(\.references)
        where known.insert(Name(kind: reference.kind, name: ExactText(reference.name))).inserted {
            nodes.append(Node(kind: reference.kind, name: reference.name, isOutside: true))
        }
        nodes.sort { ($0.kind, ExactText($0.name)) < ($1.kind, ExactText($1.name)) }
        var places: [Name: Int] = [:]
        for (index, node) in nodes.enumerated() {
            places[Name(kind: node.kind, name: ExactText(node.name))] = index
        }
        var seen: Set<Edge> = []
        for entry in entries {
            guard let own = places[Name(kind: entry.kind, name: ExactText(entry.name))] else { continue }
            for reference in entry.references {
                guard let other = places[Name(kind: reference.kind, name: ExactText(reference.name))] else {
                    continue
                }
                let comesFirst = reference.kind == .source || reference.kind == .domain
                seen.insert(comesFirst ? Edge(from: other, to: own) : Edge(from: own, to: other))
            }
        }
        edges = seen.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    /// The graph for programs that lay it out themselves.
    var chart: Chart {
        var chart = Chart()
        for kind in Self.columns.joined() {
            let members = nodes.indices.filter { nodes[$0].kind == kind }
            guard !members.isEmpty else { continue }
            chart.groups.append(
                Chart.Group(
                    title: kind.heading,
                    nodes: members.map {
                        Chart.Node(id: "n\($0 + 1)", lines: [nodes[$0].name], isOutside: nodes[$0].isOutside)
                    }))
        }
        chart.arrows = edges.map { Chart.Arrow(from: "n\($0.from + 1)", to: "n\($0.to + 1)") }
        return chart
    }
}

extension Kind {
    /// The kind's name over a column: `Landing pages`.
    var heading: String {
        switch self {
        case .network: "Networks"
        case .source: "Sources"
        case .domain: "Domains"
        case .landing: "Landing pages"
        case .offer: "Offers"
        case .campaign: "Campaigns"
        }
    }
}
