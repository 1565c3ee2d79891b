extension RedTrackClient {
    /// The objects of some ids: by their ids where the API can (campaigns, offers, landings), else out of the list.
    ///
    /// An id that is not found, under no status either, is missing: the object has gone.
    /// - Throws: ``APIError``.
    public func objects<Model: AccountObject>(
        _ type: Model.Type, ids: [ObjectID<Model>]
    ) async throws(APIError) -> Lookup<Model> {
        var seen: Set<ObjectID<Model>> = []
        let asked = ids.filter { seen.insert($0).inserted }
        if asked.isEmpty { return Lookup(objects: [], missing: [], requests: 0) }
        var found: [ObjectID<Model>: Model] = [:]
        var requests = 0
        // A comma would end the id in the API's lists of ids.
        var picksFromList =
            !Endpoint.of(Model.kind).selectsByID
            || asked.contains { $0.rawValue.contains(",") || $0.rawValue.isEmpty }
        var rest = asked[...]
        while !rest.isEmpty, !picksFromList {
            let chunk = rest.prefix(Endpoint.idsPerRequest)
            rest = rest.dropFirst(chunk.count)
            let isHeeded = try await select(Set(chunk), into: &found, requests: &requests)
            picksFromList = !isHeeded
        }
        if picksFromList {
            let listing = try await list(type)
            requests += listing.requests
            for object in listing.objects {
                if let id = object.id { found[id] = object }
            }
        }
        return Lookup(
            objects: asked.compactMap { found[$0] }, missing: asked.filter { found[$0] == nil },
            requests: requests)
    }

    /// Asks for a few ids, under each status that a list may leave out, until all are found or none is left to ask.
    /// - Returns: `false` when the answer shows that the account does not heed the ids.
    private func select<Model: AccountObject>(
        _ ids: Set<ObjectID<Model>>, into found: inout [ObjectID<Model>: Model], requests: inout Int
    ) async throws(APIError) -> Bool {
        var missing = ids
        let statuses: [Status?] = [nil] + Endpoint.of(Model.kind).hiddenStatuses
        for status in statuses where !missing.isEmpty {
            let text = missing.map(\.rawValue).sorted().joined(separator: ",")
            let filters = [("ids", text)] + (status.map { [("status", String($0.rawValue))] } ?? [])
            var iterator = PageSequence<Model>(client: self, filters: filters).makeAsyncIterator()
            while !missing.isEmpty, let page = try await iterator.next() {
                let known = missing.count
                for object in page.objects {
                    guard let id = object.id, ids.contains(id) else { return false }
                    found[id] = object
                    missing.remove(id)
                }
                if page.number > 1, known == missing.count {
                    throw Call.list(Model.self, page: page.number).incomplete(
                        "the account repeats a page, so that the other objects cannot be read")
                }
            }
            requests += iterator.requests
        }
        return true
    }
}
