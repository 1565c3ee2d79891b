import ArgumentParser
import Execution
import Feeds

/// Shows what was applied.
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the runs of a project, or show what one of them did.",
        discussion: """
            Reads the journals of the project's folder alone: no account, no key. A run is named by its id, by as much of \
            the id's beginning as no other run has, or as `latest`.
            """)

    @Argument(help: ArgumentHelp("The run; all are listed without.", valueName: "run")) var run: String?

    @Option(help: ArgumentHelp("The project's folder.", valueName: "folder")) var project: String = "."

    @Flag(help: "Print as JSON.") var json = false

    func run() async throws {
        try await reporting { terminal, _ in
            let history = try RunHistory.read(folder: try Workspace([project]).folder)
            guard let name = run else {
                let list = HistoryList(history)
                if json {
                    terminal.printResult(list.json.jsonText(pretty: true))
                } else if history.runs.isEmpty {
                    terminal.say("nothing has been applied in this folder")
                } else {
                    terminal.printResult(list.text)
                }
                return .success
            }
            let details = HistoryDetails(try history.namedRun(name), in: history)
            terminal.printResult(json ? details.json.jsonText(pretty: true) : details.text)
            return .success
        }
    }
}
