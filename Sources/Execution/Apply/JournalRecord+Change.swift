import Feeds
import Planning

extension JournalRecord.Intent {
    /// What is journalled before the request of a change.
    init(_ index: Int, _ change: Change, _ body: Value, at moment: Moment) {
        self.init(
            change: index, address: change.address, action: change.action, id: change.id, title: change.title,
            isProtected: change.isProtected, body: change.action == .delete ? .null : body,
            before: change.before, at: moment)
    }
}

extension JournalRecord.Outcome {
    /// What is journalled of a change whose intent is in the journal.
    init(_ index: Int, _ result: ChangeResult, at moment: Moment) {
        let outcome: Result
        var text: String?
        switch result.outcome {
        case .done: outcome = .done
        case .adopted: outcome = .adopted
        case .failed(let message), .waiting(let message):
            outcome = result.isUnknown ? .unknown : .failed
            text = message
        case .blocked, .skipped, .notStarted: outcome = result.isUnknown ? .unknown : .withdrawn
        }
        self.init(
            change: index, result: outcome, id: result.outcome.id, message: text, at: moment,
            revision: result.outcome.isDone ? result.revision?.text : nil)
    }
}
