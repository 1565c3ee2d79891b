import Manifests
import RedTrack

/// The links that campaigns have in an account. The account gives them, so that they are known only once a campaign is
/// there; asking changes nothing.
enum CampaignLinks {
    /// The links of campaigns by their keys in the files; those that the account does not have are missing.
    static func read(
        _ keys: [String], _ workspace: Workspace, _ connection: AccountConnection
    ) async throws -> [String: String] {
        let account = try await connection.client.account()
        let lock = try workspace.lock(account: account.id).lock
        var ids: [(key: String, id: ObjectID<Campaign>)] = []
        for key in keys {
            if let entry = lock[.campaign, key] { ids.append((key, ObjectID(entry.id))) }
        }
        let found = try await connection.client.objects(Campaign.self, ids: ids.map(\.id)).objects
        var links: [ObjectID<Campaign>: String] = [:]
        for campaign in found {
            if let id = campaign.id, let link = campaign.trackbackURL, !link.isEmpty { links[id] = link }
        }
        return Dictionary(ids.compactMap { entry in links[entry.id].map { (entry.key, $0) } }) { first, _ in
            first
        }
    }
}
