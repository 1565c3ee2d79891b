import Diagnostics
import Manifests
import Migration
import Planning
import RedTrack

/// What became of a tracker's account, in lines for a terminal.
struct MigrationSummary {
    private let migration: Migration

    init(_ migration: Migration) { self.migration = migration }

    private var refused: [Migration.Campaign] { migration.campaigns.filter { !$0.isMigrated } }

    /// Whether everything was moved.
    var isComplete: Bool { refused.isEmpty && migration.lost.isEmpty && migration.findings.isEmpty }

    /// Whether there are campaigns, and none of them could be moved.
    var hasNothing: Bool { !migration.campaigns.isEmpty && refused.count == migration.campaigns.count }

    /// Everything that somebody should look at, a finding a line with its place.
    ///
    /// The lines of the export are not shown: they may hold keys.
    var findings: String {
        let all = migration.findings + migration.campaigns.flatMap(\.findings)
        return all.map { finding in
            let place = finding.place.map { "\($0): " } ?? ""
            let help = finding.help.map { " (\($0))" } ?? ""
            return TerminalText.safe("\(place)\(finding.severity.rawValue): \(finding.message)\(help)")
        }.joined(separator: "\n")
    }

    /// The counts, and what was lost.
    var text: String {
        let moved = migration.campaigns.count - refused.count
        let objects = RedTrack.Kind.allCases.compactMap { kind -> String? in
            let count = migration.objects.count { $0.kind == kind }
            return count == 0 ? nil : "\(count) \(count == 1 ? kind.rawValue : kind.plural)"
        }
        var lines = [
            "\(moved) of \(ImportReport.count(migration.campaigns.count, "campaign")) moved, each proven to route as before."
        ]
        if !objects.isEmpty { lines.append("The manifest has \(objects.joined(separator: ", ")).") }
        if !refused.isEmpty {
            lines.append("Refused: " + refused.map { "\"\($0.name)\"" }.joined(separator: ", ") + ".")
        }
        for (list, paths) in migration.lost.sorted(by: { $0.key < $1.key }) {
            lines.append("Lost of \(list): " + paths.map(\.path).joined(separator: ", ") + ".")
        }
        return lines.map(TerminalText.safe).joined(separator: "\n")
    }
}
