import ArgumentParser
import Execution
import Feeds
import Planning

/// Applies a plan to a copy of the account.
struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse", abstract: "Apply a plan to a copy of the account, and show what results.",
        discussion: """
            Takes what `plan` takes, or a saved plan. The account is only read; its copy is a sandbox in this process, with \
            the same ids. No lock file and no journal of the project is touched. Exits with 0 when the copy is as wanted, \
            else as `apply` would, with 7 when everything was applied and a second plan is not empty all the same.
            """)

    @OptionGroup var planning: PlanningOptions
    @OptionGroup(title: "Account") var account: AccountOptions
    @OptionGroup(title: "Saved plans") var saved: SavedApplyOptions
    @OptionGroup(title: "The copy") var copy: RehearsalOptions

    @Option(help: "How many changes may be under way at the same time (1 to 64).") var parallel: Int = 8

    @Flag(help: "Print what came of it as JSON; the plan goes to the error output.") var json = false

    func validate() throws {
        guard (1...64).contains(parallel) else { throw ValidationError("--parallel takes 1 to 64") }
    }

    func run() async throws {
        try await running { [self] terminal, environment in
            let file = SavedPlanFile.path(in: planning.paths)
            try saved.check(planning, isSaved: file != nil)
            guard let file else {
                let request = try await PlanRequest(
                    planning, terminal, account: account.account, environment: environment)
                return try await PlanSession.open(
                    request, account, inFlight: 8, terminal: terminal, environment: environment
                ) { [self] session in try await rehearse(session, session.snapshot, isSaved: false, terminal)
                }
            }
            return try await PlanSession.open(
                try SavedPlanFile.read(file), saved, account, inFlight: 8, json: json, terminal: terminal,
                environment: environment
            ) { [self] session, leftOut in
                // What a saved plan rests on is a part of the account.
                let snapshot = try await AccountSide.read(session.connection, session.workspace, terminal)
                    .snapshot
                let status = try await rehearse(session, snapshot, isSaved: true, terminal)
                return status == .success && leftOut > 0 ? .partlyApplied : status
            }
        }
    }

    private func rehearse(
        _ session: PlanSession, _ snapshot: Snapshot, isSaved: Bool, _ terminal: Terminal
    ) async throws -> ExitStatus {
        let text = PlanText(
            session.plan, colored: terminal.colorsOutput,
            estimate: session.estimate(parallel: parallel)?.sentence ?? ""
        ).text
        if json { terminal.say(text) } else { terminal.printResult(text) }
        if !session.plan.refusals.isEmpty {
            throw CommandFailure(.refused, "nothing was rehearsed: the plan is refused, see above")
        }
        let rehearsal = Rehearsal(
            session: session, snapshot: snapshot, isSaved: isSaved,
            sandbox: try copy.configuration(copying: .init(snapshot)), parallel: parallel,
            rate: account.pace.policy(isLocal: true))
        let output = RehearsalOutput(try await rehearsal.perform(terminal), account: session.connection.name)
        terminal.printResult(json ? output.json.jsonText(pretty: true) : output.text)
        if let keep = copy.keep { terminal.say("the copy is kept: use it with --account sandbox:\(keep)") }
        return output.status
    }
}
