import RedTrack

/// How conversions are uploaded.
public struct UploadOptions: Sendable, Hashable {
    /// How many conversions are sent at once, at least 1 and at most what one call carries.
    public var batchSize: Int
    /// How often a conversion is sent whose answer got lost and which the account does not have, at least 1.
    public var attempts: Int
    /// How long a request may be under way before what the account does not show counts as lost.
    public var patience: Duration
    /// The least wait between two looks at the account's log.
    public var searchDelay: Duration
    /// How many refusals that name no conversion are looked into, by sending the halves of a batch.
    public var refusals: Int
    /// Whether to send what stays in doubt after the account was asked: somebody has looked for it.
    public var sendsUnknown: Bool
    /// The version of the program, for the journal.
    public var toolVersion: String

    /// The defaults suit an account of today.
    public init(
        batchSize: Int? = nil, attempts: Int = 3, patience: Duration = .seconds(30),
        searchDelay: Duration = .seconds(1), refusals: Int = 1_000, sendsUnknown: Bool = false,
        toolVersion: String = ""
    ) {
        let most = RedTrackClient.conversionsPerCall
        self.batchSize = min(max(batchSize ?? most, 1), most)
        self.attempts = max(attempts, 1)
        self.patience = max(patience, .zero)
        self.searchDelay = max(searchDelay, .zero)
        self.refusals = max(refusals, 0)
        self.sendsUnknown = sendsUnknown
        self.toolVersion = toolVersion
    }
}
