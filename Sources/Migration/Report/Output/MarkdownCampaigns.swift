import Diagnostics
import Planning
import Routing

/// The campaigns of a migration in Markdown, each as long as the room allows.
struct MarkdownCampaigns {
    /// The longest diagram that GitHub still draws, with some reserve.
    private static let diagramLimit = 40_000
    /// How many findings of a campaign are shown.
    private static let findingLimit = 20

    private let report: MigrationReport

    init(_ report: MigrationReport) { self.report = report }

    /// One campaign in its three sizes.
    private struct Entry {
        let line: String
        let folded: String
        let diagram: String
        var showsFindings = false
        var showsDiagram = false
    }

    /// The campaigns that fit, in the order in which they are read: first as lines, then with what was found, then with
    /// their diagrams.
    func text(within limit: Int, _ omission: inout MarkdownOmission) -> String {
        var room = limit
        var entries: [Entry] = []
        var lost = 0
        for index in report.readingOrder {
            let campaign = report.campaigns[index]
            let line = line(campaign)
            // What does not fit as a line fits in no other size, and need not be written.
            guard lost == 0, MarkdownOmission.size(line) + 1 <= room else {
                lost += 1
                continue
            }
            room -= MarkdownOmission.size(line) + 1
            entries.append(Entry(line: line, folded: folded(campaign), diagram: diagram(campaign)))
        }
        for index in entries.indices {
            let more =
                MarkdownOmission.size(entries[index].folded) - MarkdownOmission.size(entries[index].line)
            // The end of the fold and the blank line before it.
            if more + 14 <= room {
                entries[index].showsFindings = true
                room -= more + 14
            }
        }
        var diagrams = 0
        for index in entries.indices where !entries[index].diagram.isEmpty {
            diagrams += 1
            let size = MarkdownOmission.size(entries[index].diagram)
            if entries[index].showsFindings, size <= min(room, Self.diagramLimit) {
                entries[index].showsDiagram = true
                room -= size
            }
        }
        omission.add(diagrams - entries.count(where: \.showsDiagram), "diagrams of campaigns")
        omission.add(entries.count { !$0.showsFindings }, "campaigns' findings")
        omission.add(lost, "campaigns")
        return joined(entries)
    }

    private func joined(_ entries: [Entry]) -> String {
        var text = ""
        var wasLine = false
        for entry in entries {
            if entry.showsFindings {
                text += (wasLine ? "\n" : "") + entry.folded + (entry.showsDiagram ? entry.diagram : "")
                text += "</details>\n"
            } else {
                text += (wasLine || text.isEmpty ? "" : "\n") + entry.line + "\n"
            }
            wasLine = !entry.showsFindings
        }
        return text
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
