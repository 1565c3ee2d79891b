import RedTrack
import RedTrackHTTP
import Sandbox
import Testing

@Suite struct FaultTests {
    private var landing: Landing {
        var landing = Landing()
        landing.title = "L"
        landing.url = "https://l.example"
        return landing
    }

    @Test(
        "reads outlive what goes wrong once",
        arguments: [
            FaultEffect.status(429, retryAfter: 0), .status(500, retryAfter: nil),
            .status(503, retryAfter: 0),
            .dropBefore, .dropDuring, .dropAfterCommit,
        ])
    func once(effect: FaultEffect) async throws {
        try await Account.with(
            [FaultRule(method: "GET", path: "/offers", times: 1, effect: effect)], seed: .demo
        ) {
            client, _ in
            let listing = try await client.list(Offer.self)
            #expect(listing.objects.count >= 5)
        }
    }

    @Test(
        "lists are complete or an error",
        arguments: [
            FaultEffect.truncatedBody, .html, .envelopedList, .capPer(2), .ignorePage, .insertRows,
            .removeRows,
            .shuffleRows,
        ])
    func lists(effect: FaultEffect) async throws {
        try await Account.with([FaultRule(method: "GET", path: "/landings", effect: effect)]) { client, _ in
            var expected: Set<String> = []
            for number in 0..<7 {
                var landing = landing
                landing.title = "L\(number)"
                expected.insert(try #require(try await client.create(landing).id?.rawValue))
            }
            do throws(APIError) {
                let listing = try await client.list(Landing.self)
                #expect(Set(listing.objects.compactMap { $0.id?.rawValue }) == expected)
                #expect(
                    [.envelopedList, .capPer(2), .insertRows, .removeRows, .shuffleRows].contains(effect))
            } catch {
                #expect([.unexpectedAnswer, .incompleteList].contains(error.code), "\(error)")
                #expect(![.envelopedList, .capPer(2)].contains(effect))
            }
        }
    }

    @Test(
        "updates and deletions outlive lost answers",
        arguments: [
            FaultEffect.dropBefore, .dropDuring, .dropAfterCommit, .statusAfterCommit(500),
            .status(502, retryAfter: nil),
            .status(429, retryAfter: 0), .truncatedBody,
        ])
    func writes(effect: FaultEffect) async throws {
        let rules = ["PUT", "DELETE"].map {
            FaultRule(method: $0, path: "/landings/:id", times: 1, effect: effect)
        }
        try await Account.with(rules) { client, _ in
            let id = try #require(try await client.create(landing).id)
            var fields = Landing()
            fields.title = "New"
            #expect(try await client.update(id, with: fields).title == "New")
            #expect(try await client.delete(id) == .deleted)
            #expect(try await client.list(Landing.self).objects.isEmpty)
        }
    }

    @Test(
        "a create whose answer is lost is not sent again",
        arguments: [
            (FaultEffect.dropAfterCommit, 1), (.dropDuring, 1), (.statusAfterCommit(500), 1),
            (.truncatedBody, 1),
            (.dropBefore, 0), (.status(500, retryAfter: nil), 0), (.html, 0),
        ])
    func lostCreate(effect: FaultEffect, created: Int) async throws {
        try await Account.with([FaultRule(method: "POST", path: "/landings", times: 1, effect: effect)]) {
            client, _ in
            let error = await #expect(throws: APIError.self) { try await client.create(landing) }
            #expect(error?.code == .outcomeUnknown, "\(error?.description ?? "")")
            let listing = try await client.list(Landing.self)
            #expect(listing.objects.count == created)
        }
    }

    @Test("a create that was turned away by the rate limit is sent again and creates once")
    func limitedCreate() async throws {
        let rule = FaultRule(method: "POST", path: "*", times: 2, effect: .status(429, retryAfter: 0))
        try await Account.with([rule]) { client, _ in
            _ = try await client.create(landing)
            #expect(try await client.list(Landing.self).objects.count == 1)
        }
    }

    @Test("an object that is not visible yet is updated all the same")
    func notVisibleYet() async throws {
        let rule = FaultRule(method: "PUT", path: "*", effect: .notFoundAfterCreate(updates: 2))
        try await Account.with([rule]) { client, _ in
            let id = try #require(try await client.create(landing).id)
            #expect(try await client.update(id, with: landing, createdRecently: true).id == id)
        }
    }

    @Test("a create that ignores the status is followed by an update")
    func zeroStatus() async throws {
        let rule = FaultRule(method: "POST", path: "/campaigns", effect: .zeroStatus)
        try await Account.with([rule]) { client, _ in
            var source = Source()
            source.title = "S"
            var campaign = Campaign()
            campaign.title = "C"
            campaign.sourceID = try await client.create(source).id
            #expect(try await client.create(campaign).status == .active)
        }
    }

    @Test("a domain waits for its DNS record", arguments: [2, 100])
    func domain(times: Int) async throws {
        let rule = FaultRule(method: "POST", path: "/domains", times: times, effect: .cnameRefused)
        try await Account.with([rule]) { client, _ in
            var domain = Domain()
            domain.title = "D"
            domain.url = "https://d.example"
            do throws(APIError) {
                _ = try await client.create(domain)
                #expect(times == 2)
            } catch {
                #expect(error.code == .waitingForDNS)
                #expect(times == 100)
            }
        }
    }

    @Test("an object of another user is forbidden, not a refused key")
    func forbidden() async throws {
        let rule = FaultRule(method: "PUT", path: "/sources/:id", effect: .forbidden)
        try await Account.with([rule], seed: .demo) { client, _ in
            let id = try #require(try await client.list(Source.self).objects.first?.id)
            let error = await #expect(throws: APIError.self) { try await client.update(id, with: Source()) }
            #expect(error?.code == .forbidden)
        }
    }
}
