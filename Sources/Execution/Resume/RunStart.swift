import Feeds

/// What a run starts from: nothing for a new one; what its journal and the account tell for one that goes on.
struct RunStart: Sendable {
    /// The run that has begun or goes on, and its journal; `nil` when there is nothing to do.
    var run: (id: RunID, journal: Journal, keepsPlan: Bool)?
    /// What became of changes that have had their turn, by their places in the plan.
    var settled: [Int: ChangeResult] = [:]
    /// The changes of these that the lock file knows already; it may know something newer of them by now.
    var locked: Set<Int> = []
    /// Objects that requests without an answer have left as they should be, by the changes' places in the plan: the
    /// objects as the account has them. Nothing is sent for those again.
    var found: [Int: Value] = [:]
}
