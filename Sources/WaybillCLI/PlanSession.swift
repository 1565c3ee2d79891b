import Execution
import Foundation
import Manifests
import Planning
import RedTrack
import Synchronization

/// A plan and all that it was computed from: what `plan` shows and `apply` applies.
struct PlanSession: Sendable {
    let plan: Plan
    /// What made the plan, for what else is to be known of both sides.
    let planner: Planner
    let connection: AccountConnection
    let workspace: Workspace
    /// The lock file that the plan was made with, the creations of interrupted runs included.
    let lock: LockFile
    /// The lock file as it stands on disk.
    let storedLock: LockFile
    let lockPath: String
    /// What the project's policies say of the plan; the plan holds it already, as refusals and things to look at.
    let policies: PolicyOutput
    /// The account as it was read.
    let snapshot: Snapshot
    /// When that was.
    let readAt: ContinuousClock.Instant

    /// Reads the account, plans, and hands the session to `body` while the account is open. Who only applies the plan
    /// does not keep the planner: it has no files then.
    static func open<Result: Sendable>(
        _ request: PlanRequest, _ account: AccountOptions, inFlight: Int, keepsPlanner: Bool = true,
        terminal: Terminal, environment: [String: String],
        _ body: @escaping @Sendable (PlanSession) async throws -> Result
    ) async throws -> Result {
        let target = try AccountTarget.find(
            named: account.account, in: request.workspace.project, environment: environment)
        return try await AccountConnection.open(target, account, inFlight: inFlight, terminal: terminal) {
            connection in
            try await body(session(connection, request, keepsPlanner: keepsPlanner, terminal))
        }
    }

    /// Reads the account and plans. Inlined into the closure above, it crashes the optimiser of Swift 6.3.1.
    @inline(never)
    private static func session(
        _ connection: AccountConnection, _ request: PlanRequest, keepsPlanner: Bool, _ terminal: Terminal
    ) async throws -> PlanSession {
        let (workspace, manifest) = (request.workspace, request.manifest)
        let reader = AccountReader(client: connection.client)
        let readAt = ContinuousClock.now
        let counts = ReadCounts(terminal)
        let snapshot = try await reader.snapshot { counts.note($0) }
        var presets = PresetCatalog()
        if manifest.objects.contains(where: { $0.preset != nil }) { presets = try await reader.presets() }
        terminal.clearProgress()
        let stored = try workspace.lock(account: snapshot.account.id)
        let recovery = stored.lock.merging(
            try RunHistory.read(folder: workspace.folder), snapshot: snapshot)
        try await reader.check(
            snapshot, against: recovery.lock, lockPath: stored.path,
            trustsEmptyLists: connection.trustsEmptyLists)
        for (address, id) in recovery.recovered {
            terminal.say(
                "note: \(TerminalText.safe(address.description)) was created by a run that did not finish;"
                    + " it is \(id)")
        }
        let planner = Planner(
            manifest: manifest, lock: recovery.lock, snapshot: snapshot, presets: presets,
            options: request.options)
        let plan = try planner.plan()
        let violations = request.policies.violations(of: plan, in: snapshot)
        if !keepsPlanner { request.releaseManifest() }
        return PlanSession(
            plan: plan.held(to: violations),
            planner: keepsPlanner
                ? planner : Planner(manifest: Manifest(), lock: recovery.lock, snapshot: snapshot),
            connection: connection, workspace: workspace,
            lock: recovery.lock, storedLock: stored.lock, lockPath: stored.path,
            policies: PolicyOutput(count: request.policies.count, violations: violations), snapshot: snapshot,
            readAt: readAt)
    }
}

/// Shows how far the reading of the account is.
final class ReadCounts: Sendable {
    private let terminal: Terminal
    private let counts = Mutex<[Kind: Int]>([:])

    init(_ terminal: Terminal) { self.terminal = terminal }

    func note(_ progress: ReadProgress) {
        let total = counts.withLock { counts in
            counts[progress.kind] = progress.objects
            return counts.values.reduce(0, +)
        }
        terminal.progress("reading the account: \(total) objects")
    }
}
