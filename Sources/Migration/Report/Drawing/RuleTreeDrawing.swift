import Planning
import Routing

/// The rules of a tracker in their order, with the paths that each leads to.
struct RuleTreeDrawing {
    let report: MigrationReport
    let tree: RuleTree
    /// The numbers of the streams that came of each rule, counted from 1.
    let streams: [Origin: [Int]]

    init(_ tree: RuleTree, _ campaign: MigrationReport.Campaign, _ report: MigrationReport) {
        self.report = report
        self.tree = tree
        var streams: [Origin: [Int]] = [:]
        for (index, stream) in campaign.streams.enumerated() {
            for rule in stream.origin.rules { streams[rule, default: []].append(index + 1) }
        }
        self.streams = streams
    }

    /// The drawing.
    var drawing: Drawing {
        let rules = entries
        return BandDrawing(
            bands: rules.map { entry in
                let (boxes, shares) = boxes(entry.choice)
                return BandDrawing.Band(left: box(entry), right: boxes, shares: shares)
            }, headings: (tree.mode == .weight ? "Rules, drawn by weight" : "Rules, in order", "Paths"),
            summary: "\(MigrationSummary.counted(rules.count - 1, "rule")) and the default"
        ).drawing
    }

    /// A rule or the default, as it is drawn.
    struct Entry {
        let label: String
        let name: String
        let lines: [ConditionWords.Line]
        let choice: PathChoice?
        let isEnabled: Bool
        let origin: Origin
    }

    /// The rules and the default, in the order in which they are tried.
    var entries: [Entry] {
        func entry(_ rule: Rule, _ label: String, _ origin: Origin, isDrawn: Bool) -> Entry {
            var lines = ConditionWords.lines(rule.condition)
            if isDrawn { lines.append(ConditionWords.Line(text: "drawn by weight \(rule.weight)")) }
            return Entry(
                label: label, name: rule.name, lines: lines, choice: rule.choice, isEnabled: rule.isEnabled,
                origin: origin)
        }
        let forced = tree.forced.enumerated().map {
            entry($1, "Forced rule \($0 + 1)", tree.origin(ofForcedRule: $0), isDrawn: false)
        }
        let rules = tree.rules.enumerated().map {
            entry($1, "Rule \($0 + 1)", tree.origin(ofRule: $0), isDrawn: tree.mode == .weight)
        }
        let rest = Entry(
            label: "Default", name: "",
            lines: [ConditionWords.Line(text: "takes what is left")], choice: tree.fallback, isEnabled: true,
            origin: tree.fallbackOrigin)
        return forced + rules + [rest]
    }

    private func box(_ entry: Entry) -> Drawing.Box {
        var text = BoxText()
        text.add(.label, entry.isEnabled ? entry.label : entry.label + ", switched off")
        if !entry.name.isEmpty { text.add(.name, entry.name) }
        for (index, line) in entry.lines.enumerated() {
            let sign = line.isUnsupported ? "\u{2716} " : ""
            text.add(.detail, (index > 0 ? "and " : "") + sign + line.text)
        }
        if let rotation = Self.rotation(entry.choice) { text.add(.detail, rotation) }
        if let numbers = streams[entry.origin] { text.add(.detail, "\u{2192} " + Self.named(numbers)) }
        return text.box(
            isOutside: !entry.isEnabled,
            isRefused: entry.isEnabled && entry.lines.contains(where: \.isUnsupported))
    }

    /// How a choice is made, when not by its weights.
    static func rotation(_ choice: PathChoice?) -> String? {
        switch choice?.rotation {
        case .automatic(let name): "weights changed by \(name)"
        case .other(let name): "chosen by \(name)"
        default: nil
        }
    }

    /// `stream 2`, `streams 1 to 4`, `streams 1, 3`.
    private static func named(_ numbers: [Int]) -> String {
        guard let first = numbers.first, let last = numbers.last, numbers.count > 1 else {
            return "stream \(numbers.first ?? 0)"
        }
        if numbers.count > 2, last - first == numbers.count - 1 { return "streams \(first) to \(last)" }
        return "streams " + numbers.map(String.init).joined(separator: ", ")
    }

    private func boxes(_ choice: PathChoice?) -> ([Drawing.Box], [Double]) {
        guard let choice, !choice.paths.isEmpty else {
            var text = BoxText()
            text.add(.detail, "leads nowhere")
            return ([text.box(isOutside: true)], [0])
        }
        let paths = choice.paths
        let weights = WeightWords(paths.map { ($0.weight, $0.isEnabled) })
        let boxes = paths.enumerated().map { index, path in
            var text = BoxText()
            text.add(.label, path.isEnabled ? "Path \(index + 1)" : "Path \(index + 1), switched off")
            if !path.name.isEmpty { text.add(.name, path.name) }
            if path.isEnabled, let share = weights.text(index) { text.add(.detail, share) }
            if !path.landers.isEmpty {
                text.add(.label, "Landing pages")
                text.add(.detail, list: shares(path.landers, report.lander))
            }
            text.add(.label, "Offers")
            text.add(.detail, list: path.offers.isEmpty ? ["none"] : shares(path.offers, report.offer))
            return text.box(isOutside: !path.isEnabled || path.weight.isZero)
        }
        return (boxes, weights.shares.map { $0?.fraction ?? 0 })
    }

    private func shares(_ shares: [Share], _ name: (String) -> String) -> [String] {
        let weights = WeightWords(shares)
        return shares.enumerated().map { index, share in
            let part = weights.text(index).map { ": " + $0 } ?? ""
            return ShownText.shortened(name(share.id), to: 160) + part
                + (share.isEnabled ? "" : " (switched off)")
        }
    }
}
