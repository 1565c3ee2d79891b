import Feeds
import RedTrack
import RedTrackHTTP
import Sandbox
import Testing

@Suite struct AccountTests {
    /// Text that any mistake in quoting or encoding would change.
    private static let awkward = #"Ünï & "q" \ %7Bsub1%7D {clickid} + #? 🌍 /../"#

    @Test("objects of every kind are created, listed, looked up, updated and deleted")
    func everyKind() async throws {
        try await Account.with { client, _ in
            var network = Network()
            network.title = Self.awkward
            network.url = "https://network.example"
            network = try await client.create(network)
            try await Self.follow(network, client) { $0.skype = "live:\(Self.awkward)" }

            var source = Source()
            source.title = Self.awkward
            source.refID = "{GCLID}"
            source.subs[1] = "{Keyword}"
            source = try await client.create(source)
            try await Self.follow(source, client) { $0.subs[10] = Self.awkward }

            var domain = Domain()
            domain.title = "Domain"
            domain.url = "https://track.example"
            domain = try await client.create(domain)
            try await Self.follow(domain, client) { $0.email = "a@track.example" }

            var landing = Landing()
            landing.title = "Landing"
            landing.url = "https://landing.example/?a={clickid}&b=%20"
            landing = try await client.create(landing)
            try await Self.follow(landing, client) { $0.url = "https://landing.example/\(Self.awkward)" }

            var offer = Offer()
            offer.title = "Offer"
            offer.url = "https://offer.example/?c={clickid}"
            offer.networkID = network.id
            offer.payment = Payment()
            offer.payment?.amount = DecimalLiteral("0.20")?.decimal
            offer = try await client.create(offer)
            #expect(offer.status == .active)
            try await Self.follow(offer, client) { $0.countryCodes = ["GR", "CW"] }

            var share = StreamOffer()
            share.id = offer.id
            share.weight = 3
            var stream = Stream()
            stream.offers = [share]
            stream.weight = 1
            stream.filters = StreamFilters()
            stream.filters?.country = ValueFilter(["US"], isActive: true, excludes: false)
            var campaign = Campaign()
            campaign.title = "Campaign"
            campaign.sourceID = source.id
            campaign.domainID = domain.id
            campaign.cpc = DecimalLiteral("0.12")?.decimal
            campaign.streams = [stream]
            campaign = try await client.create(campaign)
            #expect(campaign.status == .active)
            #expect(campaign.streams?.first?.filters?.country?.values == ["US"])
            try await Self.follow(campaign, client) { $0.tags = ["red", Self.awkward] }

            #expect(try await client.delete(try #require(campaign.id)) == .deleted)
            try await Self.archive(offer, client)
            #expect(try await client.delete(try #require(landing.id)) == .deleted)
            #expect(try await client.delete(try #require(domain.id)) == .deleted)
            #expect(try await client.delete(try #require(source.id)) == .deleted)
            #expect(try await client.delete(try #require(source.id)) == .alreadyGone)
            #expect(try await client.list(Source.self).objects.isEmpty)
        }
    }

    /// The object is in the list and can be looked up; a change of one field changes that field alone.
    private static func follow<Model: AccountObject>(
        _ object: Model, _ client: RedTrackClient, _ change: (inout Model) -> Void
    ) async throws {
        let id = try #require(object.id)
        let listed = try await client.list(Model.self).objects
        #expect(listed.map(\.id) == [id])
        let before = try #require(try await client.objects(Model.self, ids: [id]).objects.first)
        #expect(before.requestBody == object.requestBody)

        var fields = Model()
        change(&fields)
        let answer = try await client.update(id, with: fields)
        var expected = before
        change(&expected)
        #expect(answer.requestBody == expected.requestBody)
        let after = try #require(try await client.objects(Model.self, ids: [id]).objects.first)
        #expect(after.requestBody == expected.requestBody)
    }

    /// The API deletes no offers: they are archived by an update.
    private static func archive(_ offer: Offer, _ client: RedTrackClient) async throws {
        let id = try #require(offer.id)
        let error = await #expect(throws: APIError.self) { try await client.delete(id) }
        #expect(error?.code == .unsupported)
        var archived = Offer()
        archived.status = .archived
        #expect(try await client.update(id, with: archived).status == .archived)
    }

    @Test("the account says whose it is, and has its catalogues")
    func account() async throws {
        try await Account.with(seed: .demo) { client, _ in
            let profile = try await client.account()
            #expect(!profile.id.isEmpty && profile.email.contains("@"))
            let sources = try await client.sourcePresets()
            #expect(sources.contains { $0.title == "Google AdWords" && $0.refID == "{GCLID}" })
            #expect(try await client.networkPresets().contains { $0.title == "Bomboffers" })
            for kind in Kind.allCases { try await Self.list(kind.model, client) }
        }
    }

    private static func list<Model: AccountObject>(_ model: Model.Type, _ client: RedTrackClient) async throws
    {
        #expect(try await client.list(model).objects.isEmpty == false)
    }

    @Test("a deleted campaign is found under its status, and only there")
    func deletedCampaign() async throws {
        try await Account.with(seed: .demo) { client, _ in
            let id = try #require(try await client.list(Campaign.self).objects.first?.id)
            #expect(try await client.delete(id) == .deleted)
            let listing = try await client.list(Campaign.self)
            #expect(listing.foundOnlyUnder[.deleted] == [id])
            #expect(listing.objects.first { $0.id == id }?.status == .deleted)
        }
    }

    @Test("all messages of a refusal arrive")
    func validation() async throws {
        try await Account.with { client, _ in
            let error = await #expect(throws: APIError.self) { try await client.create(Offer()) }
            #expect(error?.code == .validation)
            #expect(error?.messages.contains("Title cannot be blank") == true)
            #expect((error?.messages.count ?? 0) >= 3)
        }
    }

    @Test("more than a page of objects, created at once, are all listed")
    func manyObjects() async throws {
        try await Account.with(maximumInFlight: 4) { client, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<230 {
                    group.addTask {
                        var landing = Landing()
                        landing.title = "L\(number)"
                        landing.url = "https://l\(number).example"
                        _ = try await client.create(landing)
                    }
                }
                try await group.waitForAll()
            }
            let titles = try await client.list(Landing.self).objects.compactMap(\.title)
            #expect(Set(titles) == Set((0..<230).map { "L\($0)" }))
            #expect(titles.count == 230)
        }
    }
}
