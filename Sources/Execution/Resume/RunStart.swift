import Feeds
import Planning

/// What a run starts from: nothing for a new one; what its journal and the account tell for one that goes on.
struct RunStart: Sendable {
    /// The plan as it is kept beside the journal of a new run; `nil` keeps none, and then the run cannot be resumed.
    var kept: SavedPlan?
    /// The run that goes on, and its journal; `nil` for a new one.
    var run: (id: RunID, journal: Journal)?
    /// What became of changes that have had their turn, by their places in the plan.
    var settled: [Int: ChangeResult] = [:]
    /// The changes of these that the lock file knows already; it may know something newer of them by now.
    var locked: Set<Int> = []
    /// Objects that requests without an answer have left as they should be, by the changes' places in the plan: the
    /// objects as the account has them. Nothing is sent for those again.
    var found: [Int: Value] = [:]
}
