import Execution
import Feeds
import Manifests
import Planning
import RedTrack

/// Whether a plan still holds: reads again what it rests on, and refuses what has moved.
struct PlanCheck {
    let plan: Plan
    let basis: PlanBasis
    let lock: LockFile
    /// Whether `--skip-stale` can be offered.
    var canSkip = true

    /// What is left of a plan, and what has been left out.
    struct Result {
        /// The plan without what was left out; it knows the account as it is now.
        var plan: Plan
        /// How many changes were left out.
        var leftOut = 0
        /// What was read.
        var account: Snapshot
    }

    /// Reads and compares. When something has moved, this is an error with the status of a stale plan, unless it is to
    /// be skipped and something is left; when it cannot be known, an ``APIError``.
    func run(
        _ connection: AccountConnection, account: AccountProfile, made: String, skipping: Bool, json: Bool,
        _ terminal: Terminal
    ) async throws -> Result {
        let reader = AccountReader(client: connection.client)
        let reach = PlanReach(plan, basis)
        let now = try await reader.snapshot(of: reach, account: account)
        if let list = basis.doubtfulList(in: now) {
            throw CommandFailure(
                .refused,
                "nothing was applied: the account listed \(list.before) \(list.kind.plural) when the plan was made, and"
                    + " lists \(list.now) now. That is more often a fault than a removal. Try again; if they are really"
                    + " gone, plan again")
        }
        let findings = StaleCheck(plan, basis, account: now, lock: lock).findings()
        if findings.isEmpty { return Result(plan: plan.knowing(now), account: now) }
        let rest = StaleRest(plan.knowing(now), findings)
        let isNothingLeft = rest.plan.isEmpty
        if isNothingLeft, rest.leftOut == 0, skipping {
            terminal.say("all that the plan does has been done already")
            return Result(plan: rest.plan, account: now)
        }
        if json, !skipping || isNothingLeft {
            terminal.printResult(StaleJSON(findings, plan).value.jsonText(pretty: true))
        }
        if isNothingLeft, rest.leftOut == 0 {
            throw CommandFailure(.stale, "nothing was applied: all that the plan does has been done already")
        }
        let moved = Set(findings.map(\.object)).count
        terminal.say(
            "Of the \(basis.count) objects that the plan rests on, \(moved) \(moved == 1 ? "has" : "have") moved"
                + " since it was made (\(TerminalText.safe(made))):\n"
                + StaleText(findings, plan, isSkipping: skipping && !isNothingLeft).text)
        guard skipping, !isNothingLeft else {
            let others =
                isNothingLeft || !canSkip
                ? "" : ", or use --skip-stale to apply the other \(rest.plan.changes.count)"
            throw CommandFailure(
                .stale, "nothing was applied: the plan is stale, see above. Plan again\(others)")
        }
        return Result(plan: rest.plan, leftOut: rest.leftOut, account: now)
    }
}
