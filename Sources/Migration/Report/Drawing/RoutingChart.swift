import Planning
import Routing

/// A campaign's rules and streams as one chart, for programs that place boxes themselves.
struct RoutingChart {
    private let report: MigrationReport
    private let campaign: MigrationReport.Campaign
    /// How many boxes of a kind there may be: diagrams of more cannot be read.
    private static let limit = 40

    init(_ campaign: MigrationReport.Campaign, _ report: MigrationReport) {
        self.campaign = campaign
        self.report = report
    }

    /// The chart; `nil` when there is nothing to draw, or too much.
    var chart: Chart? {
        guard let tree = campaign.tree else { return nil }
        let rules = RuleTreeDrawing(tree, campaign, report)
        let paths = rules.entries.reduce(0) { $0 + ($1.choice?.paths.count ?? 0) }
        guard max(paths, rules.entries.count, campaign.streams.count) <= Self.limit else { return nil }
        var chart = Chart()
        add(rules, to: &chart)
        if !campaign.streams.isEmpty { addStreams(to: &chart) }
        return chart
    }

    private func add(_ rules: RuleTreeDrawing, to chart: inout Chart) {
        var nodes: [Chart.Node] = []
        for (number, entry) in rules.entries.enumerated() {
            let title =
                (entry.name.isEmpty ? entry.label : "\(entry.label): \(entry.name)")
                + Self.state(entry.isEnabled)
            nodes.append(
                Chart.Node(
                    id: "r\(number)", lines: [title] + entry.lines.map(\.text), isOutside: !entry.isEnabled))
            let paths = entry.choice?.paths ?? []
            let weights = WeightWords(paths.map { ($0.weight, $0.isEnabled) })
            for (index, path) in paths.enumerated() {
                let name = path.name.isEmpty ? "Path \(index + 1)" : "Path \(index + 1): \(path.name)"
                var lines = [name + Self.state(path.isEnabled)]
                if path.isEnabled { lines += [weights.text(index)].compactMap(\.self) }
                lines += line("Landing", path.landers.filter(\.isEnabled).map(\.id), report.lander)
                lines += line("Offer", path.offers.filter(\.isEnabled).map(\.id), report.offer)
                let id = "r\(number)p\(index)"
                nodes.append(Chart.Node(id: id, lines: lines, isOutside: !path.isEnabled))
                chart.arrows.append(Chart.Arrow(from: "r\(number)", to: id))
            }
        }
        chart.groups.append(Chart.Group(title: "\(report.trackerName): rules", nodes: nodes))
    }

    private func addStreams(to chart: inout Chart) {
        let streams = StreamListDrawing(campaign, report)
        var nodes: [Chart.Node] = []
        for (index, stream) in campaign.streams.enumerated() {
            let origin = OddsWords.origin(stream.origin)
            let title = "Stream \(index + 1)" + (origin.isEmpty ? "" : " from \(origin)")
            nodes.append(Chart.Node(id: "s\(index)", lines: [title] + streams.lines(index), isOutside: false))
            let lines =
                line("Landing", stream.landings.map(\.id), report.lander)
                + line("Offer", stream.offers.map(\.id), report.offer)
            nodes.append(Chart.Node(id: "s\(index)d", lines: lines, isOutside: false))
            chart.arrows.append(Chart.Arrow(from: "s\(index)", to: "s\(index)d"))
        }
        chart.groups.append(Chart.Group(title: "RedTrack: streams", nodes: nodes))
    }

    private static func state(_ isEnabled: Bool) -> String { isEnabled ? "" : ", switched off" }

    private func line(_ what: String, _ ids: [String], _ name: (String) -> String) -> [String] {
        guard !ids.isEmpty else { return what == "Landing" ? [] : ["no offer"] }
        let named = ids.prefix(4).map { ShownText.shortened(name($0), to: 40) }.joined(separator: ", ")
        return ["\(what): \(named)" + (ids.count > 4 ? " and \(ids.count - 4) more" : "")]
    }
}
