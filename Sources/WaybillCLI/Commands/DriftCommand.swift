import ArgumentParser
import Feeds
import Planning

/// Shows what the account changed since the files were last applied.
struct DriftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift", abstract: "Show what was changed in the account since the last apply.",
        discussion: """
            Compares the account with what the lock file remembers. Edits of files that were not applied yet are no \
            drift. Exits with 0 when there is none, with 2 when there is some.

            With --accept those values are written into the files, which otherwise stay as they are: comments, order, \
            quotes. Exits with 0 then, or with 2 when a field was edited in the file as well or cannot be written, and \
            when an object that is gone stays in the files.
            """)

    @Argument(
        help: ArgumentHelp("The project's folder, or some of its files and folders.", valueName: "path"))
    var paths: [String] = ["."]

    @OptionGroup(title: "Account") var account: AccountOptions

    @Flag(help: "Print the drift as JSON.") var json = false

    @Flag(help: "Write what the account changed into the files.") var accept = false

    @Flag(help: "With --accept: take objects out of the files that are gone from the account.")
    var removeMissing = false

    func validate() throws {
        if removeMissing, !accept { throw ValidationError("--remove-missing belongs to --accept") }
    }

    func run() async throws {
        try await reporting { terminal, environment in
            let (planner, workspace, lockPath) = try await PlanSession.open(
                try await PlanRequest(
                    paths: paths, options: PlanOptions(), terminal, account: account.account,
                    environment: environment), account, inFlight: 8, terminal: terminal,
                environment: environment
            ) { session in (session.planner, session.workspace, session.lockPath) }
            let drift = try planner.drift()
            if json {
                terminal.printResult(DriftJSON(drift).value.jsonText(pretty: true))
            } else {
                terminal.printResult(DriftText(drift, colored: terminal.colorsOutput).text)
            }
            guard accept, !drift.isEmpty else { return drift.isEmpty ? .success : .changesPending }
            let acceptance = try DriftAcceptance(planner, workspace, removesMissing: removeMissing)
            FailureReport(terminal: terminal).show(acceptance.changes.refusals)
            try acceptance.write(lockPath: lockPath)
            terminal.say(acceptance.text)
            return acceptance.isComplete ? .success : .changesPending
        }
    }
}
