import Feeds
import RedTrack
import Testing

@Suite struct WriteTests {
    private var offer: Offer {
        var offer = Offer()
        offer.id = OfferID("read-only")
        offer.title = "Red"
        offer.url = "https://a.example/?c={clickid}&b=%7B"
        offer.networkID = NetworkID("n1")
        offer.payment = Payment()
        offer.payment?.amount = DecimalLiteral("0.2")?.decimal
        return offer
    }

    @Test("creating sends the writable fields, active, and returns the account's object")
    func create() async throws {
        let transport = ScriptedTransport(
            .answer(201, #"{"id":"o1","title":"Red","status":1,"cpapi":false}"#))
        let created = try await transport.client().create(offer)
        #expect(created.id == OfferID("o1"))
        #expect(transport.lines == ["POST /offers"])
        #expect(
            transport.log[0].text
                == #"{"title":"Red","status":1,"program_id":"n1","url":"https://a.example/?c={clickid}&b=%7B","#
                + #""payment":{"amount":0.2}}"#)
    }

    @Test("kinds without a status send none")
    func createSource() async throws {
        let transport = ScriptedTransport(.answer(200, #"{"id":"s1","title":"S"}"#))
        var source = Source()
        source.title = "S"
        _ = try await transport.client().create(source)
        #expect(transport.log[0].text == #"{"title":"S"}"#)
    }

    @Test("a campaign that comes back with status 0 is set to the status that was wanted")
    func statusAfterCreate() async throws {
        let transport = ScriptedTransport(
            .answer(201, #"{"id":"c1","status":0}"#), .answer(404, ""),
            .answer(200, #"{"id":"c1","status":2}"#))
        var campaign = Campaign()
        campaign.title = "C"
        campaign.status = .archived
        let created = try await transport.client().create(campaign)
        #expect(created.status == .archived)
        #expect(transport.lines == ["POST /campaigns", "PUT /campaigns/c1", "PUT /campaigns/c1"])
        #expect(transport.log[1].text == #"{"status":2}"#)
    }

    @Test("a campaign whose status cannot be set exists all the same")
    func statusFails() async throws {
        let transport = ScriptedTransport(.answer(201, #"{"id":"c1","status":0}"#), .answer(403, ""))
        let created = try await transport.client().create(Campaign())
        #expect(created.id == CampaignID("c1"))
        #expect(created.status == .unset)
    }

    @Test(
        "a create whose answer does not show the object has an unknown outcome, and is sent once",
        arguments: [
            ScriptedTransport.Outcome.answer(201, ""), .answer(201, "{}"), .answer(200, #"{"id":"#),
            .answer(200, "<html>"), .answer(200, "created"), .answer(201, #"{"id":7}"#),
            .answer(201, #"{"id":""}"#),
            .answer(500, #"{"error":"x"}"#), .answer(502, "<html>"), .answer(408, ""), .failure(.interrupted),
            .failure(.timeout), .failure(.cancelled), .failure(.unusable),
        ])
    func unknown(outcome: ScriptedTransport.Outcome) async {
        let transport = ScriptedTransport(outcome)
        let error = await #expect(throws: APIError.self) { try await transport.client().create(offer) }
        #expect(error?.code == .outcomeUnknown, "\(error?.description ?? "")")
        #expect(transport.log.count == 1)
    }

    @Test(
        "a create that surely did not arrive is sent again",
        arguments: [
            ScriptedTransport.Outcome.failure(.notSent), .answer(429, ""),
        ])
    func createAgain(first: ScriptedTransport.Outcome) async throws {
        let transport = ScriptedTransport(first, .answer(201, #"{"id":"o1","status":1}"#))
        #expect(try await transport.client().create(offer).id == OfferID("o1"))
        #expect(transport.lines == ["POST /offers", "POST /offers"])
    }

    @Test("an update sends exactly the fields that are set")
    func update() async throws {
        let transport = ScriptedTransport(.answer(200, #"{"id":"a/b c","title":"New"}"#))
        var fields = Landing()
        fields.title = "New"
        fields.userID = "not sent"
        fields.unknownFields = [Member("type", .string("l"))]
        let updated = try await transport.client().update(LandingID("a/b c"), with: fields)
        #expect(updated.title == "New")
        #expect(transport.lines == ["PUT /landings/a%2Fb%20c"])
        #expect(transport.log[0].text == #"{"title":"New","type":"l"}"#)
    }

    @Test(
        "an update whose answer says nothing is followed by a reading",
        arguments: ["", "{}", #"{"id":"l1","ti"#, "null"])
    func reread(body: String) async throws {
        let transport = ScriptedTransport { request, _ in
            request.method == .put ? .answer(200, body) : .answer(200, #"[{"id":"l1","title":"Now"}]"#)
        }
        let updated = try await transport.client().update(LandingID("l1"), with: Landing())
        #expect(updated.title == "Now")
    }

    @Test("an answer about another object is an error")
    func otherObject() async {
        let transport = ScriptedTransport(.answer(200, #"{"id":"l2"}"#))
        let error = await #expect(throws: APIError.self) {
            try await transport.client().update(LandingID("l1"), with: Landing())
        }
        #expect(error?.code == .unexpectedAnswer)
    }

    @Test("a 404 is tried again only for an object created just now", arguments: [true, false])
    func notVisibleYet(isRecent: Bool) async throws {
        let transport = ScriptedTransport(
            .answer(404, #"{"error":"Campaign not found"}"#), .answer(200, #"{"id":"c"}"#))
        let update = {
            try await transport.client().update(CampaignID("c"), with: Campaign(), createdRecently: isRecent)
        }
        if isRecent {
            _ = try await update()
        } else {
            let error = await #expect(throws: APIError.self) { try await update() }
            #expect(error?.code == .notFound)
        }
        #expect(transport.log.count == (isRecent ? 2 : 1))
    }

    @Test("deleting uses the documented path of each kind")
    func deletePaths() async throws {
        let transport = ScriptedTransport(.answer(204))
        let client = transport.client()
        #expect(try await client.delete(CampaignID("1")) == .deleted)
        #expect(try await client.delete(SourceID("2")) == .deleted)
        #expect(try await client.delete(LandingID("3")) == .deleted)
        #expect(try await client.delete(DomainID("4")) == .deleted)
        #expect(try await client.delete(NetworkID("5")) == .deleted)
        #expect(
            transport.lines == [
                "DELETE /campaigns/1", "DELETE /source/2", "DELETE /landings/3", "DELETE /domains/4",
                "DELETE /networks/5",
            ])
    }

    @Test("a source is deleted under the plural where the singular is unknown", arguments: [404, 405])
    func deleteSource(status: Int) async throws {
        let transport = ScriptedTransport(.answer(status, "<html>"), .answer(204))
        #expect(try await transport.client().delete(SourceID("2")) == .deleted)
        #expect(transport.lines == ["DELETE /source/2", "DELETE /sources/2"])
    }

    @Test("offers cannot be deleted, and nothing is sent")
    func deleteOffer() async {
        let transport = ScriptedTransport(.answer(204))
        let error = await #expect(throws: APIError.self) { try await transport.client().delete(OfferID("1")) }
        #expect(error?.code == .unsupported)
        #expect(error?.nextStep == "Archive it instead")
        #expect(transport.log.isEmpty)
    }

    @Test(
        "deleting what has gone is no error; a retried delete that finds nothing did it itself",
        arguments: [
            (ScriptedTransport.Outcome.answer(404, ""), Deletion.alreadyGone),
            (.failure(.interrupted), .deleted),
        ])
    func alreadyGone(first: ScriptedTransport.Outcome, expected: Deletion) async throws {
        let transport = ScriptedTransport { request, index in
            if index == 0 { return first }
            return request.method == .delete ? .answer(404, "") : .answer(200, "[]")
        }
        #expect(try await transport.client().delete(LandingID("1")) == expected)
    }

    @Test("a 404 for what the account still lists is no deletion")
    func unknownDelete() async {
        let transport = ScriptedTransport { request, _ in
            request.method == .delete ? .answer(404, "") : .answer(200, #"[{"id":"1","status":1}]"#)
        }
        let error = await #expect(throws: APIError.self) {
            try await transport.client().delete(CampaignID("1"))
        }
        #expect(error?.code == .unexpectedAnswer)
        #expect(error?.messages.last == "yet the account still lists it")
    }

    @Test("a web page in answer to a delete is no deletion")
    func deletedWebPage() async {
        await #expect(throws: APIError.self) {
            try await ScriptedTransport(.answer(200, "<html>")).client().delete(LandingID("1"))
        }
    }

    @Test(
        "an id that would name another path is refused before anything is sent", arguments: ["", ".", ".."])
    func badID(id: String) async {
        let transport = ScriptedTransport(.answer(204))
        let error = await #expect(throws: APIError.self) {
            try await transport.client().delete(LandingID(id))
        }
        #expect(error?.code == .notFound)
        #expect(transport.log.isEmpty)
    }
}
