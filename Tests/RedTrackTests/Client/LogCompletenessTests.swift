import RedTrack
import Testing

@Suite("Logs that are complete or errors")
struct LogCompletenessTests {
    typealias Fault = ListedAccount.Fault

    /// The three logs of the API document.
    enum Log: String, Sendable, CaseIterable {
        case tracks, conversions, transactions

        func ids(_ client: RedTrackClient, pageSize: Int) async throws(APIError) -> [String] {
            switch self {
            case .tracks: try await Self.ids(client.tracks(pageSize: pageSize))
            case .conversions: try await Self.ids(client.conversions(pageSize: pageSize))
            case .transactions: try await Self.ids(client.transactions(pageSize: pageSize))
            }
        }

        private static func ids<Record>(_ log: LogSequence<Record>) async throws(APIError) -> [String] {
            var iterator = log.makeAsyncIterator()
            var ids: [String] = []
            while let page = try await iterator.next() { ids += page.records.compactMap(\.recordID) }
            return ids
        }
    }

    private func account(_ count: Int, _ fault: Fault = .none) -> ListedAccount {
        ListedAccount((0..<count).map { ListedAccount.Row(id: "\($0 + 1)") }, fault: fault)
    }

    @Test(
        "a log is complete or an error, whatever the server does",
        arguments: Log.allCases.flatMap { log in Fault.allCases.map { (log, $0) } },
        [0, 1, 7, 49, 50, 51, 130])
    func completeOrError(_ wrong: (log: Log, fault: Fault), count: Int) async {
        for pageSize in [1, 7, 50, 1_000] {
            let account = account(count, wrong.fault)
            do throws(APIError) {
                let ids = try await wrong.log.ids(account.transport.client(), pageSize: pageSize)
                #expect(account.steadyIDs.isSubset(of: ids), "short log for pages of \(pageSize)")
                #expect(Set(ids).isSubset(of: account.everIDs))
                #expect(ids.count == Set(ids).count)
            } catch {
                // An error is always allowed; the next tests say where it is demanded, and where it is not.
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test(
        "these faults do not keep a log from being read", arguments: Log.allCases,
        [
            Fault.none, .enveloped, .nullWhenEmpty, .cappedPages, .insertedOnce, .insertedAlways,
            .removedOnce, .emptyOnce, .duplicatedRows, .rateLimited, .failing, .dropped,
        ])
    func survives(log: Log, fault: Fault) async throws {
        let account = account(130, fault)
        let ids = try await log.ids(account.transport.client(), pageSize: 50)
        #expect(account.steadyIDs.isSubset(of: ids))
        #expect(Set(ids).isSubset(of: account.everIDs))
    }

    @Test(
        "these faults make a log an error that says so", arguments: Log.allCases,
        [
            (Fault.ignoredPage, APIError.Code.incompleteList), (.shuffled, .incompleteList),
            (.skipping, .incompleteList), (.emptyAfterFirst, .incompleteList),
            (.webPage, .unexpectedAnswer), (.truncated, .unexpectedAnswer), (.noJSON, .unexpectedAnswer),
            (.missingID, .unexpectedAnswer), (.emptyBody, .unexpectedAnswer), (.notAList, .unexpectedAnswer),
            (.wrongType, .unexpectedAnswer), (.failingForEver, .server), (.droppedForEver, .unreachable),
        ])
    func refuses(log: Log, wrong: (fault: Fault, code: APIError.Code)) async {
        let error = await #expect(throws: APIError.self) {
            try await log.ids(account(130, wrong.fault).transport.client(), pageSize: 50)
        }
        #expect(error?.code == wrong.code, "\(error?.description ?? "no error")")
    }

    @Test(
        "a log of one page costs two calls, an empty one too, a longer one is read twice in other pages",
        arguments: [(0, ["50", "50"]), (49, ["50", "50"]), (50, ["50", "50", "41", "41", "41"])])
    func calls(count: Int, sizes: [String]) async throws {
        let transport = account(count).transport
        let ids = try await Log.conversions.ids(transport.client(), pageSize: 50)
        #expect(ids.count == count)
        #expect(transport.log.map { $0.parameter("per") } == sizes)
    }
}
