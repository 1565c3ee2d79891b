import Execution
import Feeds
import FoundationEssentials
import Manifests
import Planning
import RedTrack
import RedTrackHTTP
import Sandbox
import Synchronization
import TestSupport
import Testing

/// Random edits of random accounts, applied, undone, and the undo undone: seeds are the arguments, so that a failure
/// names its own.
@Suite(.serialized) struct UndoPropertyTests {
    /// So many seeds, or as many as `WAYBILL_PROPERTY_RUNS` says.
    private static func seeds(_ count: UInt64) -> [UInt64] {
        let runs = ProcessInfo.processInfo.environment["WAYBILL_PROPERTY_RUNS"].flatMap { UInt64($0) }
        return Array(1...max(runs ?? count, 1))
    }

    /// What goes wrong while all of it happens.
    static let faults: [String: [FaultRule]] = [
        "none": [],
        "lost creations": [FaultRule(method: "POST", after: 1, times: 40, effect: .dropAfterCommit)],
        "lost changes": [
            FaultRule(method: "PUT", times: 3, effect: .dropAfterCommit),
            FaultRule(method: "PUT", after: 9, times: 3, effect: .dropAfterCommit),
            FaultRule(method: "DELETE", times: 2, effect: .dropAfterCommit),
            FaultRule(method: "DELETE", after: 6, times: 2, effect: .dropAfterCommit),
        ],
        "errors": [
            FaultRule(method: "POST", times: 2, effect: .status(500, retryAfter: nil)),
            FaultRule(method: "PUT", after: 2, times: 2, effect: .status(503, retryAfter: nil)),
            FaultRule(method: "DELETE", times: 2, effect: .status(429, retryAfter: 1)),
        ],
        "cut answers": [
            FaultRule(method: "POST", after: 3, times: 9, effect: .truncatedBody),
            FaultRule(method: "PUT", after: 3, times: 3, effect: .truncatedBody),
        ],
    ]

    private func withAccount(
        _ faults: [FaultRule], _ body: @Sendable (RedTrackClient) async throws -> Void
    ) async throws {
        let server = SandboxServer(SandboxConfiguration(faults: FaultSchedule(rules: faults, seed: 7)))
        try await server.run { sandbox in
            let key = try #require(APIKey(sandbox.apiKey))
            try await withHTTPTransport(baseURL: sandbox.baseURL, key: key) { transport in
                try await body(
                    RedTrackClient(
                        transport: transport, budget: RateBudget(time: .instant), time: .instant))
            }
        }
    }

    /// What an undo may leave: created offers, which are archived, and their networks.
    private func remains(_ report: RunReport, _ image: AccountImage) -> Set<String> {
        let created = report.entries.filter { $0.change.action == .create }.map(\.change)
        let offers = Set(created.filter { $0.address.kind == .offer }.map(\.title))
        #expect(image.objects.allSatisfy { !offers.contains($0.title) || $0.isArchivedOffer })
        let networks = created.filter { change in
            change.address.kind == .network
                && image.objects.contains {
                    offers.contains($0.title) && $0.fields.contains("\"\(change.title)\"")
                }
        }
        return Set(offers.map { "offer \($0)" } + networks.map { "network \($0.title)" })
    }

    private static let limit = PlanOptions(removalLimit: RemovalLimit("100%") ?? .default)

    @Test(arguments: seeds(3), faults.keys.sorted())
    func `an undone run leaves the account as it was, and an undone undo as the run left it`(
        seed: UInt64, fault: String
    ) async throws {
        try await withAccount(Self.faults[fault] ?? []) { client in
            let project = try Project()
            var files = RandomProject(seed: seed)
            let first = try await project.apply(files.manifest(), client)
            #expect(first.status == .done, "seed \(seed)")
            let before = try await AccountImage(client)

            files.edit()
            let second = try await project.apply(files.manifest(), client, plan: Self.limit)
            #expect(second.status == .done, "seed \(seed): \(second.entries.map(\.outcome))")
            guard let run = second.run else { return }
            let after = try await AccountImage(client)

            let third = try await project.undo(run, client)
            #expect(third.status == .done, "seed \(seed): \(third.entries.map(\.outcome))")
            let undone = try await AccountImage(client)
            let left = remains(second, undone)
            #expect(undone.differences(from: before, except: left) == [], "seed \(seed)")
            let deleted = Set(second.entries.filter { $0.change.action == .delete }.compactMap(\.change.id))
            for (name, id) in before.ids where !deleted.contains(id) {
                #expect(undone.ids[name] == id, "seed \(seed): \(name)")
            }
            let isUndone = try await project.undoPlan(run, client).plan.isEmpty
            #expect(isUndone, "seed \(seed): twice")

            guard let undo = third.run else { return }
            let fourth = try await project.undo(undo, client)
            #expect(fourth.status == .done, "seed \(seed): \(fourth.entries.map(\.outcome))")
            let redone = try await AccountImage(client)
            #expect(redone.differences(from: after) == [], "seed \(seed)")
            // The lock file followed: the files find every object again under its key.
            let plan = try await project.plan(files.manifest(), client, Self.limit).plan
            let isSettled = plan.isEmpty
            #expect(isSettled, "seed \(seed): \(PlanText(plan).text)")
        }
    }

    @Test(arguments: seeds(8))
    func `of a run that was interrupted is undone what it had made`(seed: UInt64) async throws {
        try await withAccount([FaultRule(method: "POST", after: 9, times: 9, effect: .dropAfterCommit)]) {
            client in
            let project = try Project()
            var files = RandomProject(seed: seed)
            _ = try await project.apply(files.manifest(), client)
            let before = try await AccountImage(client)
            files.edit()
            let objects = files.manifest()
            let count = Mutex(0)
            let work = Mutex<Task<RunReport, any Error>?>(nil)
            let gate = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                for await _ in gate.stream { break }
                return try await project.apply(
                    objects, client, plan: Self.limit, ExecutorOptions(parallel: 3)
                ) { _ in
                    let number = count.withLock {
                        $0 += 1
                        return $0
                    }
                    if number == 2 + Int(seed % 13) { work.withLock { $0 }?.cancel() }
                }
            }
            work.withLock { $0 = task }
            gate.continuation.finish()
            let report = try await task.value
            guard let run = report.run else { return }
            let undo = try await project.undo(run, client)
            #expect(undo.status == .done, "seed \(seed): \(undo.entries.map(\.outcome))")
            let undone = try await AccountImage(client)
            let left = remains(report, undone)
            #expect(undone.differences(from: before, except: left) == [], "seed \(seed)")
        }
    }
}
