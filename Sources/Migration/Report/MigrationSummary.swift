import Diagnostics
import RedTrack
import Routing

/// What the first screen of every form says, in the same words.
struct MigrationSummary {
    let report: MigrationReport
    let moved: Int
    let refused: Int
    /// What stands against campaigns and other records, that of the most first.
    let decisions: [ReasonGroup]
    /// What deserves a look, that of the most first.
    let warnings: [ReasonGroup]

    init(_ report: MigrationReport) {
        self.report = report
        moved = report.campaigns.count(where: \.isMoved)
        refused = report.campaigns.count - moved
        decisions = ReasonGroup.all(in: report, .error)
        warnings = ReasonGroup.all(in: report, .warning)
    }

    /// `7 campaigns moved and proven, 3 refused`.
    var headline: String {
        if report.campaigns.isEmpty { return "Nothing to move: the export has no campaigns" }
        if moved == 0 { return "No campaign moved: \(refused) refused" }
        let all = Self.counted(moved, "campaign") + " moved and proven"
        return refused == 0 ? all + ", none refused" : "\(all), \(refused) refused"
    }

    /// How many things deserve a look.
    var warningCount: Int { warnings.reduce(0) { $0 + $1.count } }

    /// The numbers of the first screen, each with what it counts.
    var figures: [(number: Int, what: String, isBad: Bool)] {
        [
            (moved, "moved and proven", false), (refused, "refused", refused > 0),
            (
                decisions.count, decisions.count == 1 ? "decision needed" : "decisions needed",
                !decisions.isEmpty
            ),
            (warningCount, warningCount == 1 ? "warning" : "warnings", warningCount > 0),
            (report.lost.count, report.lost.count == 1 ? "field lost" : "fields lost", !report.lost.isEmpty),
        ]
    }

    /// `With them come 2 networks, 1 source and 3 offers.`
    var company: String? {
        let parts = Kind.allCases.filter { $0 != .campaign }.compactMap { kind -> String? in
            let count = report.objects[kind] ?? 0
            return count == 0 ? nil : Self.counted(count, kind.rawValue)
        }
        guard let last = parts.last else { return nil }
        let list = parts.count == 1 ? last : parts.dropLast().joined(separator: ", ") + " and " + last
        return "With \(moved == 1 ? "it" : "them") come \(list)."
    }

    /// What was compared, in a sentence.
    var proof: String? {
        guard moved > 0 else { return nil }
        let classes = report.campaigns.filter(\.isMoved).reduce(Natural.zero) { sum, campaign in
            if case .equivalent(let classes) = campaign.verdict { sum + classes } else { sum }
        }
        if classes.isZero { return nil }
        let what = classes == .one ? "1 class of clicks was" : "\(classes) classes of clicks were"
        return
            "\(what) checked: each goes to the same landing pages and offers as before, with the same odds."
    }

    /// `3 campaigns`, `1 offer`.
    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// What a finding says, without the name of its campaign in front: for lists that name campaigns themselves.
    static func gist(_ finding: Diagnostic, of campaign: MigrationReport.Campaign?) -> String {
        guard let campaign else { return finding.message }
        let head = "campaign \"\(campaign.name)\""
        guard finding.message.hasPrefix(head) else { return finding.message }
        var rest = finding.message.dropFirst(head.count)
        for separator in [" \u{203A} ", ": "] where rest.hasPrefix(separator) {
            rest = rest.dropFirst(separator.count)
        }
        return rest.isEmpty ? finding.message : String(rest)
    }
}
