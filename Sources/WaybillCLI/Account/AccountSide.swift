import Execution
import Manifests
import Planning
import RedTrack

/// An account as it was read as a whole, and what the lock file knows of it.
struct AccountSide: Sendable {
    let snapshot: Snapshot
    /// The lock file, the creations of interrupted runs included.
    let lock: LockFile
    let lockPath: String

    /// Reads all of an account, or says why that is not possible.
    static func read(
        _ connection: AccountConnection, _ workspace: Workspace, _ terminal: Terminal
    ) async throws -> AccountSide {
        let reader = AccountReader(client: connection.client)
        let counts = ReadCounts(terminal)
        let snapshot = try await reader.snapshot { counts.note($0) }
        terminal.clearProgress()
        let stored = try workspace.lock(account: snapshot.account.id)
        let recovery = stored.lock.merging(
            try RunHistory.read(folder: workspace.folder), snapshot: snapshot)
        try await reader.check(
            snapshot, against: recovery.lock, lockPath: stored.path,
            trustsEmptyLists: connection.trustsEmptyLists)
        return AccountSide(snapshot: snapshot, lock: recovery.lock, lockPath: stored.path)
    }
}
