import Execution
import Feeds
import Manifests
import Planning
import RedTrack

/// A run that is about to go on, with all that is needed for it.
struct ResumeSession: Sendable {
    let run: UnfinishedRun
    let history: RunHistory
    let profile: AccountProfile
    let connection: AccountConnection
    let workspace: Workspace
    let patience: Duration
    let terminal: Terminal

    /// Reads what is left of the run. What has moved is an error with the status of a stale plan, unless it is to be
    /// skipped and something is left.
    func read(skipping: Bool, json: Bool) async throws -> Resumption {
        let stored = try workspace.lock(account: profile.id).lock
        let time = Interruption.current?.waits.time ?? .system
        let left = try await Resumption.read(
            run, over: stored, history: history, account: profile,
            reader: AccountReader(client: connection.client),
            options: ResumeOptions(patience: patience), time: time,
            waiting: { count, wait in
                terminal.say(
                    "the account does not show \(count) creation\(count == 1 ? "" : "s") whose requests may still be"
                        + " under way: looking again in \(max(wait.components.seconds, 1)) s")
            })
        if left.findings.isEmpty { return left }
        let canSkip = !left.rest.isEmpty
        if json, !skipping || !canSkip {
            terminal.printResult(StaleJSON(left.findings, left.subject).value.jsonText(pretty: true))
        }
        let moved = Set(left.findings.map(\.object)).count
        terminal.say(
            "Of the objects that the rest of the run stands on, \(moved) \(moved == 1 ? "has" : "have") moved since"
                + " the plan was made (\(TerminalText.safe(run.saved.origin.created))):\n"
                + StaleText(left.findings, left.subject, isSkipping: skipping && canSkip).text)
        guard skipping, canSkip else {
            throw CommandFailure(
                .stale,
                "nothing was sent: what is left of the run is stale, see above. Run `waybill apply`, which plans anew"
                    + (canSkip
                        ? ", or use --skip-stale to go on with the other \(left.rest.changes.count)" : ""))
        }
        return left
    }

    /// Says how far the run is, and shows what is left.
    func show(_ left: Resumption, json: Bool) {
        if run.isTorn {
            terminal.say("note: the end of the journal is cut short; what stood there had not been sent")
        }
        var text = "run \(run.id): \(run.doneCount) of \(run.saved.plan.changes.count) changes were made"
        if left.foundCount > 0 { text += ", and \(left.foundCount) more whose answers were lost" }
        if left.leftOut > 0 { text += "; \(left.leftOut) are left out" }
        terminal.say(text + (left.rest.isEmpty ? "; nothing is left to send" : ""))
        if left.rest.isEmpty { return }
        let plan = PlanText(left.rest, colored: terminal.colorsOutput).text
        if json { terminal.say(plan) } else { terminal.printResult(plan) }
    }

    /// The run as a session that can be applied.
    func planSession(
        _ left: Resumption, stored: LockFile, lockPath: String, readAt: ContinuousClock.Instant
    ) -> PlanSession {
        let lock = run.plan(over: stored).lock
        return PlanSession(
            plan: left.plan,
            // There are no files: nothing but the account can be asked about.
            planner: Planner(manifest: Manifest(), lock: lock, snapshot: left.account),
            connection: connection,
            workspace: workspace, lock: lock, storedLock: stored, lockPath: lockPath,
            policies: PolicyOutput(count: 0, violations: []), snapshot: left.account, readAt: readAt)
    }
}
