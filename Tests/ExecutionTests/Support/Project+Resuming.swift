import Execution
import Manifests
import Planning
import RedTrack

extension Project {
    /// Plans and applies as the command does, with the plan kept beside the journal.
    func begin(
        _ objects: [ManifestObject], _ client: RedTrackClient, plan options: PlanOptions = PlanOptions(),
        _ executorOptions: ExecutorOptions = ExecutorOptions(),
        events: @escaping @Sendable (RunEvent) -> Void = { _ in },
        clock: @escaping @Sendable () -> Moment = { .now }
    ) async throws -> RunReport {
        let snapshot = try await AccountReader(client: client).snapshot()
        let recovery = lockFile.merging(try RunHistory.read(folder: folder), snapshot: snapshot)
        let plan = try Planner(
            manifest: Manifest(objects: objects), lock: recovery.lock, snapshot: snapshot, options: options
        ).plan()
        let saved = SavedPlan(
            plan, origin: .init(tool: "1", created: "", project: folder, account: nil, address: ""),
            snapshot: snapshot, lock: recovery.lock, storedLock: lockFile)
        let executor = Executor(
            client: client, folder: folder, options: executorOptions, time: .instant, clock: clock)
        return try await executor.run(
            plan, lock: recovery.lock, storedLock: lockFile, keeping: saved, saveLock: save, events: events)
    }

    /// The last run that has a journal, ready to go on, with what is left of it.
    func unfinished(_ client: RedTrackClient) async throws -> (run: UnfinishedRun, left: Resumption) {
        let history = try RunHistory.read(folder: folder)
        let account = try await client.account()
        guard let open = history.openRun(account: account.id) else { throw NothingToResume() }
        let run = try UnfinishedRun.read(open, folder: folder)
        let left = try await Resumption.read(
            run, over: lockFile, history: history, account: account, reader: AccountReader(client: client),
            time: .instant)
        return (run, left)
    }

    /// Goes on with the last run, as the command does that skips what is stale.
    func resume(
        _ client: RedTrackClient, _ options: ExecutorOptions = ExecutorOptions(),
        events: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunReport {
        let (run, left) = try await unfinished(client)
        let executor = Executor(client: client, folder: folder, options: options, time: .instant)
        return try await executor.resume(
            run, left, lock: run.plan(over: lockFile).lock, storedLock: lockFile, saveLock: save,
            events: events)
    }

    struct NothingToResume: Error {}
}
