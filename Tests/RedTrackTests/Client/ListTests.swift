import RedTrack
import Testing

@Suite struct ListTests {
    private typealias Row = ListedAccount.Row

    private func rows(_ count: Int, status: Int = 1, from first: Int = 1) -> [Row] {
        (first..<first + count).map { Row(id: "\($0)", status: status) }
    }

    @Test(
        "a list is complete or an error, whatever the server does",
        arguments: ListedAccount.Fault.allCases, [0, 1, 7, 99, 100, 101, 250])
    func completeOrError(fault: ListedAccount.Fault, count: Int) async {
        let account = ListedAccount(
            rows(count) + rows(count / 3, status: 2, from: 1_000) + rows(count / 5, status: 3, from: 2_000),
            fault: fault)
        do throws(APIError) {
            let listing = try await account.transport.client().list(Offer.self)
            let ids = listing.objects.compactMap { $0.id?.rawValue }
            #expect(account.steadyIDs.isSubset(of: ids), "short list for \(fault)")
            #expect(Set(ids).isSubset(of: account.everIDs))
            #expect(ids.count == Set(ids).count)
        } catch {
            // An error is always allowed; the next test says where it is demanded, and where it is not.
            #expect(!error.description.isEmpty)
        }
    }

    @Test(
        "these faults do not keep a list from being read",
        arguments: [
            ListedAccount.Fault.none, .enveloped, .nullWhenEmpty, .cappedPages, .ignoredStatus, .insertedOnce,
            .removedOnce, .emptyOnce, .rateLimited, .failing, .dropped,
        ])
    func survives(fault: ListedAccount.Fault) async throws {
        // Status 3 is left out of lists without a status; with an ignored filter nobody can see it.
        let deleted = fault == .ignoredStatus ? [] : rows(2, status: 3, from: 2_000)
        let account = ListedAccount(rows(130) + rows(3, status: 2, from: 1_000) + deleted, fault: fault)
        let listing = try await account.transport.client().list(Campaign.self)
        #expect(Set(listing.objects.compactMap { $0.id?.rawValue }) == account.ids)
    }

    @Test(
        "a list with commas too many, as examples of the document have them, is an error that names call and place",
        arguments: [
            ("[{\"id\": \"1\", \"title\": \"A\",}]", "line 1, column 27"),
            ("[{\"id\": \"1\"},\n]", "line 2, column 1"),
            ("{\"items\": [{\"id\": \"1\"}],}", "line 1, column 25"),
        ])
    func commas(body: String, place: String) async {
        let error = await #expect(throws: APIError.self) {
            try await ScriptedTransport(.answer(200, body)).client().list(Offer.self)
        }
        #expect(error?.code == .unexpectedAnswer)
        let text = error?.description ?? ""
        for part in ["GET /offers", "no JSON", place] { #expect(text.contains(part), "\(part): \(text)") }
    }

    @Test(
        "these faults make a list an error that says so",
        arguments: [
            (ListedAccount.Fault.ignoredPage, APIError.Code.incompleteList),
            (.insertedAlways, .incompleteList), (.shuffled, .incompleteList),
            (.skipping, .incompleteList), (.duplicatedRows, .incompleteList),
            (.strangerUnderStatus, .incompleteList), (.emptyAfterFirst, .incompleteList),
            (.webPage, .unexpectedAnswer), (.truncated, .unexpectedAnswer), (.noJSON, .unexpectedAnswer),
            (.missingID, .unexpectedAnswer), (.emptyBody, .unexpectedAnswer), (.notAList, .unexpectedAnswer),
            (.wrongType, .unexpectedAnswer), (.failingForEver, .server), (.droppedForEver, .unreachable),
        ])
    func refuses(fault: ListedAccount.Fault, code: APIError.Code) async {
        let account = ListedAccount(rows(130), fault: fault)
        let error = await #expect(throws: APIError.self) {
            try await account.transport.client().list(Offer.self)
        }
        #expect(error?.code == code, "\(error?.description ?? "no error")")
    }

    @Test("a web page in place of a list points at the base URL")
    func webPage() async {
        let error = await #expect(throws: APIError.self) {
            try await ScriptedTransport(.answer(200, "\n <html>")).client().list(Landing.self)
        }
        #expect(error?.messages == ["the server answered a web page"])
        #expect(error?.nextStep.contains("base URL") == true)
    }

    @Test("an element of another shape is named by its place")
    func place() async {
        let body = #"[{"id":"1"},{"id":"2","streams":[{"offers":[{"id":"x","weight":"many"}]}]}]"#
        let error = await #expect(throws: APIError.self) {
            try await ScriptedTransport(.answer(200, body)).client().list(Campaign.self)
        }
        #expect(error?.description.contains("[1].streams[0].offers[0].weight") == true)
    }

    @Test("what is found only under a status is reported under it")
    func hidden() async throws {
        let account = ListedAccount([Row(id: "a"), Row(id: "b", status: 2), Row(id: "c", status: 3)])
        let listing = try await account.transport.client().list(Campaign.self)
        #expect(listing.objects.map { $0.id?.rawValue } == ["a", "b", "c"])
        #expect(listing.foundOnlyUnder == [.deleted: ["c"].map { CampaignID($0) }])
    }

    @Test("a list is read twice, in pages of two sizes, each time until an empty page")
    func calls() async throws {
        let account = ListedAccount(rows(3))
        let transport = account.transport
        let listing = try await transport.client().list(Network.self)
        #expect(listing.requests == 5)
        #expect(
            transport.log.map { "\($0.parameter("per") ?? "")/\($0.parameter("page") ?? "")" }
                == ["100/1", "100/2", "2/1", "2/2", "2/3"])
        #expect(transport.log.allSatisfy { $0.path == "/networks" })
    }

    @Test("what vanishes between two pages pulls nothing out of the list")
    func removal() async throws {
        // Without a second reading, row 101 would slip onto page 1 after that was read, and be taken for gone.
        let account = ListedAccount(rows(150), fault: .removedOnce)
        let listing = try await account.transport.client().list(Landing.self)
        #expect(listing.objects.count == 149)
        #expect(Set(listing.objects.compactMap { $0.id?.rawValue }) == account.ids)
    }

    @Test("an empty list is believed when it is empty twice")
    func empty() async throws {
        let transport = ListedAccount([]).transport
        let listing = try await transport.client().list(Domain.self)
        #expect(listing.objects.isEmpty)
        #expect(listing.requests == 2)
    }

    @Test("pages are given as they come")
    func pages() async throws {
        let account = ListedAccount(rows(10), fault: .cappedPages)
        var sizes: [Int] = []
        for try await page in account.transport.client().pages(Source.self) {
            #expect(page.number == sizes.count + 1)
            sizes.append(page.objects.count)
        }
        #expect(sizes == [7, 3])
    }

    @Test("progress counts objects over all statuses")
    func progress() async throws {
        let account = ListedAccount(rows(2) + rows(1, status: 3, from: 50))
        let counts = Recorder<Int>()
        _ = try await account.transport.client().list(Offer.self) { counts.append($0) }
        #expect(counts.values == [2, 3, 1, 2, 3])
    }
}
