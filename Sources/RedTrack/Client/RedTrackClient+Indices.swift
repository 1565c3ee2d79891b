import Feeds

extension RedTrackClient {
    /// The time zones that an account can have.
    /// - Throws: ``APIError``.
    public func timezones() async throws(APIError) -> [Timezone] { try await index(Endpoint.timezones) }

    /// The countries that filters can name.
    /// - Throws: ``APIError``.
    public func countries() async throws(APIError) -> [Country] { try await index(Endpoint.countries) }

    /// The cities that filters can name.
    /// - Parameter name: asks for cities of this name; whether a part of it is enough, the document does not say. All
    ///   cities of the world are a long list.
    /// - Returns: the cities in the account's order.
    /// - Throws: ``APIError``.
    public func cities(named name: String? = nil) async throws(APIError) -> [City] {
        try await index(Endpoint.cities, name.map { [("name", $0)] } ?? [])
    }

    /// The browsers that filters can name.
    /// - Throws: ``APIError``.
    public func browsers() async throws(APIError) -> [TitledEntry] { try await index(Endpoint.browsers) }

    /// The operating systems that filters can name.
    /// - Throws: ``APIError``.
    public func operatingSystems() async throws(APIError) -> [TitledEntry] {
        try await index(Endpoint.operatingSystems)
    }

    /// The classes of devices.
    /// - Throws: ``APIError``.
    public func devices() async throws(APIError) -> [Device] { try await index(Endpoint.devices) }

    /// The internet providers that filters can name; one with several networks comes several times.
    /// - Parameter names: asks for providers of these names; none asks for all, a long list.
    /// - Returns: the providers in the account's order.
    /// - Throws: ``APIError``; `unsupported` for a name with a comma, since the API takes it as two.
    public func providers(named names: [String] = []) async throws(APIError) -> [InternetProvider] {
        if names.isEmpty { return try await index(Endpoint.providers) }
        for name in names where name.isEmpty || name.contains(",") {
            throw APIError(
                .unsupported, .get, Endpoint.providers,
                messages: [
                    "\"\(AnswerText.shortened(name, to: 80))\" cannot be asked for: names are separated by commas"
                ],
                nextStep: "Ask for the part of the name before its comma")
        }
        var found: [InternetProvider] = []
        var ids: Set<String> = []
        var rest = names[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Endpoint.idsPerRequest)
            rest = rest.dropFirst(chunk.count)
            let part: [InternetProvider] = try await index(
                Endpoint.providers, [("names", chunk.joined(separator: ","))])
            // Two chunks may find the same one.
            found += part.filter { provider in provider.id.map { ids.insert($0).inserted } ?? true }
        }
        return found
    }

    /// The tags of the account's campaigns; the account may keep tags that no campaign has any more.
    /// - Throws: ``APIError``.
    public func campaignTags() async throws(APIError) -> [String] { try await index(Endpoint.campaignTags) }

    /// The tags of the account's offers; the account may keep tags that no offer has any more.
    /// - Throws: ``APIError``.
    public func offerTags() async throws(APIError) -> [String] { try await index(Endpoint.offerTags) }

    /// The plans that an account can be on.
    /// - Throws: ``APIError``.
    public func plans() async throws(APIError) -> [PricingPlan] { try await index(Endpoint.plans) }

    /// Reads a list that has no pages.
    private func index<Entry: WireValue>(
        _ path: String, _ query: [(name: String, value: String)] = []
    ) async throws(APIError) -> [Entry] {
        let call = Call(request: TransportRequest(.get, path, query: query))
        let answer = try await perform(call)
        var entries: [Entry] = []
        for (number, node) in try elements(answer, of: call).enumerated() {
            entries.append(try model(Entry.self, node, at: "[\(number)]", in: answer, of: call))
        }
        return entries
    }
}
