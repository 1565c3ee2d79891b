import Diagnostics
import Planning
import RedTrack
import Routing

/// The report of a migration for a terminal: what has to be decided and what deserves a look, by their reasons, and the
/// counts.
///
/// The lines of the export are not shown: they may hold keys.
package struct MigrationText {
    /// How many reasons are shown of what stands in the way, and of what only deserves a look; the others are counted.
    private static let limits = (decisions: 40, warnings: 15)
    /// How many names are listed.
    private static let nameLimit = 20

    private let report: MigrationReport
    private let summary: MigrationSummary
    private let columns: Int?
    private let colored: Bool

    /// Writes `report`.
    /// - Parameters:
    ///   - report: what to write.
    ///   - columns: how wide lines may be; `nil` for lines as long as they are.
    ///   - colored: whether to use ANSI colours.
    package init(_ report: MigrationReport, columns: Int? = nil, colored: Bool = false) {
        self.report = report
        self.columns = columns
        self.colored = colored
        summary = MigrationSummary(report)
    }

    // MARK: Findings

    /// What was found, by its reasons: what deserves a look, then what has to be decided. Empty when nothing was.
    package var reasons: String {
        [
            section("Needs your eyes:", "33", summary.warnings, Self.limits.warnings),
            section("Needs a decision:", "31", summary.decisions, Self.limits.decisions),
        ].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Every finding with its place, a line each; empty when there are none.
    package var findings: String {
        (report.findings + report.campaigns.flatMap(\.findings)).map { TerminalText.safe($0.description) }
            .joined(separator: "\n")
    }

    private func section(_ title: String, _ color: String, _ groups: [ReasonGroup], _ limit: Int) -> String {
        guard !groups.isEmpty else { return "" }
        var lines = [paint(title, "1;\(color)")]
        for group in groups.prefix(limit) {
            let head = wrapped(TerminalText.safe("\(group.subject): \(group.text)"), 2, hanging: 4)
            lines.append(paint(head[0], "1"))
            lines += head.dropFirst().map { paint($0, "1") }
            if let help = group.help { lines += wrapped(TerminalText.safe(help), 6, hanging: 6) }
            lines += group.examples.flatMap { example in
                let parts = [
                    example.name.map { "\"\(ShownText.shortened($0, to: 80))\"" },
                    example.finding.place?.description,
                ].compactMap(\.self)
                return parts.isEmpty
                    ? [] : wrapped(TerminalText.safe("- " + parts.joined(separator: ", ")), 6, hanging: 8)
            }
        }
        if groups.count > limit {
            let more =
                "and \(groups.count - limit) more reasons: the report that --out FOLDER writes has all of them"
            lines += wrapped(more, 2, hanging: 4)
        }
        return lines.joined(separator: "\n")
    }

    // MARK: Counts

    /// The counts, what was left behind, and what the proofs rest on.
    package var text: String {
        var lines = [headline]
        let objects = kinds { report.objects[$0] ?? 0 }
        if !objects.isEmpty { lines.append("The manifest has \(objects).") }
        let refused = report.campaigns.filter { !$0.isMoved }.map {
            "\"\(ShownText.shortened($0.name, to: 80))\""
        }
        if summary.moved == 0, refused.count > 1, summary.decisions.first?.campaigns.count == refused.count {
            lines.append(
                "All of them for one reason: look whether the folder is an export of \(report.trackerName).")
        }
        if !refused.isEmpty { lines.append("Refused: \(listed(refused)).") }
        let skipped = kinds { kind in report.skipped.count { $0.kind == kind } }
        if !skipped.isEmpty { lines.append("Left out as the template says: \(skipped).") }
        let unreached = kinds { kind in report.unreached.count { $0.kind == kind } }
        if !unreached.isEmpty { lines.append("No campaign leads to \(unreached): not moved.") }
        for (list, fields) in Dictionary(grouping: report.lost, by: \.list).sorted(by: { $0.key < $1.key }) {
            lines.append("Lost of \(list): \(listed(fields.map(\.path))).")
        }
        lines = lines.flatMap { wrapped(TerminalText.safe($0), 0, hanging: 2) }
        if !report.assumptions.isEmpty {
            lines.append("The proofs take for granted:")
            lines += report.assumptions.flatMap {
                wrapped(TerminalText.safe("\($0.id): \($0.text)"), 2, hanging: 6)
            }
        }
        return lines.joined(separator: "\n")
    }

    private var headline: String {
        let total = report.campaigns.count
        let all = MigrationSummary.counted(total, "campaign")
        if total == 0 { return "The export has no campaign that is in use." }
        return summary.moved == 0
            ? "None of \(all) could be moved."
            : "\(summary.moved) of \(all) moved, each proven to route as before."
    }

    private func listed(_ names: [String]) -> String {
        let more = names.count - Self.nameLimit
        let list = names.prefix(Self.nameLimit).joined(separator: ", ")
        return more > 0 ? "\(list) and \(more) more" : list
    }

    private func kinds(_ count: (Kind) -> Int) -> String {
        Kind.allCases.compactMap { kind -> String? in
            let number = count(kind)
            return number == 0 ? nil : "\(number) \(number == 1 ? kind.rawValue : kind.plural)"
        }.joined(separator: ", ")
    }

    // MARK: Lines

    /// A text on as many lines as it needs, the first indented by `indent` and the others by `hanging`.
    private func wrapped(_ text: String, _ indent: Int, hanging: Int) -> [String] {
        let blank = String(repeating: " ", count: indent)
        guard let columns else { return [blank + text] }
        var lines: [String] = []
        var line = blank
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > columns {
                lines.append(line)
                line = String(repeating: " ", count: hanging)
                isEmpty = true
            }
            line += isEmpty ? word : " " + word
            isEmpty = false
        }
        return lines + [line]
    }

    private func paint(_ text: String, _ style: String) -> String {
        colored ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
    }
}
