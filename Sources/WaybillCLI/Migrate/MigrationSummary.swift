import Diagnostics
import Manifests
import Migration
import Planning
import RedTrack
import Routing

/// What became of a tracker's account, in lines for a terminal.
struct MigrationSummary {
    private let migration: Migration

    init(_ migration: Migration) { self.migration = migration }

    private var refused: [Migration.Campaign] { migration.campaigns.filter { !$0.isMigrated } }

    /// Whether everything was moved.
    var isComplete: Bool {
        refused.isEmpty && migration.lost.isEmpty
            && !migration.findings.contains { $0.severity == .error }
    }

    /// Whether there are campaigns, and none of them could be moved.
    var hasNothing: Bool { !migration.campaigns.isEmpty && refused.count == migration.campaigns.count }

    // MARK: Findings

    /// So many warnings of one kind are shown; the others are counted.
    private static let mostAlike = 3

    /// What somebody should look at, a finding a line with its place: warnings first, of each kind a few, then every error.
    ///
    /// The lines of the export are not shown: they may hold keys.
    var findings: String {
        let all = migration.findings + migration.campaigns.flatMap(\.findings)
        var counts: [String: Int] = [:]
        var order: [String] = []
        var lines: [String] = []
        for finding in all where finding.severity != .error {
            let count = counts[finding.id, default: 0]
            if count == 0 { order.append(finding.id) }
            counts[finding.id] = count + 1
            if count < Self.mostAlike { lines.append(Self.line(finding)) }
        }
        for id in order {
            let more = (counts[id] ?? 0) - Self.mostAlike
            if more > 0 { lines.append("… and \(more) more warnings like these: \(id)") }
        }
        lines += all.filter { $0.severity == .error }.map(Self.line)
        return lines.joined(separator: "\n")
    }

    private static func line(_ finding: Diagnostic) -> String {
        let place = finding.place.map { "\($0): " } ?? ""
        let help = finding.help.map { " (\($0))" } ?? ""
        return TerminalText.safe("\(place)\(finding.severity.rawValue): \(finding.message)\(help)")
    }

    // MARK: Counts

    /// The counts, what was left behind, and what the proofs rest on.
    var text: String {
        let total = migration.campaigns.count
        let count = ImportReport.count(total, "campaign")
        var lines = [
            total == 0
                ? "The export has no campaign that is in use."
                : hasNothing
                    ? "None of \(count) could be moved."
                    : "\(total - refused.count) of \(count) moved, each proven to route as before."
        ]
        let objects = Self.kinds { kind in migration.objects.count { $0.kind == kind } }
        if !objects.isEmpty { lines.append("The manifest has \(objects).") }
        if !refused.isEmpty {
            lines.append("Refused: " + Self.list(refused.map { "\"\($0.name)\"" }) + ".")
        }
        let skipped = Self.kinds { kind in migration.skipped.count { $0.kind == kind } }
        if !skipped.isEmpty { lines.append("Left out as the template says: \(skipped).") }
        let unreached = Self.kinds { kind in migration.unreached.count { $0.kind == kind } }
        if !unreached.isEmpty { lines.append("No campaign leads to \(unreached): not moved.") }
        for (list, fields) in migration.lost.sorted(by: { $0.key < $1.key }) {
            lines.append("Lost of \(list): " + Self.list(fields.map(\.path)) + ".")
        }
        let streams = migration.campaigns.flatMap(\.streams)
        if !streams.isEmpty {
            lines.append("The proofs take for granted:")
            lines += RoutingProof.assumptions(of: streams).map { "  \($0.id): \($0.text)" }
        }
        return lines.map(TerminalText.safe).joined(separator: "\n")
    }

    private static func list(_ names: [String]) -> String {
        names.count <= 20
            ? names.joined(separator: ", ")
            : names.prefix(20).joined(separator: ", ") + " and \(names.count - 20) more"
    }

    private static func kinds(_ count: (RedTrack.Kind) -> Int) -> String {
        RedTrack.Kind.allCases.compactMap { kind -> String? in
            let number = count(kind)
            return number == 0 ? nil : "\(number) \(number == 1 ? kind.rawValue : kind.plural)"
        }.joined(separator: ", ")
    }
}
