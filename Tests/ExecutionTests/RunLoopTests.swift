import Execution
import Feeds
import Manifests
import Planning
import RedTrack
import Synchronization
import Testing

@Suite struct RunLoopTests {
    private static let objects =
        (0..<4).map { object(.network, "n\($0)") } + [object(.source, "s")]
        + (0..<20).map { offer("o\($0)", network: "n\($0 % 4)") }
        + (0..<6).map { campaign("c\($0)", source: "s", offers: ["o\($0)", "o\($0 + 7)", "o\($0 + 13)"]) }

    private static func records(_ project: Project) throws -> [JournalRecord] {
        let folder = JournalFolder(project: project.folder)
        let run = try #require(try folder.runs().first)
        return JournalReading(try JournalFile.bytes(of: folder.path(of: run))).records
    }

    @Test(arguments: [1, 2, 5, 64])
    func noIntentStandsInTheJournalBeforeWhatItDependsOn(parallel: Int) async throws {
        let project = try Project()
        let client = RedTrackClient(MemoryAccount())
        let plan = try await project.plan(Self.objects, client).plan
        _ = try await project.apply(Self.objects, client, ExecutorOptions(parallel: parallel))
        var done: Set<Int> = []
        var begun: Set<Int> = []
        for record in try Self.records(project) {
            switch record {
            case .intent(let intent):
                #expect(begun.insert(intent.change).inserted)
                for address in plan.changes[intent.change].dependsOn {
                    let index = try #require(plan.changes.firstIndex { $0.address == address })
                    #expect(done.contains(index), "\(intent.address) before \(address)")
                }
                let open = begun.count - done.count
                #expect(open <= 3 * parallel, "\(open) questions after a kill")
            case .outcome(let outcome): #expect(done.insert(outcome.change).inserted)
            default: break
            }
        }
        #expect(done == Set(plan.changes.indices) && begun == done)
    }

    @Test func theNextIntentsAreDurableWhileRequestsAreUnderWay() async throws {
        let project = try Project()
        let most = Mutex(0)
        let account = MemoryAccount(before: { request in
            guard request.method == .post else { return }
            // What is ahead comes while the request is under way: nothing but the journal is waited for.
            for _ in 0..<50_000 {
                await Task.yield()
                let intents =
                    (try? Self.records(project).count { if case .intent = $0 { true } else { false } })
                most.withLock { $0 = max($0, intents ?? 0) }
                if intents == 5 { return }
            }
        })
        let objects = (0..<5).map { object(.landing, "l\($0)") }
        let report = try await project.apply(
            objects, RedTrackClient(account), ExecutorOptions(parallel: 3))
        #expect(report.status == .done)
        #expect(most.withLock { $0 } == 5, "three on the wire, two ahead")
    }

    @Test func whatWasAnnouncedAndNotSentIsWithdrawn() async throws {
        let arrived = AsyncStream.makeStream(of: Void.self)
        let isOpen = Mutex(false)
        let account = MemoryAccount(before: { request in
            guard request.method == .post else { return }
            arrived.continuation.yield()
            while !isOpen.withLock({ $0 }) { await Task.yield() }
        })
        let project = try Project()
        let objects = (0..<10).map { object(.landing, "l\($0)") }
        let client = RedTrackClient(account)
        let work = Task { try await project.apply(objects, client, ExecutorOptions(parallel: 3)) }
        var iterator = arrived.stream.makeAsyncIterator()
        for _ in 0..<3 { await iterator.next() }
        work.cancel()
        isOpen.withLock { $0 = true }
        let report = try await work.value
        #expect(report.counts == ["done": 3, "not-started": 7])
        let run = try #require(RunHistory.read(folder: project.folder).runs.first)
        #expect(run.unresolvedIntents.isEmpty, "nobody has to look for what was never sent")
        let withdrawn = run.outcomes.values.count { $0.result == .withdrawn }
        #expect(run.intents.count == 3 + withdrawn && withdrawn <= 3)
    }

    @Test func oneNameIsUnderWayOnceAndTheOthersTakeTheirTurns() async throws {
        let most = Mutex(0)
        let inFlight = Mutex(0)
        let account = MemoryAccount(before: { request in
            guard request.method == .post else { return }
            let now = inFlight.withLock { count in
                count += 1
                return count
            }
            most.withLock { $0 = max($0, now) }
            for _ in 0..<20 { await Task.yield() }
            inFlight.withLock { $0 -= 1 }
        })
        let project = try Project()
        let objects = (0..<12).map { object(.landing, "l\($0)", [("title", .string("Twin"))]) }
        let report = try await project.apply(
            objects, RedTrackClient(account), ExecutorOptions(parallel: 4))
        #expect(report.counts == ["done": 12])
        #expect(most.withLock { $0 } == 1)
        // One question at most is open about a name: of two, nobody could tell which was answered.
        var open = 0
        for record in try Self.records(project) {
            switch record {
            case .intent: open += 1
            case .outcome: open -= 1
            default: break
            }
            #expect(open <= 1)
        }
    }
}
