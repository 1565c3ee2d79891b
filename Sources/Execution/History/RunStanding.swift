/// What is left to do for a run.
public enum RunStanding: Sendable, Hashable {
    /// Every change was made, and the lock file knows it.
    case finished
    /// Some of its changes were not made, or nobody knows: it can go on, or is under way.
    case open
    /// A later run of the same account was planned from what it had left: it must not go on.
    case superseded(by: RunID)
}

extension RunHistory {
    /// What is left to do for a run of this history.
    public func standing(of run: RecordedRun) -> RunStanding {
        if run.status == .done, run.isLockSaved { return .finished }
        let later = runs.first { $0.account == run.account && $0.id > run.id }
        return later.map { .superseded(by: $0.id) } ?? .open
    }

    /// The run of an account that can go on; `nil` when there is none. There is never more than one: a run that begins
    /// supersedes all that were open.
    public func openRun(account: String) -> RecordedRun? {
        guard let last = runs.last(where: { $0.account == account }), standing(of: last) == .open else {
            return nil
        }
        return last
    }
}

extension RecordedRun {
    /// How many changes it was to make.
    public var plannedCount: Int { planned.values.reduce(0, +) }
}
