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
            """)

    @Argument(
        help: ArgumentHelp("The project's folder, or some of its files and folders.", valueName: "path"))
    var paths: [String] = ["."]

    @OptionGroup(title: "Account") var account: AccountOptions

    @Flag(help: "Print the drift as JSON.") var json = false

    func run() async throws {
        try await reporting { terminal, environment in
            let drift = try await PlanSession.open(
                try await PlanRequest(
                    paths: paths, options: PlanOptions(), terminal, account: account.account,
                    environment: environment), account, inFlight: 8, terminal: terminal,
                environment: environment
            ) { session in try session.planner.drift() }
            if json {
                terminal.printResult(DriftJSON(drift).value.jsonText(pretty: true))
            } else {
                terminal.printResult(DriftText(drift, colored: terminal.colorsOutput).text)
            }
            return drift.isEmpty ? .success : .changesPending
        }
    }
}
