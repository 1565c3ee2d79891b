public import Planning

/// One run as its journal tells it.
public struct RecordedRun: Sendable {
    /// Its name.
    public let id: RunID
    /// The id of the account that it changed; empty when not even the first record is whole.
    public let account: String
    /// The version of the program that made it.
    public let toolVersion: String
    /// When it began.
    public let startedAt: Moment
    /// How many changes of each action it was to make.
    public let planned: [Change.Action: Int]
    /// When it ended; `nil` when it was killed, or is under way.
    public let finishedAt: Moment?
    /// How it ended: a ``RunReport/Status``; `nil` when it did not.
    public let status: RunReport.Status?
    /// Whether the lock file knows all that it did.
    public let isLockSaved: Bool
    /// The numbers of the journal's lines that are damaged, counted from 1; a line that a kill cut short at
    /// the end is none.
    public let damagedLines: [Int]

    /// The times at which it went on after it had ended early, or had been killed.
    public let resumedAt: [Moment]
    /// The run that it undoes; `nil` for a run of files.
    public let undoes: String?
    /// The SHA-256 of the file with its plan, in hexadecimal; `nil` when none was kept.
    package let planDigest: String?

    /// What it was about to send, in the order in which it was sent; one for each change. Of a change that a resumed
    /// run has sent again it is the last one, with the time of the first.
    package let intents: [JournalRecord.Intent]
    /// What became of it, by the change's place in the plan; the last word counts.
    package let outcomes: [Int: JournalRecord.Outcome]

    /// The time of its last record.
    package var lastSign: Moment {
        let times =
            intents.map(\.at) + outcomes.values.map(\.at) + resumedAt + [startedAt]
            + (finishedAt.map { [$0] } ?? [])
        return times.max() ?? startedAt
    }

    /// Whether its plan was kept, so that it can be gone on with.
    public var isResumable: Bool { planDigest != nil }

    /// How many changes were made.
    public var doneCount: Int { outcomes.values.count { $0.result == .done || $0.result == .adopted } }

    /// The changes whose outcome nobody knows.
    package var unresolvedIntents: [JournalRecord.Intent] {
        intents.filter { intent in
            guard let outcome = outcomes[intent.change] else { return true }
            return outcome.result == .unknown
        }
    }

    /// Tells a run from the records of its journal.
    package init(id: RunID, records: [JournalRecord], damagedLines: [Int] = []) {
        self.id = id
        self.damagedLines = damagedLines
        var start: JournalRecord.Start?
        var end: (status: String, at: Moment)?
        var isLockSaved = false
        var intents: [JournalRecord.Intent] = []
        var places: [Int: Int] = [:]
        var wasDoubtful: Set<Int> = []
        var resumedAt: [Moment] = []
        var outcomes: [Int: JournalRecord.Outcome] = [:]
        for record in records {
            switch record {
            case .started(let value): start = start ?? value
            case .intent(var value):
                // What is sent again has no outcome any more.
                let earlier = outcomes.removeValue(forKey: value.change)
                if let place = places[value.change] {
                    if earlier == nil || earlier?.result == .unknown {
                        wasDoubtful.insert(value.change)
                    } else {
                        wasDoubtful.remove(value.change)
                    }
                    value.at = min(value.at, intents[place].at)
                    intents[place] = value
                } else {
                    places[value.change] = intents.count
                    intents.append(value)
                }
            case .outcome(let value):
                // That a request was not sent says nothing of an earlier one.
                if value.result == .withdrawn, wasDoubtful.contains(value.change) { continue }
                outcomes[value.change] = value
            // They say nothing that the change did not say: what it sends is sent once more.
            case .repair, .repairOutcome: break
            case .resumed(_, let moment):
                resumedAt.append(moment)
                end = nil
                isLockSaved = false
            case .lockSaved: isLockSaved = true
            case .finished(let status, let moment): end = (status, moment)
            }
        }
        account = start?.account ?? ""
        toolVersion = start?.tool ?? ""
        startedAt = start?.at ?? Moment(milliseconds: 0)
        planned = (start?.changes ?? [:]).reduce(into: [:]) { planned, entry in
            if let action = Change.Action(rawValue: entry.key) { planned[action] = entry.value }
        }
        finishedAt = end?.at
        status = end.flatMap { RunReport.Status(rawValue: $0.status) }
        self.isLockSaved = isLockSaved
        self.resumedAt = resumedAt
        undoes = start?.undoes
        planDigest = start?.plan
        self.intents = intents
        self.outcomes = outcomes
    }
}
