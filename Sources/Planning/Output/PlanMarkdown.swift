import Feeds
import RedTrack

/// Writes a plan as Markdown for a comment in a pull request: the counts and what needs eyes in the open, the changes
/// folded, changed campaigns as Mermaid diagrams.
///
/// It is never longer than ``limit``, counted as GitHub counts. What does not fit is left out in this order: diagrams,
/// then the fields of changes, then changes; the text says how much that is, and how to see it.
public struct PlanMarkdown {
    /// How many characters a comment may have, in units of UTF-16.
    public static let limit = 65_535

    private let plan: Plan
    private let detail: PlanDetail
    private let summary: PlanSummary
    private let limit: Int

    /// Writes `plan`.
    /// - Parameters:
    ///   - plan: what to write.
    ///   - detail: how much of it.
    public init(_ plan: Plan, detail: PlanDetail = .fields) {
        self.init(plan, detail: detail, limit: Self.limit)
    }

    init(_ plan: Plan, detail: PlanDetail, limit: Int) {
        self.plan = plan
        self.detail = detail
        self.limit = limit
        summary = PlanSummary(plan)
    }

    /// The whole text, ending with a newline.
    public var text: String {
        var omission = MarkdownOmission()
        var text = head(&omission)
        let tail = tail(&omission)
        if detail != .none, !plan.changes.isEmpty {
            // The note on what is left out has to fit too.
            let room =
                limit - MarkdownOmission.size(text) - MarkdownOmission.size(tail) - MarkdownOmission.longest
            text += "\n#### Changes\n\n" + MarkdownChanges(plan, detail: detail).text(within: room, &omission)
        }
        return text + tail + omission.text
    }

    private func head(_ omission: inout MarkdownOmission) -> String {
        var text = "### \(summary.headline)\n"
        if !plan.refusals.isEmpty {
            text += "\n**It is refused and cannot be applied as it stands.**\n"
        }
        if !plan.isEmpty {
            text += "\n| | \(PlanSummary.columns.joined(separator: " | ")) |\n|---|---:|---:|---:|---:|\n"
            for row in summary.rows {
                let cells = row.numbers.map { $0 == 0 ? "." : "\($0)" }.joined(separator: " | ")
                text += "| \(row.kind.plural) | \(cells) |\n"
            }
        }
        let refusals = plan.refusals.map { refusal in
            (refusal.address.map { MarkdownText.code($0.description) + ": " } ?? "")
                + Self.running(refusal.reason)
        }
        text += section("Refused", refusals, share: 5, "refusals", &omission)
        text += section(
            "Needs your eyes", summary.concerns.map(concern), share: 4, "things to look at", &omission)
        return text
    }

    private func tail(_ omission: inout MarkdownOmission) -> String {
        var text = ""
        if detail != .none {
            text += section(
                "Orphans (made by Waybill, gone from the files)",
                summary.orphans.map {
                    "\(MarkdownText.code($0.orphan.address.description)) (id \(MarkdownText.code($0.orphan.id))): "
                        + Self.running($0.reason)
                }, share: 10, "orphans", &omission)
        }
        if let unmanaged = summary.unmanaged { text += "\n\(unmanaged)\n" }
        if detail != .none {
            text += section("Notes", plan.notes.map(Self.running), share: 10, "notes", &omission)
        }
        return text
    }

    /// A list that takes no more than one part in `share` of the whole.
    private func section(
        _ title: String, _ lines: [String], share: Int, _ what: String, _ omission: inout MarkdownOmission
    ) -> String {
        omission.section(title, lines, within: limit / share, what)
    }

    private func concern(_ concern: PlanSummary.Concern) -> String {
        let sentence = Self.running(concern.sentence)
        guard concern.objects.count > 1, let kind = concern.objects.first?.kind else {
            return concern.objects.map { MarkdownText.code($0.description) + ": " }.joined() + sentence
        }
        let named = concern.objects.prefix(3).map { MarkdownText.code($0.key) }.joined(separator: ", ")
        let more = concern.objects.count > 3 ? " and \(concern.objects.count - 3) more" : ""
        return "\(PlanSummary.counted(concern.objects.count, kind)) (\(named)\(more)): \(sentence)"
    }

    private static func running(_ text: String) -> String {
        MarkdownText.escaped(ShownText.shortened(text, to: 600))
    }
}
