import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import Synchronization
import Testing

@Suite struct ExecutorTests {
    private static let tree = [
        object(.network, "n1"), object(.network, "n2"), object(.source, "s1"), object(.landing, "l1"),
        offer("o1", network: "n1"), offer("o2", network: "n1"), offer("o3", network: "n2"),
        campaign("c1", source: "s1", offers: ["o1", "o2"]), campaign("c2", source: "s1", offers: ["o3"]),
    ]

    @Test func aNewAccountIsFilledAndTheNextPlanIsEmpty() async throws {
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        let project = try Project()
        let report = try await project.apply(Self.tree, client)
        #expect(report.status == .done)
        #expect(report.counts == ["done": 9])
        #expect(report.entries.flatMap(\.warnings) == [])
        #expect(report.warnings == [])
        #expect(report.stopped == nil)
        #expect(account.titles("/offers") == ["o1", "o2", "o3"])
        #expect(project.lockFile.entries.count == 9)
        #expect(project.lockFile.account == "user1")
        let run = try #require(RunHistory.read(folder: project.folder).runs.first)
        #expect(run.status == .done && run.isLockSaved && run.doneCount == 9 && run.damagedLines.isEmpty)

        let again = try await project.apply(Self.tree, client)
        #expect(again.run == nil)
        #expect(again.status == .done)
        #expect(project.saveCount == 1)
        #expect(try RunHistory.read(folder: project.folder).runs.count == 1)
    }

    @Test func whatWasAppliedIsToldFromWhatWasEditedInTheAccount() async throws {
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply([object(.landing, "l", [("url", .string("https://a.example/"))])], client)
        let (plan, _) = try await project.plan(
            [object(.landing, "l", [("url", .string("https://b.example/"))])], client)
        #expect(plan.changes.first?.fields.map(\.origin) == [.file])
    }

    @Test(arguments: [1, 3, 8])
    func aDependentNeverStartsBeforeWhatItDependsOnIsDone(parallel: Int) async throws {
        let account = MemoryAccount()
        let project = try Project()
        _ = try await project.apply(Self.tree, RedTrackClient(account), ExecutorOptions(parallel: parallel))
        let writes = account.writes
        func ended(_ title: String) -> Int { writes.first { $0.title == title }?.ended ?? .max }
        func started(_ title: String) -> Int { writes.first { $0.title == title }?.started ?? .min }
        let edges = [
            ("n1", "o1"), ("n1", "o2"), ("n2", "o3"), ("o1", "c1"), ("o2", "c1"), ("o3", "c2"), ("s1", "c1"),
            ("s1", "c2"),
        ]
        for (dependency, dependent) in edges {
            #expect(
                ended(dependency) < started(dependent), "\(dependent) started before \(dependency) was done")
        }
        #expect(account.state.withLock { $0.highestInFlight } <= max(parallel, 6))
    }

    @Test func noMoreRequestsAreUnderWayThanAllowed() async throws {
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        let project = try Project()
        let objects = (0..<60).map { object(.landing, "l\($0)") }
        let (plan, lock) = try await project.plan(objects, client)
        account.state.withLock { $0.highestInFlight = 0 }
        let executor = Executor(
            client: client, folder: project.folder, options: ExecutorOptions(parallel: 5), time: .instant)
        let report = try await executor.run(plan, lock: lock, saveLock: project.save)
        #expect(report.counts == ["done": 60])
        #expect(account.state.withLock { $0.highestInFlight } <= 5)
    }

    @Test func removalsComeAfterTheUpdatesThatLetGo() async throws {
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply(Self.tree + [object(.source, "s2")], client)
        let start = account.writes.count
        let objects = [
            object(.network, "n1"), object(.network, "n2"), object(.source, "s1", state: .absent),
            object(.landing, "l1", state: .absent), offer("o1", network: "n1"), offer("o2", network: "n1"),
            offer("o3", network: "n2"), campaign("c1", source: "s2", offers: ["o1", "o2"]),
            object(.source, "s2"),
            object(.campaign, "c2", state: .absent),
        ]
        let report = try await project.apply(objects, client)
        #expect(report.status == .done)
        let writes = Array(account.writes[start...])
        let deletion = try #require(writes.first { $0.method == .delete && $0.path.hasPrefix("/source/") })
        for write in writes where write.path.hasPrefix("/campaigns/") {
            #expect((write.ended ?? .max) < deletion.started)
        }
        #expect(account.titles("/sources") == ["s2"])
        #expect(account.titles("/landings") == [])
        #expect(project.lockFile[.source, "s1"] == nil)
        #expect(project.lockFile[.campaign, "c2"] == nil)
        #expect(project.lockFile[.campaign, "c1"] != nil)
    }

    @Test func anOfferIsArchivedAndForgotten() async throws {
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply([object(.network, "n"), offer("o", network: "n")], client)
        let objects = [object(.network, "n"), object(.offer, "o", state: .absent)]
        #expect(try await project.apply(objects, client).counts == ["done": 1])
        #expect(
            account.state.withLock { $0.objects["/offers"]?.first?.record["status"]?.value } == .number("2"))
        #expect(project.lockFile[.offer, "o"] == nil)
        #expect(try await project.plan(objects, client).plan.isEmpty)
    }

    @Test func aFailureBlocksItsDependentsOnly() async throws {
        let account = MemoryAccount { request, _ in
            guard request.path == "/networks", let body = request.body,
                String(decoding: body, as: UTF8.self).contains("\"n1\"")
            else { return nil }
            return .answer(400, "{\"errors\":[\"Title is taken\"]}")
        }
        let project = try Project()
        let events = Mutex<[RunEvent]>([])
        let report = try await project.apply(Self.tree, RedTrackClient(account)) { event in
            events.withLock { $0.append(event) }
        }
        #expect(report.status == .partly)
        let outcomes = Dictionary(
            report.entries.map { ($0.change.address.key, $0.outcome) },
            uniquingKeysWith: { first, _ in first })
        let network = ObjectAddress(.network, "n1")
        #expect(outcomes["o1"] == .blocked(by: [network]))
        #expect(outcomes["o2"] == .blocked(by: [network]))
        #expect(outcomes["c1"] == .blocked(by: [network, ObjectAddress(.offer, "o1")]))
        #expect(["n2", "o3", "c2", "s1", "l1"].allSatisfy { outcomes[$0]?.isDone == true })
        guard case .failed(let message)? = outcomes["n1"] else {
            Issue.record("n1 did not fail")
            return
        }
        #expect(message.contains("Title is taken"))
        let counts = try #require(events.withLock { $0.last?.counts })
        #expect(counts.done == 5 && counts.failed == 1 && counts.blocked == 3 && counts.inFlight == 0)
        #expect(counts.remaining == 0)
        #expect(project.lockFile.entries.count == 5)
    }

    @Test func aRefusedKeyStopsEverything() async throws {
        let account = MemoryAccount { request, _ in
            request.method == .post ? .answer(401, "{\"error\":\"Unauthorized\"}") : nil
        }
        let project = try Project()
        let report = try await project.apply(Self.tree, RedTrackClient(account), ExecutorOptions(parallel: 1))
        guard case .keyRefused? = report.stopped else {
            Issue.record("not stopped by the key")
            return
        }
        #expect(account.writes.count == 1)
        #expect(report.status == .nothing)
        #expect(report.counts["failed"] == 1)
        #expect(report.counts["not-started"] != nil)
    }

    @Test func anAccountThatCannotBeReachedStopsWhatHasNotBegun() async throws {
        let account = MemoryAccount { request, _ in request.method == .post ? .notSent : nil }
        let project = try Project()
        let report = try await project.apply(Self.tree, RedTrackClient(account), ExecutorOptions(parallel: 2))
        guard case .unreachable? = report.stopped else {
            Issue.record("not stopped")
            return
        }
        #expect(account.writes.count <= 4)
        #expect(try RunHistory.read(folder: project.folder).unresolvedCreations(account: "user1").isEmpty)
    }

    @Test func aDomainThatWaitsForDNSHoldsUpOnlyWhatNeedsIt() async throws {
        let account = MemoryAccount { request, _ in
            request.path == "/domains" && request.method == .post
                ? .answer(400, "{\"errors\":[\"CNAME record not found\"]}") : nil
        }
        let project = try Project()
        let objects = [
            object(.domain, "d"), object(.source, "s"), object(.network, "n"), offer("o", network: "n"),
            campaign("with", source: "s", offers: ["o"], domain: "d"),
            campaign("without", source: "s", offers: ["o"]),
        ]
        let report = try await project.apply(objects, RedTrackClient(account, attempts: 3))
        let outcomes = Dictionary(
            report.entries.map { ($0.change.address.key, $0.outcome) },
            uniquingKeysWith: { first, _ in first })
        #expect(outcomes["d"]?.name == "waiting")
        #expect(outcomes["with"] == .skipped(waitingFor: [ObjectAddress(.domain, "d")]))
        #expect(outcomes["without"]?.isDone == true)
        #expect(account.writes.count { $0.path == "/domains" } == 3)
        #expect(report.stopped == nil)
    }

    @Test func anObjectThatHasGoneSincePlanningIsToldApart() async throws {
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply([object(.landing, "a"), object(.landing, "b")], client)
        let (plan, lock) = try await project.plan(
            [
                object(.landing, "a", [("url", .string("https://new.example/"))]),
                object(.landing, "b", state: .absent),
            ],
            client)
        account.state.withLock { $0.objects = [:] }
        let executor = Executor(client: client, folder: project.folder, time: .instant)
        let report = try await executor.run(plan, lock: lock, saveLock: project.save)
        guard case .failed(let message) = report.entries[0].outcome else {
            Issue.record("the update did not fail")
            return
        }
        #expect(message.contains("has gone from the account since the plan"))
        #expect(report.entries[1].outcome.isDone)
        #expect(report.entries[1].notes == ["it had gone from the account already"])
    }

    @Test func aValueThatTheAccountDoesNotTakeIsAWarning() async throws {
        let account = MemoryAccount { request, _ in request.method == .put ? .keeps("url") : nil }
        let client = RedTrackClient(account)
        let project = try Project()
        _ = try await project.apply([object(.landing, "a")], client)
        let report = try await project.apply(
            [object(.landing, "a", [("url", .string("https://n.example/"))])], client)
        #expect(report.entries.map(\.warnings) == [["the account kept the old value of `url`"]])
        #expect(report.status == .done)
    }

    @Test func aStatusThatIsNotHonouredIsSetAfterwards() async throws {
        let account = MemoryAccount { request, _ in request.method == .post ? .zeroStatus : nil }
        let project = try Project()
        let objects = [object(.network, "n"), offer("o", network: "n", [("status", .number("2"))])]
        let report = try await project.apply(objects, RedTrackClient(account))
        #expect(report.entries.flatMap(\.warnings) == [])
        #expect(
            account.state.withLock { $0.objects["/offers"]?.first?.record["status"]?.value } == .number("2"))
    }

    @Test func cancellingFinishesWhatIsInFlightAndStartsNothingNew() async throws {
        let arrived = AsyncStream.makeStream(of: Void.self)
        let isOpen = Mutex(false)
        let account = MemoryAccount(before: { request in
            guard request.method == .post else { return }
            arrived.continuation.yield()
            while !isOpen.withLock({ $0 }) { await Task.yield() }
        })
        let project = try Project()
        let client = RedTrackClient(account)
        let objects = (0..<10).map { object(.landing, "l\($0)") }
        let work = Task { try await project.apply(objects, client, ExecutorOptions(parallel: 3)) }
        var iterator = arrived.stream.makeAsyncIterator()
        for _ in 0..<3 { await iterator.next() }
        work.cancel()
        isOpen.withLock { $0 = true }
        let report = try await work.value
        guard case .interrupted? = report.stopped else {
            Issue.record("not interrupted")
            return
        }
        #expect(report.counts == ["done": 3, "not-started": 7])
        #expect(account.titles("/landings").count == 3)
        #expect(project.lockFile.entries.count == 3)
        let next = try await project.apply(objects, client)
        #expect(next.counts == ["done": 7])
        #expect(account.titles("/landings").count == 10)
    }

    @Test func aJournalThatCannotBeBegunSendsNothing() async throws {
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        let (plan, lock) = try await Project().plan([object(.landing, "l")], client)
        let executor = Executor(client: client, folder: "/dev/null", time: .instant)
        await #expect(throws: JournalError.self) {
            try await executor.run(plan, lock: lock, saveLock: { _ in })
        }
        #expect(account.writes.isEmpty)
    }

    @Test func protectionIsKeptInTheLockFile() async throws {
        let account = MemoryAccount()
        let project = try Project()
        _ = try await project.apply([object(.landing, "l", protected: true)], RedTrackClient(account))
        #expect(project.lockFile[.landing, "l"]?.isProtected == true)
    }

    @Test func aLockFileThatCannotBeSavedIsSaidAndTheNextPlanKnowsAllTheSame() async throws {
        struct Full: Error {}
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        let project = try Project()
        let (plan, lock) = try await project.plan([object(.landing, "l")], client)
        let executor = Executor(client: client, folder: project.folder, time: .instant)
        let report = try await executor.run(plan, lock: lock, saveLock: { _ in throw Full() })
        #expect(report.lockFailure != nil)
        #expect(report.status == .done)
        let (next, recovered) = try await project.plan([object(.landing, "l")], client)
        #expect(next.isEmpty)
        #expect(recovered[.landing, "l"]?.id == report.entries[0].outcome.id)
    }
}
