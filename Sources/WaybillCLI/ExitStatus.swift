/// The codes with which `waybill` exits: a documented, stable list.
enum ExitStatus: Int32 {
    /// Done, or nothing to do.
    case success = 0
    /// An error that none of the others names.
    case failure = 1
    /// Changes are pending: `plan --detailed-exitcode`.
    case changesPending = 2
    /// The account refused the key, or there is none.
    case keyRefused = 3
    /// The account is not reachable, or its rate limit is exhausted.
    case unreachable = 4
    /// A guard refused: removals, protection, an incomplete read.
    case refused = 5
    /// What a plan rests on has moved since it was made.
    case stale = 6
    /// A part was applied.
    case partlyApplied = 7
    /// The command was used wrongly.
    case usage = 64
    /// A file is invalid.
    case invalidFile = 65
    /// Interrupted by a signal.
    case interrupted = 130
}
