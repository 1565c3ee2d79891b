import Diagnostics
import Planning
import Routing

/// The campaigns of a migration in Markdown, each as long as the room allows.
struct MarkdownCampaigns {
    /// How many findings of a campaign are shown.
    private static let findingLimit = 20

    private let report: MigrationReport

    init(_ report: MigrationReport) { self.report = report }

    /// The campaigns that fit, in the order in which they are read.
    func text(within limit: Int, _ omission: inout MarkdownOmission) -> String {
        let folds = MarkdownFolds(report.readingOrder.map { report.campaigns[$0] }, within: limit, line: line)
        {
            MarkdownFolds.Entry(line: $1, folded: folded($0), diagram: diagram($0))
        }
        folds.note(in: &omission, details: "campaigns' findings", items: "campaigns")
        return folds.text
    }

    private func line(_ campaign: MigrationReport.Campaign) -> String {
        "- \(campaign.status) " + MarkdownText.code(campaign.name)
    }

    private func folded(_ campaign: MigrationReport.Campaign) -> String {
        let eyes = campaign.findings.isEmpty ? "" : " (!)"
        let streams =
            campaign.isMoved ? ", \(MigrationSummary.counted(campaign.streams.count, "stream"))" : ""
        var text =
            "<details><summary>\(campaign.status) \(MarkdownText.htmlCode(campaign.name))\(streams)\(eyes)</summary>\n\n"
        let words = OddsWords(report: report)
        if let proof = words.proof(campaign.verdict) { text += "- \(proof)\n" }
        if case .different(let example) = campaign.verdict {
            let click =
                example.click.isEmpty ? "any click" : example.click.map(\.description).joined(separator: ", ")
            text += "- a click with " + MigrationMarkdown.running(click) + " goes by the rules to "
            text += MigrationMarkdown.running(words.text(example.rules)) + ", by the streams to "
            text += MigrationMarkdown.running(words.text(example.streams)) + "\n"
        }
        let findings = campaign.errors + campaign.warnings
        for finding in findings.prefix(Self.findingLimit) {
            let place = finding.place.map { " (\(MarkdownText.code($0.description)))" } ?? ""
            text += "- \(finding.severity.rawValue): "
            text += MigrationMarkdown.running(MigrationSummary.gist(finding, of: campaign)) + place
            text += (finding.help.map { "<br>" + MigrationMarkdown.running($0) } ?? "") + "\n"
        }
        if findings.count > Self.findingLimit {
            text += "- and \(findings.count - Self.findingLimit) more findings\n"
        }
        return text + "\n"
    }

    private func diagram(_ campaign: MigrationReport.Campaign) -> String {
        guard let chart = RoutingChart(campaign, report).chart else { return "" }
        return "```mermaid\n\(ChartMermaid(chart).text)```\n\n"
    }
}
