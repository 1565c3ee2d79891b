/// How one sandbox is started: where it listens, what it remembers and how badly it behaves.
package struct SandboxConfiguration: Sendable {
    /// The TCP port on 127.0.0.1; 0 takes any free one. No other interface is ever bound.
    package var port: Int
    /// The SQLite file that holds the account; `nil` is a temporary file, deleted at the end.
    package var dataFile: String?
    /// The API key that the account answers to; `nil` is the key stored in the data file, or a generated one that
    /// is stored there.
    package var apiKey: String?
    /// What a new data file starts with; an existing one is left as it is.
    package var seed: SandboxSeed
    /// The account that a new data file starts as a copy of, instead of the seed.
    package var copy: SandboxAccount?
    /// A delay before every answer.
    package var latency: Duration
    /// What goes wrong, and when.
    package var faults: FaultSchedule
    /// The requests allowed for each key; `nil` is no limit.
    package var rate: RateLimit?

    /// A configuration; the defaults are a well-behaved empty account in a temporary file on any free port.
    package init(
        port: Int = 0, dataFile: String? = nil, apiKey: String? = nil, seed: SandboxSeed = .empty,
        copy: SandboxAccount? = nil,
        latency: Duration = .zero, faults: FaultSchedule = .none, rate: RateLimit? = nil
    ) {
        self.port = port
        self.dataFile = dataFile
        self.apiKey = apiKey
        self.seed = seed
        self.copy = copy
        self.latency = latency
        self.faults = faults
        self.rate = rate
    }
}
