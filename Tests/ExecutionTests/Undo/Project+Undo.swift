import Execution
import Manifests
import Planning
import RedTrack

extension Project {
    /// Plans the undo of a run.
    func undoPlan(
        _ run: RunID, _ client: RedTrackClient,
        _ options: UndoOptions = UndoOptions(removalLimit: RemovalLimit("100%") ?? .default)
    ) async throws -> (plan: Plan, lock: LockFile) {
        let snapshot = try await AccountReader(client: client).snapshot()
        let history = try RunHistory.read(folder: folder)
        let lock = lockFile.merging(history, snapshot: snapshot).lock
        let recorded = try history.run(named: run.rawValue, account: snapshot.account.id)
        let plan = try UndoPlanner(
            run: recorded, history: history, lock: lock, snapshot: snapshot, options: options
        ).plan()
        return (plan, lock)
    }

    /// Undoes a run.
    func undo(
        _ run: RunID, _ client: RedTrackClient,
        _ options: UndoOptions = UndoOptions(removalLimit: RemovalLimit("100%") ?? .default)
    ) async throws -> RunReport {
        let (plan, lock) = try await undoPlan(run, client, options)
        return try await Executor(client: client, folder: folder, time: .instant).run(
            plan, lock: lock, storedLock: lockFile, saveLock: save)
    }
}
