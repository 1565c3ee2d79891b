extension RedTrackClient {
    /// Whose account it is; also the cheapest proof that the key is accepted.
    /// - Throws: ``APIError``, with the code `keyRefused` for a wrong key.
    public func account() async throws(APIError) -> AccountProfile {
        let call = Call(request: TransportRequest(.get, Endpoint.account), answersSecrets: true)
        let answer = try await perform(call)
        let node = try value(answer, of: call)
        do {
            return try AccountProfile(wire: node)
        } catch {
            throw unexpected(call, answer, transport.redacting("\(error)"))
        }
    }

    /// All objects of one kind, whatever their status, or an error: never a part of them.
    ///
    /// Pages are read until one is empty, and the list is read again, in pages of another size, until a reading holds
    /// all that the one before it held; after four it is given up. A single reading proves nothing: a server may give
    /// fewer objects on a page than it was asked for, lose one at the border, and look as if that were all.
    /// - Parameters:
    ///   - type: the model of the kind.
    ///   - progress: told the number of objects read so far, after each page.
    /// - Returns: the objects, and how they were found.
    /// - Throws: ``APIError``; `incompleteList` when the account gives no complete answer.
    public func list<Model: AccountObject>(
        _ type: Model.Type, progress: (@Sendable (Int) -> Void)? = nil
    ) async throws(APIError) -> Listing<Model> {
        var previous: ListReading<Model>?
        var requests = 0
        var fault: String?
        var hasSeenObjects = false
        var pageSize = Endpoint.pageSize
        var sizes: [Int] = []
        for _ in 0..<Self.readings {
            let (reading, foundOnlyUnder) = try await completeReading(
                type, pageSize: pageSize, progress: progress)
            requests += reading.requests
            fault = reading.fault
            // Two empty readings agree with each other, and yet both are wrong when there were objects before.
            if hasSeenObjects, reading.isPlainEmpty { fault = "the list turned empty while it was read" }
            hasSeenObjects = hasSeenObjects || !reading.isPlainEmpty
            let agrees = previous.map { reading.contains($0) && reading.hasOtherBorders(than: $0) } ?? false
            if fault == nil, agrees {
                return Listing(objects: reading.objects, requests: requests, foundOnlyUnder: foundOnlyUnder)
            }
            previous = reading
            // Other borders between pages: a server that loses an object at each border loses another one now.
            sizes.append(pageSize)
            pageSize = max(min(reading.largestPage, pageSize) * 5 / 6, 1)
            if reading.largestPage == 0 { pageSize = Endpoint.pageSize - sizes.count }
            while sizes.contains(pageSize) { pageSize += reading.largestPage + 1 }
        }
        throw Call.list(type).incomplete(
            "\(Self.readings) readings of the list do not agree: \(fault ?? "objects came and went")")
    }

    /// How often a list is read before it is given up.
    private static var readings: Int { 4 }

    /// The pages of one list as the account gives them, until an empty one; nothing is checked across pages.
    /// - Parameters:
    ///   - type: the model of the kind.
    ///   - status: asks for objects of this status alone; the account may not heed it.
    /// - Returns: the pages, each read when it is asked for.
    public func pages<Model: AccountObject>(
        _ type: Model.Type, status: Status? = nil
    ) -> PageSequence<Model> {
        PageSequence(client: self, filters: status.map { [("status", String($0.rawValue))] } ?? [])
    }

    /// The catalogue of predefined traffic sources, the same for all accounts.
    /// - Throws: ``APIError``.
    public func sourcePresets() async throws(APIError) -> [SourcePreset] {
        try await catalogue(SourcePreset.self, Endpoint.sourcePresets) { $0.id?.rawValue }
    }

    /// The catalogue of predefined networks, the same for all accounts.
    /// - Throws: ``APIError``.
    public func networkPresets() async throws(APIError) -> [NetworkPreset] {
        try await catalogue(NetworkPreset.self, Endpoint.networkPresets) { $0.id?.rawValue }
    }

    /// Reads a catalogue until a page brings nothing new: the document knows no pages of it, the API of today does.
    private func catalogue<Model: WireRecord>(
        _ type: Model.Type, _ path: String, id: (Model) -> String?
    ) async throws(APIError) -> [Model] {
        var presets: [Model] = []
        var seen: Set<String> = []
        for number in 1...Endpoint.pageLimit {
            let call = Call(
                request: TransportRequest(
                    .get, path, query: [("page", String(number)), ("per", String(Endpoint.pageSize))]))
            let answer = try await perform(call)
            let known = seen.count
            for (index, node) in try elements(answer, of: call).enumerated() {
                let preset = try model(type, node, at: "[\(index)]", in: answer, of: call)
                guard let id = id(preset), !id.isEmpty else {
                    throw unexpected(call, answer, "[\(index)]: the preset has no id")
                }
                if seen.insert(id).inserted { presets.append(preset) }
            }
            if seen.count == known { return presets }
        }
        throw Call(request: TransportRequest(.get, path)).incomplete("the catalogue has no end")
    }
}
