import Feeds
import FoundationEssentials
import RedTrack
import Testing

/// Every call of the API document, with the client's method that makes it.
@Suite struct InventoryTests {
    struct DocumentedCall: Sendable, CustomTestStringConvertible {
        let method: TransportRequest.Method
        let path: String
        let make: @Sendable (RedTrackClient) async throws -> Void

        init(
            _ method: TransportRequest.Method, _ path: String,
            _ make: @escaping @Sendable (RedTrackClient) async throws -> Void
        ) {
            self.method = method
            self.path = path
            self.make = make
        }

        var line: String { "\(method) \(path)" }
        var testDescription: String { line }
    }

    static let calls: [DocumentedCall] = [
        DocumentedCall(.post, "/auth") { client in
            let password = try #require(Password("p"))
            let credentials = try #require(Credentials(login: "a@b.example", password: password))
            _ = try await client.logIn(with: credentials)
        },
        DocumentedCall(.get, "/auth") { _ = try await $0.account() },
        DocumentedCall(.put, "/me") { _ = try await $0.updateUser(with: UserChanges()) },
        DocumentedCall(.put, "/me/apikey") { _ = try await $0.resetKey() },
        DocumentedCall(.get, "/campaigns") { _ = try await $0.list(Campaign.self) },
        DocumentedCall(.post, "/campaigns") { _ = try await $0.create(Campaign()) },
        DocumentedCall(.put, "/campaigns/:id") {
            _ = try await $0.update(CampaignID(":id"), with: Campaign())
        },
        DocumentedCall(.delete, "/campaigns/:id") { _ = try await $0.delete(CampaignID(":id")) },
        DocumentedCall(.get, "/offers") { _ = try await $0.list(Offer.self) },
        DocumentedCall(.post, "/offers") { _ = try await $0.create(Offer()) },
        DocumentedCall(.put, "/offers/:id") { _ = try await $0.update(OfferID(":id"), with: Offer()) },
        DocumentedCall(.get, "/sources") { _ = try await $0.list(Source.self) },
        DocumentedCall(.post, "/sources") { _ = try await $0.create(Source()) },
        DocumentedCall(.put, "/sources/:id") { _ = try await $0.update(SourceID(":id"), with: Source()) },
        DocumentedCall(.delete, "/source/:id") { _ = try await $0.delete(SourceID(":id")) },
        DocumentedCall(.get, "/source_presets") { _ = try await $0.sourcePresets() },
        DocumentedCall(.get, "/landings") { _ = try await $0.list(Landing.self) },
        DocumentedCall(.post, "/landings") { _ = try await $0.create(Landing()) },
        DocumentedCall(.put, "/landings/:id") { _ = try await $0.update(LandingID(":id"), with: Landing()) },
        DocumentedCall(.delete, "/landings/:id") { _ = try await $0.delete(LandingID(":id")) },
        DocumentedCall(.get, "/domains") { _ = try await $0.list(Domain.self) },
        DocumentedCall(.post, "/domains") { _ = try await $0.create(Domain()) },
        DocumentedCall(.put, "/domains/:id") { _ = try await $0.update(DomainID(":id"), with: Domain()) },
        DocumentedCall(.delete, "/domains/:id") { _ = try await $0.delete(DomainID(":id")) },
        DocumentedCall(.get, "/networks") { _ = try await $0.list(Network.self) },
        DocumentedCall(.post, "/networks") { _ = try await $0.create(Network()) },
        DocumentedCall(.put, "/networks/:id") { _ = try await $0.update(NetworkID(":id"), with: Network()) },
        DocumentedCall(.delete, "/networks/:id") { _ = try await $0.delete(NetworkID(":id")) },
        DocumentedCall(.get, "/network_presets") { _ = try await $0.networkPresets() },
        DocumentedCall(.get, "/tracks") { for try await _ in $0.tracks() {} },
        DocumentedCall(.get, "/conversions") { for try await _ in $0.conversions() {} },
        DocumentedCall(.post, "/conversions") {
            try await $0.upload([ConversionUpload(clickID: "c", payout: 1)])
        },
        DocumentedCall(.get, "/report") { _ = try await $0.report() },
        DocumentedCall(.get, "/transactions") { for try await _ in $0.transactions() {} },
        DocumentedCall(.get, "/timezones") { _ = try await $0.timezones() },
        DocumentedCall(.get, "/countries") { _ = try await $0.countries() },
        DocumentedCall(.get, "/cities") { _ = try await $0.cities() },
        DocumentedCall(.get, "/browsers") { _ = try await $0.browsers() },
        DocumentedCall(.get, "/os") { _ = try await $0.operatingSystems() },
        DocumentedCall(.get, "/devices") { _ = try await $0.devices() },
        DocumentedCall(.get, "/isp") { _ = try await $0.providers() },
        DocumentedCall(.get, "/tags/campaigns") { _ = try await $0.campaignTags() },
        DocumentedCall(.get, "/tags/offers") { _ = try await $0.offerTags() },
        DocumentedCall(.get, "/plans") { _ = try await $0.plans() },
    ]

    @Test("each of the 44 calls of the API document has a method of the client", arguments: calls)
    func isMade(call: DocumentedCall) async {
        // What comes of a refusal is the business of other tests; here the request counts.
        let transport = ScriptedTransport(.answer(400, #"{"errors":["no"]}"#))
        let error = await #expect(throws: (any Error).self) { try await call.make(transport.client()) }
        #expect(transport.lines.first?.replacing("%3Aid", with: ":id") == call.line)
        if let error = error as? APIError { #expect(error.code == .validation) }
        #expect(transport.log.allSatisfy { $0.carriesKey == (call.line != "POST /auth") })
    }

    @Test("the table is the document's, when that lies beside the package")
    func isDocument() {
        #expect(Self.calls.count == 44)
        #expect(Set(Self.calls.map(\.line)).count == 44)
        let path = "\(PackageFolder.path)/../shared/redtrack-api-2018.txt"
        guard let data = FileManager.default.contents(atPath: path) else {
            print("the API document is not at \(path): the table of calls is not compared with it")
            return
        }
        var documented: Set<String> = []
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, ["GET", "POST", "PUT", "DELETE"].contains(words[0]),
                let host = words[1].firstRange(of: "api.redtrack.io")
            else { continue }
            documented.insert("\(words[0]) \(words[1][host.upperBound...])")
        }
        #expect(documented.subtracting(Self.calls.map(\.line)) == [])
        #expect(documented.count > 35, "\(documented.count)")
    }
}
