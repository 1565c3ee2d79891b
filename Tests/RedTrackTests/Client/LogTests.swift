import Feeds
import RedTrack
import Testing

@Suite struct LogTests {
    /// How a server pages its log.
    enum Manner: String, Sendable, CaseIterable {
        case plain, enveloped, capped, growing, ignoredPage, endless, webPage, truncated, missingID, notAList
        case failingOnce, failingForEver
    }

    /// A server with a log of `count` conversions, newest first.
    private func server(_ count: Int, _ manner: Manner) -> ScriptedTransport {
        ScriptedTransport { request, index in
            let number = request.parameter("page").flatMap { Int($0) } ?? 1
            var size = request.parameter("per").flatMap { Int($0) } ?? 100
            var newest = count
            switch manner {
            case .webPage where number == 2: return .answer(200, "<html>")
            case .truncated where number == 2: return .answer(200, #"[{"id":"1","#)
            case .missingID where number == 2: return .answer(200, #"[{"clickid":"1"}]"#)
            case .notAList where number == 2: return .answer(200, #"{"total":1}"#)
            case .failingOnce where index == 1: return .answer(502)
            case .failingForEver where number == 2: return .answer(500)
            case .capped: size = min(size, 7)
            // One more happens before each call, at the front.
            case .growing: newest += index
            default: break
            }
            var start = manner == .ignoredPage ? 0 : (number - 1) * size
            var rows: [String] = []
            if manner == .endless {
                start = 0
                rows = [#"{"id":"\#(number)-\#(index)"}"#]
            }
            while manner != .endless, rows.count < size, newest - start > 0 {
                let number = newest - start
                let time = "2018-11-01T00:0\(number / 60):\(number % 60 < 10 ? "0" : "")\(number % 60)Z"
                rows.append(#"{"id":"c\#(number)","payout":"0.5","created_at":"\#(time)"}"#)
                start += 1
            }
            let list = rows.isEmpty ? "null" : "[\(rows.joined(separator: ","))]"
            return .answer(200, manner == .enveloped ? #"{"items":\#(list),"total":{}}"# : list)
        }
    }

    private func ids(_ log: LogSequence<Conversion>) async throws -> [String] {
        var ids: [String] = []
        for try await page in log {
            #expect(!page.records.isEmpty)
            ids += page.records.compactMap(\.recordID)
        }
        return ids
    }

    @Test(
        "a log is read to its end, whatever the pages are like",
        arguments: [Manner.plain, .enveloped, .capped, .growing, .failingOnce],
        [0, 1, 9, 10, 11, 35])
    func complete(manner: Manner, count: Int) async throws {
        let ids = try await ids(server(count, manner).client().conversions(pageSize: 10))
        #expect(Set(ids).isSuperset(of: (1...max(count, 1)).prefix(count).map { "c\($0)" }))
        #expect(ids.count == Set(ids).count)
        if manner != .growing { #expect(ids.count == count) }
    }

    @Test(
        "a log that cannot be read to its end is an error",
        arguments: [
            (Manner.ignoredPage, APIError.Code.incompleteList), (.webPage, .unexpectedAnswer),
            (.truncated, .unexpectedAnswer), (.missingID, .unexpectedAnswer), (.notAList, .unexpectedAnswer),
            (.failingForEver, .server),
        ])
    func incomplete(manner: Manner, code: APIError.Code) async {
        let log = server(25, manner).client().conversions(pageSize: 10)
        let error = await #expect(throws: APIError.self) { try await ids(log) }
        #expect(error?.code == code)
    }

    @Test("after an error a stream has ended")
    func endsAfterError() async throws {
        let transport = server(25, .webPage)
        var iterator = transport.client().conversions(pageSize: 10).makeAsyncIterator()
        #expect(try await iterator.next()?.records.count == 10)
        await #expect(throws: APIError.self) { try await iterator.next() }
        #expect(try await iterator.next() == nil)
        #expect(transport.log.count == 2)
    }

    @Test("a page is read when it is asked for, and not before")
    func lazy() async throws {
        let transport = server(0, .endless)
        var iterator = transport.client().conversions(pageSize: 10).makeAsyncIterator()
        for number in 1...5 {
            #expect(try await iterator.next()?.number == number)
            #expect(transport.log.count == number)
        }
    }

    @Test("each log sends its filters under the document's names, with page and size")
    func parameters() async throws {
        let dates = try #require(
            DateSpan(from: CalendarDate("2018-11-01"), to: CalendarDate("2018-11-30")))
        let transport = ScriptedTransport(.answer(200, "[]"))
        let client = transport.client()

        var tracks = TrackFilter()
        tracks.campaign = CampaignID("c")
        tracks.dates = dates
        for try await _ in client.tracks(tracks) {}

        var conversions = ConversionFilter()
        conversions.campaign = CampaignID("c")
        conversions.offer = OfferID("o")
        conversions.source = SourceID("s")
        conversions.network = NetworkID("n")
        conversions.countryCode = "US"
        conversions.clickID = "k"
        conversions.dates = try #require(DateSpan(from: nil, to: CalendarDate("2018-11-30")))
        for try await _ in client.conversions(conversions, pageSize: 50) {}

        var transactions = TransactionFilter()
        transactions.status = "declined"
        transactions.dates = try #require(DateSpan(from: CalendarDate("2018-11-01"), to: nil))
        for try await _ in client.transactions(transactions, pageSize: 0) {}
        for try await _ in client.tracks() {}

        // An empty log is believed when it is empty twice.
        let queries = transport.log.indices.filter { $0.isMultiple(of: 2) }.map { transport.log[$0].query }
        #expect(
            queries.map { $0.map { "\($0.name)=\($0.value)" }.joined(separator: "&") } == [
                "campaign_id=c&date_from=2018-11-01&date_to=2018-11-30&page=1&per=1000",
                "campaign_id=c&offer_id=o&source_id=s&network_id=n&country_code=US&clickid=k"
                    + "&date_to=2018-11-30&page=1&per=50",
                "status=declined&date_from=2018-11-01&page=1&per=1",
                "page=1&per=1000",
            ])
    }

    @Test("a report sends its group and filters, and keeps numbers exactly, in order")
    func report() async throws {
        let transport = ScriptedTransport(
            .answer(
                200,
                #"[{"clicks":110,"cost":"3.949","offer":"My offer","roi":-1,"offer_id":"7","epc":0.1},{"clicks":0,"offer":null}]"#
            ))
        var filter = ReportFilter()
        filter.campaign = CampaignID("c")
        filter.offer = OfferID("o")
        filter.source = SourceID("s")
        filter.countryCode = "US"
        filter.os = "iOS"
        filter.subs[1] = "a&b"
        filter.subs[10] = ""
        filter.dates = try #require(
            DateSpan(from: CalendarDate("2018-11-01"), to: CalendarDate("2018-11-01")))
        let rows = try await transport.client().report(by: .offer, filter)
        #expect(
            transport.log.first?.query.map { "\($0.name)=\($0.value)" } == [
                "campaign_id=c", "offer_id=o", "source_id=s", "country_code=US", "os=iOS", "sub1=a&b",
                "sub10=",
                "date_from=2018-11-01", "date_to=2018-11-01", "group=offer",
            ])
        #expect(rows.map { $0.value?.text } == ["My offer", nil])
        #expect(rows[0].numbers.numbers.map(\.name) == ["clicks", "cost", "roi", "epc"])
        #expect(rows[0].numbers["cost"] == DecimalLiteral("3.949")?.decimal)
        #expect(rows[0].otherFields.map(\.name) == ["offer_id"])
    }

    @Test("a group whose values are numbers keeps them as they were written")
    func numericGroup() async throws {
        let transport = ScriptedTransport(.answer(200, #"[{"hour_of_day":7,"clicks":1}]"#))
        let row = try #require(try await transport.client().report(by: .hourOfDay).first)
        #expect(row.value?.text == "7")
        #expect(row.wireValue.jsonText() == #"{"hour_of_day":7,"clicks":1}"#)
    }

    @Test("a row of another shape is named by its place")
    func reportShape() async {
        let transport = ScriptedTransport(.answer(200, #"[{"clicks":1},{"clicks":"many"}]"#))
        let error = await #expect(throws: APIError.self) { try await transport.client().report() }
        #expect(error?.code == .unexpectedAnswer)
        #expect(error?.description.contains("[1].clicks") == true)
    }

    @Test("the document's 35 groups are there, each once")
    func groups() {
        #expect(Set(ReportGroup.documented.map(\.rawValue)).count == 35)
        #expect(ReportGroup.sub(0) == nil)
        #expect(ReportGroup.sub(11) == nil)
        #expect(ReportGroup.sub(3)?.rawValue == "sub3")
    }
}
