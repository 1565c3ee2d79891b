public import Planning
public import RedTrack

/// Reads an account as a whole, or says why it cannot: a snapshot never lacks a part.
public struct AccountReader: Sendable {
    private let client: RedTrackClient
    private let parallel: Int

    /// Reads by a client.
    /// - Parameters:
    ///   - client: the account.
    ///   - parallel: how many lists are read at the same time, at least 1.
    public init(client: RedTrackClient, parallel: Int = 6) {
        self.client = client
        self.parallel = max(parallel, 1)
    }

    /// Whose account it is, then all objects of all kinds.
    /// - Parameter progress: told after each page; may be called from several lists at once.
    /// - Returns: the whole account.
    /// - Throws: the first ``/RedTrack/APIError`` of any list; the other lists are given up.
    public func snapshot(
        progress: (@Sendable (ReadProgress) -> Void)? = nil
    ) async throws(APIError) -> Snapshot {
        let account = try await client.account()
        var lists: [Kind: [Snapshot.Object]] = [:]
        var failure: APIError?
        await withTaskGroup(of: (Kind, Result<[Snapshot.Object], APIError>).self) { group in
            var waiting = Kind.allCases[...]
            func startNext() {
                guard failure == nil, let kind = waiting.popFirst() else { return }
                group.addTask { [client] in (kind, await Self.list(kind.model, client, progress)) }
            }
            for _ in 0..<parallel { startNext() }
            while let (kind, result) = await group.next() {
                switch result {
                case .success(let objects): lists[kind] = objects
                case .failure(let error):
                    // The lists that this one's failure cancels fail too: the first failure is the reason.
                    if failure == nil { failure = error }
                    group.cancelAll()
                }
                startNext()
            }
        }
        if let failure { throw failure }
        return Snapshot(account: account, objects: Kind.allCases.flatMap { lists[$0] ?? [] })
    }

    /// The presets that RedTrack offers; only a manifest that names one needs them.
    /// - Throws: ``/RedTrack/APIError``.
    public func presets() async throws(APIError) -> PresetCatalog {
        PresetCatalog(sources: try await client.sourcePresets(), networks: try await client.networkPresets())
    }

    private static func list<Model: AccountObject>(
        _ type: Model.Type, _ client: RedTrackClient, _ progress: (@Sendable (ReadProgress) -> Void)?
    ) async -> Result<[Snapshot.Object], APIError> {
        do {
            let listing = try await client.list(type) { count in
                progress?(ReadProgress(kind: Model.kind, objects: count, isComplete: false))
            }
            progress?(ReadProgress(kind: Model.kind, objects: listing.objects.count, isComplete: true))
            return .success(listing.objects.compactMap { Snapshot.Object($0) })
        } catch {
            return .failure(error)
        }
    }
}
