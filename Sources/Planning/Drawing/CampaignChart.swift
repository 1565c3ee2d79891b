/// The tree of a campaign as a chart.
struct CampaignChart {
    private let tree: CampaignTree
    private let prefix: String
    private let title: String?

    /// Takes a tree; of several in one chart each needs a prefix of its own, and a title to be told by.
    init(_ tree: CampaignTree, prefix: String = "", title: String? = nil) {
        self.tree = tree
        self.prefix = prefix
        self.title = title
    }

    /// The chart, from the source to the offers.
    var chart: Chart {
        var chart = Chart(groups: [Chart.Group(title: title, nodes: [])])
        let domain = tree.domain.shown == nil ? [] : ["Domain: " + side(tree.domain)]
        add("s", ["Source: " + side(tree.source)] + domain, tree.entryMark, to: &chart)
        for (index, stream) in tree.streams.enumerated() { add(stream, "t\(index + 1)", to: &chart) }
        if let omission = tree.omission {
            add("m", [omission], .same, to: &chart)
            connect("s", "m", .same, in: &chart)
        }
        return chart
    }

    private func add(_ stream: CampaignTree.Stream, _ name: String, to chart: inout Chart) {
        var lines = [stream.title, side(stream.share.map(\.text))]
        // What comes or goes as a whole says so once.
        let isWhole = stream.mark == .added || stream.mark == .removed
        func part(_ text: Sided<String>) -> String {
            let sign = isWhole || text.mark == .changed ? "" : text.mark.sign
            return sign + side(text)
        }
        if stream.cost.shown != nil { lines.append(part(stream.cost.map { "a click costs \($0)" })) }
        lines += stream.filters.isEmpty ? ["takes all traffic"] : stream.filters.map(part)
        add(name, lines, stream.mark, to: &chart)
        connect("s", name, stream.mark, in: &chart)
        for (index, landing) in stream.landings.enumerated() {
            let id = "\(name)l\(index + 1)"
            add(id, ["Landing: " + landing.name, side(landing.share.map(\.text))], landing.mark, to: &chart)
            connect(name, id, landing.mark, in: &chart)
        }
        // Every landing page leads to every offer: one arrow each way through a point keeps that readable.
        let crosses = stream.landings.count > 1 && stream.offers.count > 1
        if crosses {
            add("\(name)j", [], .same, to: &chart)
            for (index, landing) in stream.landings.enumerated() {
                connect("\(name)l\(index + 1)", "\(name)j", landing.mark, in: &chart)
            }
        }
        for (index, offer) in stream.offers.enumerated() {
            let id = "\(name)o\(index + 1)"
            add(id, ["Offer: " + offer.name, side(offer.share.map(\.text))], offer.mark, to: &chart)
            if crosses {
                connect("\(name)j", id, offer.mark, in: &chart)
            } else if stream.landings.isEmpty {
                connect(name, id, offer.mark, in: &chart)
            } else {
                for index in stream.landings.indices {
                    connect("\(name)l\(index + 1)", id, offer.mark, in: &chart)
                }
            }
        }
    }

    private func add(_ name: String, _ lines: [String], _ mark: Mark, to chart: inout Chart) {
        let signed = lines.enumerated().map { $0 == 0 ? mark.sign + $1 : $1 }
        chart.groups[chart.groups.count - 1].nodes.append(
            Chart.Node(id: prefix + name, lines: signed, mark: mark))
    }

    private func connect(_ from: String, _ to: String, _ mark: Mark, in chart: inout Chart) {
        chart.arrows.append(Chart.Arrow(from: prefix + from, to: prefix + to, mark: mark))
    }

    private func side(_ text: Sided<String>) -> String {
        switch text.mark {
        case .changed: "\(text.before ?? "")\(Drawing.Line.arrow)\(text.after ?? "")"
        default: text.shown ?? "(none)"
        }
    }
}
