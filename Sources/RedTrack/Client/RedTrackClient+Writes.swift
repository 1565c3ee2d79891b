import Feeds

extension RedTrackClient {
    /// Creates an object from its writable fields and returns it as the account has it.
    ///
    /// A campaign or offer without a status is created active. Derived fields, such as a campaign's tracking link, may
    /// be empty in the result until the object is read again.
    /// - Throws: ``APIError``; `outcomeUnknown` when the object may exist now: look for it before trying again.
    public func create<Model: AccountObject>(_ object: Model) async throws(APIError) -> Model {
        let wanted = withStatus(object)
        let call = Call(
            request: TransportRequest(
                .post, Endpoint.of(Model.kind).collection, body: wanted.requestBody.jsonBytes()),
            object: Call.label(object), kind: Model.kind)
        let created = try await created(Model.self, call)
        guard let id = created.id, let status = (wanted as? any StatusCarrying)?.status,
            (created as? any StatusCarrying)?.status == .unset, status != .unset
        else { return created }
        // The document's example answers with status 0. The object exists: should the second call fail, the answer of
        // the first is what the account has, and the next plan shows the difference.
        var fields = Model()
        fields.setStatus(status)
        return (try? await update(id, with: fields, createdRecently: true)) ?? created
    }

    /// Changes the fields that are set in `fields` and leaves the others alone; a field is replaced as a whole, with
    /// all that is in it.
    /// - Parameters:
    ///   - id: which object.
    ///   - fields: the writable fields to send; others are not sent.
    ///   - createdRecently: the object was created seconds ago, and the account may not find it yet: a 404 is
    ///     tried again.
    /// - Returns: the object as the account has it afterwards.
    /// - Throws: ``APIError``; `notFound` when it has gone, `forbidden` when this key may not change it.
    public func update<Model: AccountObject>(
        _ id: ObjectID<Model>, with fields: Model, createdRecently: Bool = false
    ) async throws(APIError) -> Model {
        let path = try Call.path(Endpoint.of(Model.kind).collection, id, .put)
        let call = Call(
            request: TransportRequest(.put, path, body: fields.requestBody.jsonBytes()),
            object: Call.label(id), kind: Model.kind, mayNotBeVisibleYet: createdRecently)
        let answer = try await perform(call)
        if case .value(let node) = try body(answer, of: call) {
            let object = try model(Model.self, node, at: "", in: answer, of: call)
            if object.id == id { return object }
            if let other = object.id {
                throw unexpected(call, answer, "the answer is about another \(Model.kind.rawValue): \(other)")
            }
        }
        // The call was carried out, its answer does not say how the object is now.
        guard let object = try await objects(Model.self, ids: [id]).objects.first else {
            throw call.error(
                .notFound, ["there is no such object"], nextStep: "It has gone from the account: plan again")
        }
        return object
    }

    /// Deletes an object; one that has gone already is no error.
    /// - Throws: ``APIError``; `unsupported` for offers, which the API cannot delete: archive them by an update.
    public func delete<Model: AccountObject>(_ id: ObjectID<Model>) async throws(APIError) -> Deletion {
        let endpoint = Endpoint.of(Model.kind)
        var mayHaveRun = false
        var refusal = APIError(
            .unsupported, .delete, endpoint.collection, object: Call.label(id),
            messages: ["the API cannot delete \(Model.kind.plural)"], nextStep: "Archive it instead")
        if endpoint.deletion.isEmpty { throw refusal }
        for base in endpoint.deletion {
            let call = Call(
                request: TransportRequest(.delete, try Call.path(base, id, .delete)),
                object: Call.label(id), kind: Model.kind)
            do {
                let answer = try await perform(call, mayHaveRun: &mayHaveRun)
                _ = try body(answer, of: call)
                return .deleted
            } catch {
                guard error.status == 404 || error.status == 405 else { throw error }
                refusal = error
            }
        }
        // A server that does not know the call answers the same as for an object that has gone.
        let rest = try await objects(Model.self, ids: [id]).objects.first
        if let rest, (rest as? any StatusCarrying)?.status != .deleted {
            refusal.code = .unexpectedAnswer
            refusal.messages.append("yet the account still lists it")
            refusal.nextStep =
                "This account's API may not know how to delete \(Model.kind.plural): do it by hand"
            throw refusal
        }
        return mayHaveRun ? .deleted : .alreadyGone
    }

    /// Reads the answer to a call that creates. Whatever cannot be read may have created the object all the same.
    private func created<Model: AccountObject>(_ type: Model.Type, _ call: Call) async throws(APIError)
        -> Model
    {
        let answer = try await perform(call)
        var reason = "the answer does not hold the new object"
        do {
            switch try body(answer, of: call) {
            case .value(let node):
                let object = try model(type, node, at: "", in: answer, of: call)
                if let id = object.id, !id.rawValue.isEmpty { return object }
            case .empty: reason = "the answer is empty"
            case .truncated: reason = "the answer ends too early"
            }
        } catch  where error.code == .unexpectedAnswer {
            reason = error.messages.first ?? reason
        }
        throw classifier.outcomeUnknown(call, [reason], status: answer.status)
    }

    private func withStatus<Model: AccountObject>(_ object: Model) -> Model {
        guard let status = (object as? any StatusCarrying)?.status, status != .unset else {
            var object = object
            object.setStatus(.active)
            return object
        }
        return object
    }
}

extension AccountObject {
    /// Sets the status of an object that has one; leaves others as they are.
    fileprivate mutating func setStatus(_ status: Status) {
        guard var object = self as? any StatusCarrying else { return }
        object.status = status
        if let changed = object as? Self { self = changed }
    }
}
