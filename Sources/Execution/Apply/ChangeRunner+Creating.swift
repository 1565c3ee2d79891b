import Feeds
import Planning
import RedTrack

extension ChangeRunner {
    /// Creates an object, exactly once.
    ///
    /// When the answer gets lost, the object is looked for in the account. It is sent again only when two
    /// complete readings of the account, some time apart, do not have it.
    func created<Model: AccountObject>(
        _ change: Change, _ model: Model, _ body: Value
    ) async throws(APIError) -> ChangeResult {
        var attempt = 1
        while true {
            do {
                let answer = try await client.create(model)
                return await settled(change, answer, body, isAdopted: false)
            } catch  where error.code == .outcomeUnknown {
                events.tell(.searching(change, reason: error.summary))
                let found: [Model]
                do {
                    found = try await search(Model.self, body)
                } catch let searchError {
                    return unknown(
                        change, searchError,
                        "nobody knows whether it was created (\(error.summary)), and looking for it failed:"
                            + " \(searchError.summary). The next plan looks for it again.")
                }
                if found.count > 1 {
                    let ids = found.compactMap { $0.id?.rawValue }.sorted().joined(separator: ", ")
                    return unknown(
                        change, nil,
                        "the answer got lost (\(error.summary)), and several new objects of the account could"
                            + " be it: \(ids). Delete those that are too many, or pin one with `id`, and plan"
                            + " again."
                    )
                }
                if let object = found.first {
                    return await settled(change, object, body, isAdopted: true)
                }
                attempt += 1
                guard attempt <= options.creationAttempts, stop.reason == nil else {
                    return unknown(
                        change, nil,
                        "the answer got lost (\(error.summary)), and the account does not have the object."
                            + " The next plan looks for it again before it is created.")
                }
                events.tell(.retrying(change, attempt: attempt))
            }
        }
    }

    private func unknown(_ change: Change, _ error: APIError?, _ message: String) -> ChangeResult {
        if let error, error.code != .cancelled { _ = failure(error, change) }
        return ChangeResult(outcome: .failed(message: message), isUnknown: true)
    }

    /// The objects that a lost creation may have made: a call that is still under way gets some time to
    /// arrive.
    private func search<Model: AccountObject>(_ type: Model.Type, _ body: Value) async throws(APIError)
        -> [Model]
    {
        let match = CreationMatch(kind: Model.kind, body: body)
        var found: [Model] = []
        for factor in 1...2 {
            try? await time.sleep(options.searchDelay * factor)
            found = try await client.list(type).objects.filter { object in
                guard let listed = Snapshot.Object(object) else { return false }
                return !listed.isDeleted && !owned.contains(Model.kind, listed.id) && match.fits(listed)
            }
            if !found.isEmpty { break }
        }
        return found
    }

    /// Takes the new object into possession and looks at what the account made of it.
    func settled<Model: AccountObject>(
        _ change: Change, _ object: Model, _ body: Value, isAdopted: Bool
    ) async -> ChangeResult {
        guard let id = object.id else {
            return ChangeResult(
                outcome: .failed(message: "the account gave the new object no id. Plan again."),
                isUnknown: true)
        }
        owned.add(Model.kind, id.rawValue)
        var after = object.wireValue
        // Some accounts ignore the status of a new object (the document's own example answers 0).
        if let wanted = body["status"], let status = Model.kind.fields.first(where: { $0.name == "status" }),
            FieldAnswer.canonical(status, in: after) != FieldAnswer.canonical(status, in: body),
            let fields = try? Model(wire: Node(.object([("status", wanted.value)]))),
            let changed = try? await client.update(id, with: fields, createdRecently: true)
        {
            after = changed.wireValue
        }
        return ChangeResult(
            outcome: isAdopted ? .adopted(id: id.rawValue) : .done(id: id.rawValue),
            warnings: FieldAnswer.warnings(Model.kind, sent: body, before: nil, after: after),
            notes: isAdopted ? ["its answer got lost; it was found in the account as \(id)"] : [],
            revision: Revision(after))
    }
}
