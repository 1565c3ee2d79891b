public import Diagnostics
import Feeds
public import Manifests
import RedTrack

/// The objects of an account or of files as a picture: who refers to whom, or what becomes of a campaign's clicks.
public struct GraphOutput: Sendable {
    /// What a graph is written in.
    public enum Format: String, Sendable, Hashable, CaseIterable {
        /// A picture that browsers show.
        case svg
        /// A diagram that GitHub and GitLab draw.
        case mermaid
        /// The language of Graphviz.
        case dot
    }

    private let graph: ObjectGraph
    private let trees: [CampaignTree]

    private init(_ source: GraphSource) {
        graph = ObjectGraph(source.entries)
        trees = source.trees.sorted { ExactText($0.title) < ExactText($1.title) }
    }

    /// Takes what an account holds.
    public init(_ snapshot: Snapshot) { self.init(GraphSource(snapshot)) }

    /// Takes what files say; what they refer to without having it is drawn dashed.
    public init(_ manifest: Manifest) { self.init(GraphSource(manifest)) }

    /// The names of the campaigns, in order.
    public var campaigns: [String] { trees.map(\.title) }

    /// All objects and their references, in the direction in which a click goes.
    public func text(as format: Format) -> String {
        switch format {
        case .svg: DrawingSVG(ObjectGraphDrawing(graph).drawing).file
        case .mermaid: ChartMermaid(graph.chart).text
        case .dot: ChartDOT(graph.chart).text
        }
    }

    /// The trees of campaigns.
    /// - Throws: every name that no campaign has, with one that was probably meant.
    public func text(ofCampaigns names: [String], as format: Format) throws(DiagnosticsError) -> String {
        var chosen: [CampaignTree] = []
        var missing: [Diagnostic] = []
        for name in names {
            let found = trees.filter { ExactText($0.title) == ExactText(name) }
            if found.isEmpty {
                missing.append(
                    Diagnostic(
                        .error, "graph.unknown-campaign", "there is no campaign \"\(name)\"", at: nil,
                        help: Suggestion.help(for: name, in: campaigns)))
            }
            chosen += found
        }
        if !missing.isEmpty { throw DiagnosticsError(missing) }
        return Self.text(chosen, as: format)
    }

    private static func text(_ trees: [CampaignTree], as format: Format) -> String {
        if format == .svg {
            let drawings = trees.map { (name: $0.title, drawing: CampaignDrawing($0).drawing) }
            return DrawingSVG(Drawing.stacked(drawings)).file
        }
        var chart = Chart()
        for (index, tree) in trees.enumerated() {
            chart.add(CampaignChart(tree, prefix: "c\(index + 1)", title: tree.title).chart)
        }
        return format == .mermaid ? ChartMermaid(chart).text : ChartDOT(chart).text
    }
}
