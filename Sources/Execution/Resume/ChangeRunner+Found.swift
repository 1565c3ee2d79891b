import Feeds
import Planning
import RedTrack

extension ChangeRunner {
    /// Takes what the account has for what a request of this run has left there whose answer never came: the intent
    /// is in the journal, and nothing is sent for it again.
    func taken<Model: AccountObject>(
        _ change: Change, _ body: Value, _ object: Value, _ type: Model.Type
    ) async -> ChangeResult {
        guard change.action == .create else {
            guard let id = change.id else {
                return ChangeResult(outcome: .failed(message: "the plan does not know its id. Plan again."))
            }
            return ChangeResult(
                outcome: .done(id: id), notes: ["its answer got lost; the account has it as planned"])
        }
        do {
            return await settled(change, try Model(wire: Node(object)), body, isAdopted: true)
        } catch {
            return ChangeResult(
                outcome: .failed(
                    message: "the account shows it in a form that cannot be read: \(error). Plan again."),
                isUnknown: true)
        }
    }
}
