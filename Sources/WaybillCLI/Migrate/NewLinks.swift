import Foundation
import Manifests
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
            let account = try await connection.client.account()
            let lines = try workspace.lockLines(account: account.id).lines.filter { $0.kind == .campaign }
            let found = try await connection.client.objects(
                Campaign.self, ids: lines.map { ObjectID($0.id) }
            ).objects
            var links: [String: String] = [:]
            for campaign in found {
                if let id = campaign.id, let link = campaign.trackbackURL, !link.isEmpty {
                    links[id.rawValue] = link
                }
            }
            return Dictionary(lines.compactMap { line in links[line.id].map { (line.key, $0) } }) { $1 }
        }
    }
}
