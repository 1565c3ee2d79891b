public import Manifests
public import Planning
public import RedTrack

/// What became of a plan that was applied.
public struct RunReport: Sendable {
    /// What became of one change.
    public struct Entry: Sendable {
        /// The change.
        public let change: Change
        /// What became of it.
        public let outcome: ChangeOutcome
        /// What a person should look at: values that the account did not take, or changed on its own.
        public let warnings: [String]
        /// What is good to know: that an object had gone already, or how it was found again.
        public let notes: [String]
        /// How long its requests took, waits for their turn included; `nil` when none was sent.
        public let duration: Duration?
    }

    /// What became of each change, put together when somebody asks: there may be a million of them.
    public struct Entries: Sendable, RandomAccessCollection {
        let changes: [Change]
        let outcomes: [ChangeOutcome]
        let results: RunResults

        /// The place of the first change.
        public var startIndex: Int { 0 }
        /// The place after the last change.
        public var endIndex: Int { changes.count }
        /// What became of the change at a place of the plan.
        public subscript(index: Int) -> Entry {
            let result = results[index]
            return Entry(
                change: changes[index], outcome: outcomes[index], warnings: result?.warnings ?? [],
                notes: result?.notes ?? [], duration: result?.duration)
        }
    }

    /// How a run ended, as a whole.
    public enum Status: String, Sendable {
        /// Everything was done, or there was nothing to do.
        case done
        /// Some changes were made, others not.
        case partly
        /// No change was made.
        case nothing
    }

    /// Why a run ended before all changes had had their turn.
    public enum StopReason: Sendable {
        /// The caller's task was cancelled.
        case interrupted
        /// The account does not accept the key.
        case keyRefused(APIError)
        /// The account does not answer any more, or turns calls away for too long.
        case unreachable(APIError)
        /// The journal cannot be written, so that nothing more may be sent.
        case journal(JournalError)
    }

    /// The run's name, also that of its journal; `nil` when there was nothing to do.
    public let run: RunID?
    /// One for each change, in the order of the plan.
    public let entries: Entries
    /// Why it ended early; `nil` when every change had its turn.
    public let stopped: StopReason?
    /// What the lock file should say now.
    public let lock: LockFile
    /// Why the lock file could not be saved; `nil` when it was. The journal knows what was created all the
    /// same.
    public let lockFailure: String?
    /// What a reading of the touched objects has shown; `nil` when nobody asked for it, or the run was stopped.
    public internal(set) var verification: Verification?
    /// Whether the plan was kept, so that `resume` can go on with the run when it is not done.
    public internal(set) var isResumable = false
    /// Warnings about the run itself, in the order in which they arose.
    public internal(set) var warnings: [String]
    /// How long it took.
    public internal(set) var duration: Duration

    /// How it ended, as a whole.
    public var status: Status {
        let done = entries.count { $0.outcome.isDone }
        if done == entries.count { return .done }
        return done == 0 ? .nothing : .partly
    }

    /// How many changes had each outcome, by ``ChangeOutcome/name``; those of no change are left out.
    public var counts: [String: Int] {
        entries.reduce(into: [:]) { $0[$1.outcome.name, default: 0] += 1 }
    }
}
