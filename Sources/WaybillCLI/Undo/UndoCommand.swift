import ArgumentParser
import Execution
import Planning

/// Brings the account back to where it was before a run.
struct UndoCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Show what undoes a run, ask, and undo it.",
        discussion: """
            What the run created is removed, what it removed is made again, and the fields that it changed get their old \
            values; what somebody changed since is refused until --take says which side wins. An undo is a run like any \
            other, and can be undone. With --plan or --out nothing is changed; a plan that was saved is applied with \
            `apply FILE`. Exits as `apply` does; with --plan as `plan` does.
            """)

    @Argument(help: ArgumentHelp("A run's name, the start of it, or `latest`.", valueName: "run"))
    var name: String

    @Option(help: ArgumentHelp("The project's folder, with its journals and lock file.", valueName: "folder"))
    var project: String = "."

    @OptionGroup var undo: UndoPlanOptions
    @OptionGroup(title: "Account") var account: AccountOptions
    @OptionGroup(title: "Lock") var lock: RunLockOptions

    @Flag(name: .customLong("plan"), help: "Only show what would be done.") var planOnly = false
    @Flag(
        name: .customLong("detailed-exitcode"),
        help: "With --plan: exit with 2 when there is something to undo.")
    var detailedExitCode = false
    @OptionGroup var file: PlanFileOptions

    @Flag(help: "Do not ask.") var yes = false

    @Option(help: "How many changes may be under way at the same time (1 to 64).") var parallel: Int = 8

    @OptionGroup(title: "Output") var output: PlanOutputOptions
    @OptionGroup(title: "The run") var runs: RunOptions

    /// Whether nothing is to be changed.
    private var isPlanOnly: Bool { planOnly || file.out != nil }

    func validate() throws {
        guard (1...64).contains(parallel) else { throw ValidationError("--parallel takes 1 to 64") }
        if !isPlanOnly, output.markdown || output.html {
            throw ValidationError("--markdown and --html print a plan: say --plan with them")
        }
        if !planOnly, detailedExitCode { throw ValidationError("--detailed-exitcode goes with --plan") }
        if isPlanOnly, yes { throw ValidationError("--plan and --out change nothing: leave --yes out") }
    }

    func run() async throws {
        try await running { [self] terminal, environment in
            let workspace = try Workspace([project], account: account.account, environment: environment)
            return try await PlanSession.undoing(
                name, in: workspace, try undo.options, account, inFlight: max(parallel, 8),
                locking: isPlanOnly ? nil : lock.locking("undo"), terminal: terminal, environment: environment
            ) { [self] session in
                guard isPlanOnly else { return try await apply(session, terminal) }
                try file.save(session, account, terminal)
                output.print(session.plan, estimate: session.estimate(), terminal)
                if !session.plan.refusals.isEmpty { return .refused }
                return detailedExitCode && !session.plan.isEmpty ? .changesPending : .success
            }
        }
    }

    /// Shows the plan, asks, applies it and shows what became of it.
    private func apply(_ planned: PlanSession, _ terminal: Terminal) async throws -> ExitStatus {
        let text = PlanText(
            planned.plan, detail: output.detail, colored: terminal.colorsOutput,
            estimate: planned.estimate(parallel: parallel, verifies: !runs.noVerify)?.sentence ?? "")
        if !output.json {
            terminal.printResult(pieces: text.write)
        } else if !terminal.tellsEvents {
            terminal.say(pieces: text.write)
        }
        if !planned.plan.refusals.isEmpty {
            throw CommandFailure(.refused, "nothing was undone: the plan is refused, see above")
        }
        var session = planned
        if !session.plan.isEmpty, !yes {
            try ApplyCommand.ask(session.plan, terminal)
            session = try await session.stillHolding(json: output.json, terminal)
        }
        return try await ApplyRun(
            session: session, parallel: parallel, terminal: terminal, options: runs, json: output.json
        ).perform()
    }
}
