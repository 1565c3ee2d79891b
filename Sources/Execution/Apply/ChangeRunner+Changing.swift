import Feeds
import Planning
import RedTrack

extension ChangeRunner {
    /// Sends the fields that differ.
    func updated<Model: AccountObject>(
        _ change: Change, _ id: ObjectID<Model>, _ fields: Model, _ body: Value
    ) async throws(APIError) -> ChangeResult {
        try await changed(change, id, fields, body)
            ?? ChangeResult(
                outcome: .failed(message: "it has gone from the account since the plan. Plan again."))
    }

    /// Takes an object out of use that the API cannot delete.
    func archived<Model: AccountObject>(
        _ change: Change, _ id: ObjectID<Model>, _ fields: Model, _ body: Value
    ) async throws(APIError) -> ChangeResult {
        try await changed(change, id, fields, body)
            ?? ChangeResult(
                outcome: .done(id: id.rawValue), notes: ["it had gone from the account already"])
    }

    /// Sends fields of an object; `nil` when the account does not have it.
    private func changed<Model: AccountObject>(
        _ change: Change, _ id: ObjectID<Model>, _ fields: Model, _ body: Value
    ) async throws(APIError) -> ChangeResult? {
        do {
            let answer = try await client.update(id, with: fields, createdRecently: isNew(change))
            return ChangeResult(
                outcome: .done(id: id.rawValue),
                warnings: FieldAnswer.warnings(
                    Model.kind, sent: body, before: change.before, after: answer.wireValue),
                revision: Revision(answer.wireValue))
        } catch  where error.code == .notFound && error.status == 404 {
            return nil
        }
    }

    /// Deletes an object.
    func deleted<Model: AccountObject>(_ id: ObjectID<Model>) async throws(APIError) -> ChangeResult {
        let deletion = try await client.delete(id)
        return ChangeResult(
            outcome: .done(id: id.rawValue),
            notes: deletion == .alreadyGone ? ["it had gone from the account already"] : [])
    }

    /// Whether the account made the object so lately, in a run just before this one, that it may not find it
    /// yet.
    private func isNew(_ change: Change) -> Bool {
        guard let text = change.before?["created_at"]?.value.string, let created = Moment(text) else {
            return false
        }
        return abs(clock().seconds - created.seconds) <= 60
    }
}
