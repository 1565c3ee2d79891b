import Feeds
import Planning

/// What a run has done so far, change by change, as its journal tells it.
struct RunReplay: Sendable {
    /// A change that was made.
    struct Made: Sendable {
        let id: String
        let isAdopted: Bool
        /// The fields that were sent.
        let body: Value
        /// What the answer said of the object's last change.
        let revision: Revision?
        /// Whether the lock file was saved since.
        var isInLock: Bool
    }

    /// The changes that were made, by their places in the plan.
    private(set) var made: [Int: Made] = [:]
    /// The changes whose requests may have arrived and whose outcome nobody knows, by their places in the plan; with
    /// the time of the first request.
    private(set) var doubtful: [Int: JournalRecord.Intent] = [:]
    /// Whether the lock file has been saved by this run.
    private(set) var hasSavedLock = false

    /// Goes through the records of a journal.
    init(_ records: [JournalRecord]) {
        var sent: [Int: JournalRecord.Intent] = [:]
        // What was doubtful of a change before it was announced again.
        var before: [Int: JournalRecord.Intent] = [:]
        for record in records {
            switch record {
            case .intent(var intent):
                before[intent.change] = doubtful[intent.change]
                if let earlier = doubtful[intent.change] { intent.at = min(intent.at, earlier.at) }
                sent[intent.change] = intent
                doubtful[intent.change] = intent
            case .outcome(let outcome):
                guard let intent = sent[outcome.change] else { continue }
                switch outcome.result {
                case .done, .adopted:
                    guard let id = outcome.id ?? intent.id else { continue }
                    doubtful[outcome.change] = nil
                    made[outcome.change] = Made(
                        id: id, isAdopted: outcome.result == .adopted, body: intent.body,
                        revision: outcome.revision.flatMap { Revision(text: $0) }, isInLock: false)
                case .failed: doubtful[outcome.change] = nil
                case .withdrawn: doubtful[outcome.change] = before[outcome.change]
                case .unknown: break
                }
            case .lockSaved:
                hasSavedLock = true
                for index in made.keys { made[index]?.isInLock = true }
            case .started, .resumed, .repair, .repairOutcome, .finished: break
            }
        }
    }

    /// The ids of the objects that the run has created.
    func created(_ plan: Plan) -> [ObjectAddress: String] {
        var ids: [ObjectAddress: String] = [:]
        for (index, change) in plan.changes.enumerated() where change.action == .create {
            ids[change.address] = made[index]?.id
        }
        return ids
    }
}
