import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import Synchronization
import Testing

/// Runs that go on in an account that has moved meanwhile.
@Suite("Runs that are stale") struct StaleResumeTests {
    private static let earlier = [
        object(.network, "n"), object(.source, "s"), object(.landing, "l"), object(.landing, "x"),
        offer("o", network: "n"),
    ]
    private static let wanted = [
        object(.network, "n"), object(.source, "s"),
        object(.landing, "l", [("url", .string("https://new.example/"))]),
        object(.landing, "x", state: .absent), object(.landing, "fresh"), offer("o", network: "n"),
        campaign("c", source: "s", offers: ["o"], landing: "fresh"),
    ]

    /// A run that ended when a request of this method and path was refused for its key; nothing after it was sent.
    private func stopped(
        _ method: TransportRequest.Method, _ path: String
    ) async throws -> (Project, MemoryAccount) {
        let isOn = Mutex(false)
        let account = MemoryAccount { request, _ in
            isOn.withLock { $0 } && request.method == method && request.path.hasPrefix(path)
                ? .answer(401, "{\"errors\":[\"no\"]}") : nil
        }
        let project = try Project()
        let client = RedTrackClient(account)
        #expect(try await project.begin(Self.earlier, client).status == .done)
        isOn.withLock { $0 = true }
        let report = try await project.begin(Self.wanted, client, ExecutorOptions(parallel: 1))
        #expect(report.status != .done)
        #expect(report.isResumable)
        isOn.withLock { $0 = false }
        return (project, account)
    }

    @Test("A run that ended for a refusal goes on with what is left")
    func goesOn() async throws {
        let (project, account) = try await stopped(.post, "/campaigns")
        let before = account.writes.count
        let (run, left) = try await project.unfinished(RedTrackClient(account))
        #expect(run.doneCount + left.rest.changes.count == run.saved.plan.changes.count)
        #expect(left.findings.isEmpty)
        let report = try await project.resume(RedTrackClient(account))
        #expect(report.status == .done)
        #expect(account.writes.count == before + left.rest.changes.count)
        #expect(try await project.plan(Self.wanted, RedTrackClient(account)).plan.isEmpty)
        await #expect(throws: Project.NothingToResume.self) {
            try await project.resume(RedTrackClient(account))
        }
    }

    @Test("What somebody else has changed since is named, and left out with what waits for it")
    func changed() async throws {
        let (project, account) = try await stopped(.put, "/landings")
        let id = try #require(project.lockFile[.landing, "l"]?.id)
        account.state.withLock { state in
            let index = state.objects["/landings"]?.firstIndex { $0.id == id } ?? 0
            let old = state.objects["/landings"]?[index].record ?? .null
            state.objects["/landings"]?[index].record = old.setting("url", .string("https://theirs.example/"))
        }
        let left = try await project.unfinished(RedTrackClient(account)).left
        #expect(left.findings.map(\.object.description) == ["landings/l"])
        #expect(left.leftOut == 1)
        let report = try await project.resume(RedTrackClient(account))
        #expect(report.counts == ["done": 3, "failed": 1])
        #expect(try RunHistory.read(folder: project.folder).openRun(account: "user1") != nil)
        #expect(try await project.apply(Self.wanted, RedTrackClient(account)).status == .done)
    }

    @Test("An object that the run has made and the rest refers to must still be there")
    func gone() async throws {
        let (project, account) = try await stopped(.post, "/campaigns")
        account.state.withLock { state in
            state.objects["/landings"]?.removeAll { $0.record["title"]?.value.string == "fresh" }
        }
        let left = try await project.unfinished(RedTrackClient(account)).left
        #expect(left.findings.map(\.object.description) == ["landings/fresh"])
        #expect(left.leftOut == 1)
    }

    @Test("An object of the name of one that is still to be made stops it")
    func taken() async throws {
        let (project, account) = try await stopped(.post, "/campaigns")
        account.add("/campaigns", [("title", .string("c")), ("status", .number("1"))])
        let left = try await project.unfinished(RedTrackClient(account)).left
        #expect(left.findings.map(\.object.description) == ["campaigns/c"])
    }

    @Test("A later run supersedes it")
    func superseded() async throws {
        let (project, account) = try await stopped(.post, "/campaigns")
        let history = try RunHistory.read(folder: project.folder)
        let run = try #require(history.openRun(account: "user1"))
        #expect(history.standing(of: run) == .open)
        let later = try await project.begin(
            Self.wanted, RedTrackClient(account),
            clock: { Moment(milliseconds: run.startedAt.milliseconds + 5_000) })
        #expect(later.status == .done)
        let now = try RunHistory.read(folder: project.folder)
        #expect(now.standing(of: run) == .superseded(by: try #require(later.run)))
        #expect(now.openRun(account: "user1") == nil)
        #expect(try await project.plan(Self.wanted, RedTrackClient(account)).plan.isEmpty)
    }

    @Test(
        "Updates and removals whose answers were lost are done when the account has them, and are not sent again"
    )
    func lostAnswers() async throws {
        let isOn = Mutex(false)
        let account = MemoryAccount { request, _ in
            isOn.withLock { $0 } && (request.method == .put || request.method == .delete) ? .dropAfter : nil
        }
        let project = try Project()
        let client = RedTrackClient(account, attempts: 1)
        #expect(try await project.begin(Self.earlier, client).status == .done)
        isOn.withLock { $0 = true }
        _ = try await project.begin(Self.wanted, client)
        isOn.withLock { $0 = false }
        let left = try await project.unfinished(client).left
        #expect(left.foundCount > 0)
        let sent = account.writes.count { $0.method == .put || $0.method == .delete }
        #expect(try await project.resume(client).status == .done)
        #expect(
            account.writes.count { $0.method == .put || $0.method == .delete } == sent
                + left.rest.count(.update) + left.rest.count(.delete))
        #expect(left.rest.count(.update) + left.rest.count(.delete) < 2)
        #expect(try await project.plan(Self.wanted, client).plan.isEmpty)
    }

    @Test("A creation that nobody finds is looked for twice before it is sent again")
    func lookedForTwice() async throws {
        let isOn = Mutex(false)
        let account = MemoryAccount { request, _ in
            isOn.withLock { $0 } && request.method == .post && request.path == "/campaigns"
                ? .dropBefore : nil
        }
        let project = try Project()
        let client = RedTrackClient(account)
        #expect(try await project.begin(Self.earlier, client).status == .done)
        isOn.withLock { $0 = true }
        _ = try await project.begin(Self.wanted, client)
        isOn.withLock { $0 = false }
        let looks = Mutex(0)
        let history = try RunHistory.read(folder: project.folder)
        let run = try UnfinishedRun.read(
            try #require(history.openRun(account: "user1")), folder: project.folder)
        #expect(run.doubtfulCount == 1)
        let before = account.state.withLock { $0.log.count { $0.path == "/campaigns" && $0.method == .get } }
        let left = try await Resumption.read(
            run, over: project.lockFile, history: history, account: try await client.account(),
            reader: AccountReader(client: client), time: .instant,
            waiting: { count, wait in
                #expect(count == 1 && wait >= .seconds(1) && wait <= .seconds(10))
                looks.withLock { $0 += 1 }
            })
        let after = account.state.withLock { $0.log.count { $0.path == "/campaigns" && $0.method == .get } }
        #expect(looks.withLock { $0 } == 1)
        #expect(after - before >= 2)
        #expect(left.missing.map(\.description) == ["campaigns/c"])
        #expect(try await project.resume(client).status == .done)
        #expect(account.titles("/campaigns") == ["c"])
    }
}
