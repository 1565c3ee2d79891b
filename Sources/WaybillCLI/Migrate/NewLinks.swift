import Execution
import Feeds
import Foundation
import Manifests
import Planning
import RedTrack

/// The links of campaigns that an earlier migration made and an apply created.
enum NewLinks {
    /// The links by the campaigns' keys; none when nothing was applied yet. Reads the account, changes nothing.
    static func read(
        _ folder: String, _ account: AccountOptions, _ terminal: Terminal, _ environment: [String: String]
    ) async throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [:] }
        let workspace = try Workspace([folder], account: account.account, environment: environment)
        guard FileManager.default.fileExists(atPath: workspace.folder + "/waybill.lock") else { return [:] }
        let target = try AccountTarget.find(
            named: account.account, in: workspace.project, environment: environment)
        return try await AccountConnection.open(target, account, inFlight: 8, terminal: terminal) {
            connection in
            let counts = ReadCounts(terminal)
            let snapshot = try await AccountReader(client: connection.client).snapshot { counts.note($0) }
            terminal.clearProgress()
            let campaigns = Dictionary((snapshot.objects[.campaign] ?? []).map { ($0.id, $0.record) }) { $1 }
            var links: [String: String] = [:]
            for line in try workspace.lockLines(account: snapshot.account.id).lines
            where line.kind == .campaign {
                guard let link = campaigns[line.id]?["trackback_url"]?.value.string, !link.isEmpty else {
                    continue
                }
                links[line.key] = link
            }
            return links
        }
    }
}
