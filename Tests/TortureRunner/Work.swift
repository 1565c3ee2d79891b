import Execution
import Foundation
import Manifests
import Planning
import RedTrack
import RedTrackHTTP

/// What the killed process does: it goes on with the run of its folder, or begins one.
struct Work {
    let folder: String
    let size: Int
    let parallel: Int
    let patience: Duration
    let trap: KillSwitch

    /// Answers are waited for, pauses are not: they are what a run could be patient about.
    static let time = TimeSource(
        now: TimeSource.system.now,
        sleep: { (duration) async throws(CancellationError) in
            try await TimeSource.system.sleep(min(duration, .milliseconds(2)))
        },
        random: { 0.5 })

    private var lockPath: String { folder + "/waybill.lock" }

    /// Whether all is done.
    func run(_ transport: HTTPTransport) async throws -> Bool {
        let client = RedTrackClient(
            transport: KillingTransport(base: transport, trap: trap),
            retry: RetryPolicy(attempts: 3, throttles: 5),
            budget: RateBudget(time: Self.time), time: Self.time)
        let stored = try LockFile.load(lockPath) ?? LockFile()
        let history = try RunHistory.read(folder: folder)
        let account = try await client.account()
        var executor = Executor(
            client: client, folder: folder,
            options: ExecutorOptions(parallel: parallel, searchDelay: .milliseconds(2)), time: Self.time)
        executor.logging = { [trap] in KillingLog(base: $0, trap: trap) }
        if let open = history.openRun(account: account.id) {
            let run = try UnfinishedRun.read(open, folder: folder)
            let left = try await Resumption.read(
                run, over: stored, history: history, account: account, reader: AccountReader(client: client),
                options: ResumeOptions(patience: patience, searchDelay: .milliseconds(50)))
            guard left.findings.isEmpty else {
                say(
                    "stale: \(left.findings.map { "\($0.object) \($0.cause.name)" }.joined(separator: ", "))")
                return false
            }
            let report = try await executor.resume(
                run, left, lock: run.plan(over: stored).lock, storedLock: stored, saveLock: save)
            return Self.isDone(report)
        }
        let (plan, lock, snapshot) = try await plan(client, Scene(size: size).wanted, stored, history)
        if plan.isEmpty { return true }
        let saved = SavedPlan(
            plan, origin: .init(tool: "1", created: "", project: folder, account: nil, address: ""),
            snapshot: snapshot, lock: lock, storedLock: stored)
        return Self.isDone(
            try await executor.run(plan, lock: lock, storedLock: stored, keeping: saved, saveLock: save))
    }

    private static func isDone(_ report: RunReport) -> Bool {
        for entry in report.entries where !entry.outcome.isDone {
            say("\(entry.change.address): \(entry.outcome)")
        }
        if let failure = report.lockFailure { say(failure) }
        return report.status == .done && report.lockFailure == nil
    }

    @Sendable private func save(_ lock: LockFile) throws {
        trap.pass()
        try lock.save(to: lockPath)
        trap.pass()
    }

    /// A plan of the account as it is.
    func plan(
        _ client: RedTrackClient, _ objects: [ManifestObject], _ stored: LockFile, _ history: RunHistory
    ) async throws -> (Plan, LockFile, Snapshot) {
        let snapshot = try await AccountReader(client: client).snapshot()
        let lock = stored.merging(history, snapshot: snapshot).lock
        let plan = try Planner(
            manifest: Manifest(objects: objects), lock: lock, snapshot: snapshot,
            options: PlanOptions(removalLimit: RemovalLimit("100%") ?? .default)
        ).plan()
        return (plan, lock, snapshot)
    }
}
