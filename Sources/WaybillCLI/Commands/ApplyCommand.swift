import ArgumentParser
import Execution
import Feeds
import Manifests
import Planning

/// Makes the account as the files say.
struct ApplyCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Show the plan, ask, and make the account as the files say.",
        discussion: """
            What fails stops only what depends on it. Exits with 0 when all is done, with 7 when a part is; `resume` \
            goes on with the rest. Ctrl-C finishes what is under way and exits with 130.

            Instead of files it takes a plan that `plan --out` has saved. What the plan rests on is read again; when \
            any of it has moved, nothing is applied and the exit code is 6.
            """)

    @OptionGroup var planning: PlanningOptions
    @OptionGroup(title: "Account") var account: AccountOptions

    @OptionGroup(title: "Saved plans") var saved: SavedApplyOptions
    @OptionGroup(title: "Lock") var lock: RunLockOptions

    @OptionGroup(title: "The run") var runs: RunOptions

    @Flag(help: "Do not ask.") var yes = false

    @Option(help: "How many changes may be under way at the same time (1 to 64).") var parallel: Int = 8

    @Flag(help: "Print what became of each change as JSON; the plan goes to the error output.") var json =
        false

    func validate() throws {
        guard (1...64).contains(parallel) else { throw ValidationError("--parallel takes 1 to 64") }
    }

    func run() async throws {
        try await running { terminal, environment in
            let file = SavedPlanFile.path(in: planning.paths)
            try saved.check(planning, isSaved: file != nil)
            if let file { return try await apply(SavedPlanFile.read(file), terminal, environment) }
            let request = try await PlanRequest(
                planning, terminal, account: account.account, environment: environment)
            return try await PlanSession.open(
                request, account,
                inFlight: max(parallel, 8), locking: lock.locking("apply"), terminal: terminal,
                environment: environment
            ) { [self] session in try await apply(session, terminal) }
        }
    }

    /// Shows a saved plan, makes sure that it holds, and applies it.
    private func apply(
        _ plan: SavedPlan, _ terminal: Terminal, _ environment: [String: String]
    ) async throws -> ExitStatus {
        if !plan.plan.refusals.isEmpty {
            show(plan.plan, terminal)
            throw CommandFailure(.refused, "nothing was applied: the plan is refused, see above")
        }
        return try await PlanSession.open(
            plan, saved, account, inFlight: max(parallel, 8), locking: lock.locking("apply"), json: json,
            terminal: terminal, environment: environment
        ) { [self] session, leftOut in
            let status = try await apply(session, terminal, isSaved: true)
            if leftOut > 0 {
                terminal.say("left out, since it holds no longer: \(leftOut); plan again for the rest")
            }
            return status == .success && leftOut > 0 ? .partlyApplied : status
        }
    }

    private func show(_ plan: Plan, estimate: RunEstimate? = nil, _ terminal: Terminal) {
        // Programs have the plan from `plan --json`; the events say what becomes of it.
        if json && terminal.tellsEvents { return }
        let text = PlanText(plan, colored: terminal.colorsOutput, estimate: estimate?.sentence ?? "")
        if json { terminal.say(pieces: text.write) } else { terminal.printResult(pieces: text.write) }
    }

    /// Shows the plan, asks, applies it and shows what became of it.
    private func apply(
        _ planned: PlanSession, _ terminal: Terminal, isSaved: Bool = false
    ) async throws -> ExitStatus {
        show(planned.plan, estimate: planned.estimate(parallel: parallel, verifies: !runs.noVerify), terminal)
        if !planned.plan.refusals.isEmpty {
            throw CommandFailure(.refused, "nothing was applied: the plan is refused, see above")
        }
        var session = planned
        if !session.plan.isEmpty, !yes {
            try Self.ask(session.plan, terminal)
            session = try await session.stillHolding(json: json, terminal)
        }
        return try await ApplyRun(
            session: session, parallel: parallel, terminal: terminal, options: runs, json: json,
            isSaved: isSaved
        ).perform()
    }

    /// Only the whole word counts: a stray key must not spend money.
    static func ask(_ plan: Plan, _ terminal: Terminal) throws {
        // After a long plan its first line has scrolled away.
        let question = "\(PlanText(plan).headline)\nApply it? Only \"yes\" applies: "
        guard let answer = terminal.ask(question) else {
            throw CommandFailure(
                .failure, "nothing was applied: there was no answer; use --yes where nobody can be asked")
        }
        guard answer == "yes" else { throw CommandFailure(.failure, "nothing was applied") }
    }
}
