/// How a plan is applied.
public struct ExecutorOptions: Sendable, Hashable {
    /// How many changes may be under way at the same time, at least 1.
    public var parallel: Int
    /// How often a creation is sent whose answer got lost and whose object is not in the account, at least 1.
    public var creationAttempts: Int
    /// The wait before a lost creation is looked for: what is under way may still arrive. The second look
    /// comes after twice that.
    public var searchDelay: Duration
    /// Whether the touched objects are read back in the end, and compared with what was sent.
    public var verifies: Bool
    /// The version of the program, for the journal.
    public var toolVersion: String

    /// The defaults suit an account of today.
    public init(
        parallel: Int = 8, creationAttempts: Int = 3, searchDelay: Duration = .seconds(1),
        verifies: Bool = false, toolVersion: String = ""
    ) {
        self.verifies = verifies
        self.parallel = max(parallel, 1)
        self.creationAttempts = max(creationAttempts, 1)
        self.searchDelay = max(searchDelay, .zero)
        self.toolVersion = toolVersion
    }
}
