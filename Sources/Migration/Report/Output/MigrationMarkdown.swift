import Diagnostics
import Planning
import RedTrack
import Routing

/// Writes the report of a migration as Markdown for a comment: how it went and what has to be decided in the open, the
/// campaigns folded, with their trees as Mermaid diagrams.
///
/// It is never longer than ``limit``, counted as GitHub counts. What does not fit is left out in this order: diagrams,
/// then what was found in campaigns, then campaigns; the text says how much that is.
package struct MigrationMarkdown {
    /// How many characters a comment may have, in units of UTF-16.
    package static let limit = 65_535

    private let report: MigrationReport
    private let summary: MigrationSummary
    private let limit: Int

    /// Writes `report`.
    package init(_ report: MigrationReport) { self.init(report, limit: Self.limit) }

    init(_ report: MigrationReport, limit: Int) {
        self.report = report
        self.limit = limit
        summary = MigrationSummary(report)
    }

    /// The whole text, ending with a newline.
    package var text: String {
        var omission = MarkdownOmission(
            elsewhere: "`migration-report.html` and `migration-report.json` show everything.")
        var text = head(&omission)
        let tail = tail(&omission)
        if !report.campaigns.isEmpty {
            // The note on what is left out has to fit too.
            let room =
                limit - MarkdownOmission.size(text) - MarkdownOmission.size(tail) - MarkdownOmission.longest
            text += "\n#### Campaigns\n\n" + MarkdownCampaigns(report).text(within: room, &omission)
        }
        return text + tail + omission.text
    }

    private func head(_ omission: inout MarkdownOmission) -> String {
        var text = "### \(summary.headline)\n\n"
        text += "From \(MarkdownText.code(report.export)), \(Self.running(report.title)).\n"
        text += "\n| \(summary.figures.map(\.what).joined(separator: " | ")) |\n"
        text += "|\(summary.figures.map { _ in "---:" }.joined(separator: "|"))|\n"
        text +=
            "| \(summary.figures.map { $0.number == 0 ? "." : "\($0.number)" }.joined(separator: " | ")) |\n"
        let sentences = [summary.proof, summary.company].compactMap(\.self)
        if !sentences.isEmpty { text += "\n" + sentences.joined(separator: " ") + "\n" }
        text += section(
            "Needs a decision", summary.decisions.map(group), share: 5, "decisions", &omission)
        text += section(
            "Needs your eyes", summary.warnings.map(group), share: 5, "kinds of warnings", &omission)
        return text
    }

    private func group(_ group: ReasonGroup) -> String {
        var text = "**\(group.subject)**: \(Self.running(group.text))"
        if let help = group.help { text += "<br>" + Self.running(help) }
        let examples = group.examples.map { example in
            [
                example.name.map { MarkdownText.code($0, limit: 80) },
                example.finding.place.map { "(\(MarkdownText.code($0.description)))" },
            ]
            .compactMap(\.self).joined(separator: " ")
        }.filter { !$0.isEmpty }
        guard !examples.isEmpty else { return text }
        let word = group.weight > examples.count ? "for example " : ""
        return text + "<br>" + word + examples.joined(separator: ", ")
    }

    private func tail(_ omission: inout MarkdownOmission) -> String {
        func code(_ parts: [String]) -> String { MarkdownText.code(parts.joined(separator: " ")) }
        var text = section(
            "Lost: fields that hold something and that nobody reads",
            report.lost.map {
                code([$0.list, $0.path]) + ", \(MigrationSummary.counted($0.count, "value"))"
            }, share: 12, "lost fields", &omission)
        text += section(
            "Records with findings", report.findings.map { Self.running($0.description) }, share: 12,
            "findings of records", &omission)
        text += section(
            "Left out as the template says",
            report.skipped.map { code([$0.kind.rawValue, $0.name]) + ": " + Self.running($0.reason) },
            share: 20,
            "objects that are left out", &omission)
        text += section(
            "Not reached by what is moved", report.unreached.map { code([$0.kind.rawValue, $0.name]) },
            share: 20, "objects that are not reached", &omission)
        text += section(
            "Postbacks to enter at the networks",
            report.cutover.networks.map {
                "\(MarkdownText.code($0.name)): "
                    + MarkdownText.code(CutoverPostback.url(of: $0, site: nil), limit: 400)
            }, share: 20, "postbacks", &omission)
        text += section(
            "Options", report.options.map { code($0.value.isEmpty ? [$0.name] : [$0.name, $0.value]) },
            share: 40, "options", &omission)
        text += section(
            "Taken for granted", report.assumptions.map { "\($0.id): \(Self.running($0.text))" }, share: 20,
            "assumptions", &omission)
        return text
    }

    /// A list that takes no more than one part in `share` of the whole.
    private func section(
        _ title: String, _ lines: [String], share: Int, _ what: String, _ omission: inout MarkdownOmission
    ) -> String {
        omission.section(title, lines, within: limit / share, what)
    }

    /// A sentence that has names in it.
    static func running(_ text: String) -> String {
        MarkdownText.escaped(ShownText.shortened(text, to: 600))
    }
}
