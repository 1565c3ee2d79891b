public import Planning

/// What a run tells while it works. Events come one at a time, in the order in which things happened.
public struct RunEvent: Sendable {
    /// What happened.
    public enum Kind: Sendable {
        /// The journal is open; nothing has been sent yet.
        case runStarted(RunID)
        /// A change's request is about to be sent.
        case started(Change)
        /// A change was made.
        case finished(Change, ChangeOutcome)
        /// A change failed, or waits for DNS.
        case failed(Change, ChangeOutcome)
        /// A change will not be tried: it depends on one that failed or waits.
        case blocked(Change, ChangeOutcome)
        /// A creation whose answer got lost is looked for in the account; the reason says what happened.
        case searching(Change, reason: String)
        /// A creation that is not in the account is sent again.
        case retrying(Change, attempt: Int)
        /// A change was about to be sent, and the run was stopped before: it may be made another time.
        case withdrawn(Change)
        /// No new change is started; those in flight are finished.
        case stopping(RunReport.StopReason)
        /// The touched objects are read back.
        case verifying(checked: Int, of: Int)
        /// Fields that the account did not take are sent once more.
        case repairing(Change, fields: [String])
        /// The reading has shown that something is not as the plan wanted it.
        case found(Verification.Finding)
        /// The lock file was saved.
        case lockSaved
    }

    /// What happened.
    public let kind: Kind
    /// How far the run is.
    public let counts: RunCounts

    /// Says what happened.
    package init(kind: Kind, counts: RunCounts) {
        self.kind = kind
        self.counts = counts
    }
}

/// How far a run is.
public struct RunCounts: Sendable, Hashable {
    /// The changes of the plan.
    public var total: Int
    /// Those that were made.
    public var done = 0
    /// Those that failed, and domains that wait for DNS.
    public var failed = 0
    /// Those that depend on failed or waiting ones.
    public var blocked = 0
    /// Those whose requests are under way.
    public var inFlight = 0

    /// A run that has not begun.
    public init(total: Int) { self.total = total }

    /// The changes that may still be made.
    public var remaining: Int { max(total - done - failed - blocked, 0) }
}
