import Execution
import FoundationEssentials
import Manifests
import Planning
import RedTrack
import Synchronization

/// A project's folder that is gone at the end, with what commands keep in it.
final class Project: Sendable {
    let folder: String
    private let lock = Mutex(LockFile())
    private let saves = Mutex(0)

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/waybill-execution-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The lock file on disk.
    var lockFile: LockFile {
        get { lock.withLock { $0 } }
        set { lock.withLock { $0 = newValue } }
    }

    /// How often the lock file was written.
    var saveCount: Int { saves.withLock { $0 } }

    func save(_ file: LockFile) {
        lock.withLock { $0 = file }
        saves.withLock { $0 += 1 }
    }

    /// All that the journals say.
    var journalText: String {
        get throws {
            let folder = folder + "/.waybill/runs"
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
                String(decoding: try JournalFile.bytes(of: folder + "/" + name), as: UTF8.self)
            }.joined()
        }
    }

    /// Reads the account and the history, and plans.
    func plan(
        _ objects: [ManifestObject], _ client: RedTrackClient, _ options: PlanOptions = PlanOptions()
    ) async throws -> (plan: Plan, lock: LockFile) {
        let snapshot = try await AccountReader(client: client).snapshot()
        let recovery = lockFile.merging(try RunHistory.read(folder: folder), snapshot: snapshot)
        let plan = try Planner(
            manifest: Manifest(objects: objects), lock: recovery.lock, snapshot: snapshot, options: options
        ).plan()
        return (plan, recovery.lock)
    }

    /// Plans and applies, as the command does.
    func apply(
        _ objects: [ManifestObject], _ client: RedTrackClient, plan options: PlanOptions = PlanOptions(),
        _ executorOptions: ExecutorOptions = ExecutorOptions(),
        events: @escaping @Sendable (RunEvent) -> Void = { _ in },
        clock: @escaping @Sendable () -> Moment = { .now }
    ) async throws -> RunReport {
        let (plan, lock) = try await plan(objects, client, options)
        let executor = Executor(
            client: client, folder: folder, options: executorOptions, time: .instant, clock: clock)
        return try await executor.run(
            plan, lock: lock, storedLock: lockFile, saveLock: save, events: events)
    }
}

extension TimeSource {
    /// Waits for nothing: tests do not sleep.
    static let instant = TimeSource(
        now: { .zero },
        sleep: { (_) async throws(CancellationError) in
            if Task.isCancelled { throw CancellationError() }
            await Task.yield()
        },
        random: { 0 })
}

extension RedTrackClient {
    /// A client of an account in memory.
    init(_ account: MemoryAccount, attempts: Int = 2) {
        self.init(
            transport: account, retry: RetryPolicy(attempts: attempts, throttles: 2),
            budget: RateBudget(time: .instant), time: .instant)
    }
}
