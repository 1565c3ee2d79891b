public import Planning

/// What became of one change of a plan.
public enum ChangeOutcome: Sendable, Hashable {
    /// It was made: the object has this id, or had it until it was removed.
    case done(id: String)
    /// A lost answer hid that the object had been created: it was found in the account under this id.
    case adopted(id: String)
    /// It was not made, or nobody knows; the message says why and what to do next.
    case failed(message: String)
    /// A new domain whose DNS record the account does not see yet; the message is the account's.
    case waiting(message: String)
    /// A change that it depends on failed. The chain leads from that one to the one that it directly depends
    /// on.
    case blocked(by: [ObjectAddress])
    /// A change that it depends on waits for DNS. The chain is as for ``blocked(by:)``.
    case skipped(waitingFor: [ObjectAddress])
    /// The run was stopped before its turn.
    case notStarted

    /// Whether the account is as the plan wants it.
    public var isDone: Bool {
        switch self {
        case .done, .adopted: true
        case .failed, .waiting, .blocked, .skipped, .notStarted: false
        }
    }

    /// The object's id, when the change was made.
    public var id: String? {
        switch self {
        case .done(let id), .adopted(let id): id
        case .failed, .waiting, .blocked, .skipped, .notStarted: nil
        }
    }

    /// The word for it in output that programs read.
    public var name: String {
        switch self {
        case .done: "done"
        case .adopted: "adopted"
        case .failed: "failed"
        case .waiting: "waiting"
        case .blocked: "blocked"
        case .skipped: "skipped"
        case .notStarted: "not-started"
        }
    }
}
