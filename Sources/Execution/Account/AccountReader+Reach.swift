package import Planning
package import RedTrack

extension AccountReader {
    /// Whose account it is.
    package func account() async throws(APIError) -> AccountProfile { try await client.account() }

    /// Reads the part of an account that a plan rests on: lists as a whole, other objects by their ids.
    /// - Parameters:
    ///   - reach: what is needed.
    ///   - account: whose account it is.
    /// - Returns: a snapshot that knows these objects, and nothing of all others.
    /// - Throws: the first ``/RedTrack/APIError``; nothing is known then.
    package func snapshot(
        of reach: PlanReach, account: AccountProfile
    ) async throws(APIError) -> Snapshot {
        var objects: [Snapshot.Object] = []
        for kind in Kind.allCases {
            objects += try await Self.read(kind.model, reach, client)
        }
        return Snapshot(account: account, objects: objects)
    }

    private static func read<Model: AccountObject>(
        _ type: Model.Type, _ reach: PlanReach, _ client: RedTrackClient
    ) async throws(APIError) -> [Snapshot.Object] {
        if reach.lists.contains(Model.kind) {
            return try await client.list(type).objects.compactMap { Snapshot.Object($0) }
        }
        let ids = reach.ids[Model.kind] ?? []
        if ids.isEmpty { return [] }
        return try await client.objects(type, ids: ids.map { ObjectID($0) }).objects.compactMap {
            Snapshot.Object($0)
        }
    }
}
