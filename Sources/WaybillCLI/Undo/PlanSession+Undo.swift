import Execution
import Foundation
import Manifests
import Planning
import RedTrack

extension PlanSession {
    /// Reads the account, plans the undo of a run, and hands the session to `body` while the account is open.
    static func undoing<Result: Sendable>(
        _ run: String, in workspace: Workspace, _ options: UndoOptions, _ account: AccountOptions,
        inFlight: Int, locking: RunLocking?, terminal: Terminal, environment: [String: String],
        _ body: @escaping @Sendable (PlanSession) async throws -> Result
    ) async throws -> Result {
        let target = try AccountTarget.find(
            named: account.account, in: workspace.project, environment: environment)
        return try await AccountConnection.open(target, account, inFlight: inFlight, terminal: terminal) {
            connection in
            let session = try await session(run, connection, workspace, options, locking, terminal)
            defer { session.runLock?.release() }
            return try await body(session)
        }
    }

    @inline(never)
    private static func session(
        _ name: String, _ connection: AccountConnection, _ workspace: Workspace, _ options: UndoOptions,
        _ locking: RunLocking?, _ terminal: Terminal
    ) async throws -> PlanSession {
        // Before an account of any size is read. Whoever changes it is alone by then.
        let account = try await connection.client.account()
        let runLock = try await locking?.take(workspace, account: account.id, terminal)
        let readAt = ContinuousClock.now
        let history = try RunHistory.read(folder: workspace.folder)
        let run: RecordedRun
        do {
            run = try history.run(named: name, account: account.id)
        } catch {
            throw CommandFailure(.usage, TerminalText.safe(error.description))
        }
        let side = try await AccountSide.read(connection, workspace, terminal)
        let plan = try UndoPlanner(
            run: run, history: history, lock: side.lock, snapshot: side.snapshot, options: options
        ).plan()
        let policies = try PolicySet(workspace.rules.policies)
        let violations = policies.violations(of: plan, in: side.snapshot)
        return PlanSession(
            plan: plan.held(to: violations),
            // There are no files: nothing but the account can be asked about.
            planner: Planner(manifest: Manifest(), lock: side.lock, snapshot: side.snapshot),
            connection: connection, workspace: workspace, lock: side.lock,
            storedLock: try workspace.lock(account: side.snapshot.account.id).lock, lockPath: side.lockPath,
            policies: PolicyOutput(count: policies.count, violations: violations), snapshot: side.snapshot,
            readAt: readAt, runLock: runLock)
    }
}
