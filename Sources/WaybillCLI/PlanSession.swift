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
    /// Keeps others from changing the account from this project; `nil` when nothing is to be changed.
    var runLock: RunLock?

    /// Reads the account, plans, and hands the session to `body` while the account is open.
    /// `locking` says how others are kept from changing the account meanwhile; `nil` when nothing is changed. Who changes
    /// it has no use for the planner any more, which has no files then: they are as large as the plan.
    static func open<Result: Sendable>(
        _ request: PlanRequest, _ account: AccountOptions, inFlight: Int, locking: RunLocking? = nil,
        terminal: Terminal, environment: [String: String],
        _ body: @escaping @Sendable (PlanSession) async throws -> Result
    ) async throws -> Result {
        let target = try AccountTarget.find(
            named: account.account, in: request.workspace.project, environment: environment)
        return try await AccountConnection.open(target, account, inFlight: inFlight, terminal: terminal) {
            connection in
            let session = try await session(connection, request, locking, terminal)
            defer { session.runLock?.release() }
            return try await body(session)
        }
    }

    /// Reads the account and plans. Inlined into the closure above, it crashes the optimiser of Swift 6.3.1.
    @inline(never)
    private static func session(
        _ connection: AccountConnection, _ request: PlanRequest, _ locking: RunLocking?, _ terminal: Terminal
    ) async throws -> PlanSession {
        let (workspace, manifest) = (request.workspace, request.manifest)
        let reader = AccountReader(client: connection.client)
        // Whoever changes the account is alone before it is read: another one would make what is missing as well.
        let profile = try await reader.account()
        let runLock = try await locking?.take(workspace, account: profile.id, terminal)
        let readAt = ContinuousClock.now
        let counts = ReadCounts(terminal)
        let snapshot = try await reader.snapshot(of: profile) { counts.note($0) }
        var presets = PresetCatalog()
        if manifest.objects.contains(where: { $0.preset != nil }) { presets = try await reader.presets() }
        terminal.clearProgress()
        let stored = try workspace.lock(account: snapshot.account.id)
        let history = try RunHistory.read(folder: workspace.folder)
        let recovery = stored.lock.merging(history, snapshot: snapshot)
        try await reader.check(
            snapshot, against: recovery.lock, lockPath: stored.path,
            trustsEmptyLists: connection.trustsEmptyLists)
        for (address, id) in recovery.recovered {
            terminal.say(
                "note: \(TerminalText.safe(address.description)) was created by a run that did not finish;"
                    + " it is \(id)")
        }
        if let note = ResumeLine.note(history, account: profile.id, workspace) { terminal.say(note) }
        let planner = Planner(
            manifest: manifest, lock: recovery.lock, snapshot: snapshot, presets: presets,
            options: request.options)
        let plan = try planner.plan()
        let violations = request.policies.violations(of: plan, in: snapshot)
        if locking != nil { request.releaseManifest() }
        return PlanSession(
            plan: plan.held(to: violations),
            planner: locking == nil
                ? planner : Planner(manifest: Manifest(), lock: recovery.lock, snapshot: snapshot),
            connection: connection, workspace: workspace,
            lock: recovery.lock, storedLock: stored.lock, lockPath: stored.path,
            policies: PolicyOutput(count: request.policies.count, violations: violations), snapshot: snapshot,
            readAt: readAt, runLock: runLock)
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
