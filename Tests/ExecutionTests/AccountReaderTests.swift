import Execution
import Feeds
import Planning
import RedTrack
import Synchronization
import Testing

@Suite struct AccountReaderTests {
    @Test func allKindsAreReadAndProgressIsTold() async throws {
        let account = MemoryAccount()
        account.add("/networks", [("title", .string("n"))])
        account.add("/landings", [("title", .string("a"))])
        account.add("/landings", [("title", .string("b"))])
        let complete = Mutex<[Kind: Int]>([:])
        let snapshot = try await AccountReader(client: RedTrackClient(account), parallel: 2).snapshot {
            progress in
            if progress.isComplete { complete.withLock { $0[progress.kind] = progress.objects } }
        }
        #expect(snapshot.account.id == "user1")
        #expect(snapshot.objects[.landing]?.map(\.title) == ["a", "b"])
        #expect(
            complete.withLock { $0 }
                == [.network: 1, .source: 0, .domain: 0, .landing: 2, .offer: 0, .campaign: 0])
        #expect(account.state.withLock { $0.highestInFlight } <= 2)
    }

    @Test(arguments: ["/auth", "/networks", "/sources", "/domains", "/landings", "/offers", "/campaigns"])
    func aListThatCannotBeReadIsAnErrorAndNeverASnapshot(path: String) async throws {
        let account = MemoryAccount { request, _ in
            request.path == path ? .answer(200, "<html>Welcome</html>") : nil
        }
        let error = await #expect(throws: APIError.self) {
            try await AccountReader(client: RedTrackClient(account)).snapshot()
        }
        #expect(error?.code == .unexpectedAnswer)
        #expect(error?.path == path)
    }
}
