import RedTrack
import Testing

@Suite struct LookupTests {
    private func account(_ count: Int, fault: ListedAccount.Fault = .none) -> ListedAccount {
        ListedAccount((0..<count).map { .init(id: "o\($0)") }, fault: fault)
    }

    private func ids<Model>(_ numbers: some Sequence<Int>) -> [ObjectID<Model>] {
        numbers.map { ObjectID("o\($0)") }
    }

    @Test("ids are asked for in chunks of at most fifty, and come back in the order asked")
    func chunks() async throws {
        let transport = account(200).transport
        let asked: [OfferID] = ids((0..<120).reversed())
        let lookup = try await transport.client().objects(Offer.self, ids: asked + asked)
        #expect(lookup.objects.compactMap(\.id) == asked)
        #expect(lookup.missing.isEmpty)
        #expect(lookup.requests == 3)
        #expect(transport.log.allSatisfy { ($0.parameter("ids") ?? "").split(separator: ",").count <= 50 })
    }

    @Test("an id that no status knows is missing; a deleted campaign is found")
    func missing() async throws {
        let account = ListedAccount([.init(id: "a"), .init(id: "b", status: 3)])
        let lookup = try await account.transport.client().objects(
            Campaign.self, ids: [CampaignID("gone"), CampaignID("b"), CampaignID("a")])
        #expect(lookup.objects.compactMap(\.id?.rawValue) == ["b", "a"])
        #expect(lookup.missing == [CampaignID("gone")])
    }

    @Test("kinds without an ids filter are picked out of the list")
    func picked() async throws {
        let transport = account(30).transport
        let lookup = try await transport.client().objects(Source.self, ids: ids([3, 99]))
        #expect(lookup.objects.compactMap(\.id?.rawValue) == ["o3"])
        #expect(lookup.missing.map(\.rawValue) == ["o99"])
        #expect(transport.log.allSatisfy { $0.parameter("ids") == nil })
    }

    @Test(
        "a server that does not heed ids, or caps its pages, loses nothing",
        arguments: [
            ListedAccount.Fault.ignoredIDs, .cappedPages, .enveloped, .dropped, .rateLimited,
        ])
    func faults(fault: ListedAccount.Fault) async throws {
        let lookup = try await account(130, fault: fault).transport.client().objects(
            Landing.self, ids: ids([0, 1, 2, 40, 60, 77, 100, 111, 129, 500]))
        #expect(lookup.objects.count == 9)
        #expect(lookup.missing.map(\.rawValue) == ["o500"])
    }

    @Test("an id with a comma cannot be asked for and is picked out of the list")
    func comma() async throws {
        let account = ListedAccount([.init(id: "a"), .init(id: "b"), .init(id: "a,b")])
        let lookup = try await account.transport.client().objects(Offer.self, ids: [OfferID("a,b")])
        #expect(lookup.objects.compactMap(\.id?.rawValue) == ["a,b"])
    }

    @Test("no ids make no call")
    func none() async throws {
        let transport = account(1).transport
        _ = try await transport.client().objects(Offer.self, ids: [])
        #expect(transport.log.isEmpty)
    }

    @Test("the catalogues are read until a page brings nothing new", arguments: [true, false])
    func presets(isPaged: Bool) async throws {
        let transport = ScriptedTransport { request, _ in
            let isFirst = request.parameter("page") == "1"
            return isFirst || !isPaged
                ? .answer(200, #"[{"id":"1","title":"A","rating":4},{"id":"2","title":"B"}]"#)
                : .answer(200, "[]")
        }
        let sources = try await transport.client().sourcePresets()
        let networks = try await transport.client().networkPresets()
        #expect(sources.map(\.title) == ["A", "B"])
        #expect(networks.map(\.title) == ["A", "B"])
        #expect(
            transport.lines.contains("GET /source_presets")
                && transport.lines.contains("GET /network_presets"))
    }
}
