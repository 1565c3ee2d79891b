import Execution
import Foundation
import Manifests
import Planning
import RedTrack

extension PlanSession {
    /// Opens a saved plan's account, makes sure that the plan still holds, and hands over what is left of it.
    static func open<Result: Sendable>(
        _ saved: SavedPlan, _ options: SavedApplyOptions, _ account: AccountOptions, inFlight: Int,
        locking: RunLocking? = nil, json: Bool,
        terminal: Terminal, environment: [String: String],
        _ body: @escaping @Sendable (PlanSession, _ leftOut: Int) async throws -> Result
    ) async throws -> Result {
        let folder = options.project ?? saved.origin.project
        guard FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure(
                .usage,
                TerminalText.safe(
                    "the plan was made in the folder \(folder), which is not here: name the project's folder with"
                        + " --project"))
        }
        var account = account
        account.account = account.account ?? saved.origin.account
        let workspace = try Workspace([folder], account: account.account, environment: environment)
        let target = try AccountTarget.find(
            named: account.account, in: workspace.project, environment: environment)
        let skipping = options.skipStale
        return try await AccountConnection.open(target, account, inFlight: inFlight, terminal: terminal) {
            connection in
            let (session, leftOut) = try await session(
                saved, connection, workspace, locking, skipping: skipping, json: json, terminal)
            defer { session.runLock?.release() }
            return try await body(session, leftOut)
        }
    }

    /// Reads again what a saved plan rests on, and refuses what has moved.
    @inline(never)
    private static func session(
        _ saved: SavedPlan, _ connection: AccountConnection, _ workspace: Workspace, _ locking: RunLocking?,
        skipping: Bool, json: Bool, canSkip: Bool = true, _ terminal: Terminal
    ) async throws -> (PlanSession, leftOut: Int) {
        let readAt = ContinuousClock.now
        let profile = try await connection.client.account()
        guard profile.id == saved.plan.account.id else {
            throw CommandFailure(
                .stale,
                TerminalText.safe(
                    "the plan was made for account \(saved.plan.account.id) (\(saved.plan.account.email)), and this is"
                        + " account \(profile.id) (\(profile.email)); nothing was applied. Choose the right account"
                        + " with --account, or plan for this one"))
        }
        let runLock = try await locking?.take(workspace, account: profile.id, terminal)
        if locking != nil, let history = try? RunHistory.read(folder: workspace.folder),
            let note = ResumeLine.note(history, account: profile.id, workspace)
        {
            terminal.say(note)
        }
        let stored = try workspace.lock(account: profile.id)
        let lock = saved.lock(over: stored.lock)
        let check = PlanCheck(
            plan: saved.plan(over: stored.lock), basis: saved.basis, lock: lock, canSkip: canSkip)
        let result = try await check.run(
            connection, account: profile, made: saved.origin.created, skipping: skipping, json: json, terminal
        )
        return (
            PlanSession(
                plan: result.plan,
                // There are no files: nothing but the account can be asked about.
                planner: Planner(manifest: Manifest(), lock: lock, snapshot: result.account),
                connection: connection, workspace: workspace, lock: lock,
                storedLock: stored.lock, lockPath: stored.path,
                policies: PolicyOutput(count: 0, violations: []), snapshot: result.account, readAt: readAt,
                runLock: runLock),
            result.leftOut
        )
    }

    /// This session as it would be kept in a file.
    func saved(_ account: String?) -> SavedPlan {
        SavedPlan(
            plan,
            origin: SavedPlan.Origin(
                tool: toolVersion, created: Moment.now.description, project: workspace.folder,
                account: account, address: connection.name),
            snapshot: snapshot, lock: lock, storedLock: storedLock)
    }

    /// The session to go on with after somebody was asked. Who took more than a minute to answer may have agreed to
    /// something that holds no longer: then it is made sure that it does, as for a plan from a file.
    func stillHolding(json: Bool, _ terminal: Terminal) async throws -> PlanSession {
        if readAt.duration(to: .now) < .seconds(60) { return self }
        var session = try await Self.session(
            saved(nil), connection, workspace, nil, skipping: false, json: json, canSkip: false, terminal
        ).0
        session.runLock = runLock
        return session
    }
}
