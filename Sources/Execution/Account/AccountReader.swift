public import Planning
public import RedTrack

/// Reads an account as a whole, or says why it cannot: a snapshot never lacks a part.
public struct AccountReader: Sendable {
    let client: RedTrackClient
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
        try await snapshot(of: client.account(), progress: progress)
    }

    /// All objects of all kinds of an account whose owner is known already.
    /// - Parameters:
    ///   - account: whose account it is.
    ///   - progress: told after each page; may be called from several lists at once.
    /// - Returns: the whole account.
    /// - Throws: the first ``/RedTrack/APIError`` of any list; the other lists are given up.
    public func snapshot(
        of account: AccountProfile, progress: (@Sendable (ReadProgress) -> Void)? = nil
    ) async throws(APIError) -> Snapshot {
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

    /// Asks by id for objects that a list does not have although they were there once: a list that left one out was not
    /// complete. Only campaigns, offers and landings can be asked for by id (API document, the lists' parameters).
    /// - Throws: ``/RedTrack/APIError`` with the code `incompleteList` when one is there.
    public func confirmAbsence(of absences: [Snapshot.Absence]) async throws(APIError) {
        for absence in absences {
            switch absence.kind {
            case .campaign: try await confirmAbsence(of: absence, Campaign.self)
            case .offer: try await confirmAbsence(of: absence, Offer.self)
            case .landing: try await confirmAbsence(of: absence, Landing.self)
            case .network, .source, .domain: break
            }
        }
    }

    private func confirmAbsence<Model: AccountObject>(
        of absence: Snapshot.Absence, _ type: Model.Type
    ) async throws(APIError) {
        let found = try await client.objects(type, ids: absence.missing.map { ObjectID($0) }).objects
        let present = found.compactMap { Snapshot.Object($0) }.filter { !$0.isDeleted }
        guard let first = present.first else { return }
        throw APIError(
            .incompleteList, .get, "/\(absence.kind.plural)", object: "\(absence.kind.rawValue) \(first.id)",
            messages: ["the list left out an object that the account has when it is asked for by its id"],
            nextStep: "Try again; if it happens again, the account's lists cannot be relied on")
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
