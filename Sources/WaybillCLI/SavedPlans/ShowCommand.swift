import ArgumentParser
import Feeds
import Planning
import RedTrack

/// Shows a saved plan.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a saved plan as `plan` showed it.",
        discussion:
            "Reads the file alone: no account, no project. Whether the plan still holds, `apply` finds out.")

    @Argument(help: ArgumentHelp("A file that `plan --out` has written.", valueName: "plan")) var file: String

    @Flag(help: "Print the plan as JSON.") var json = false

    func run() async throws {
        try await reporting { terminal, _ in
            let saved = try SavedPlanFile.read(file)
            if json {
                terminal.printResult(PlanJSON(saved.plan).value.jsonText(pretty: true))
            } else {
                terminal.printResult(PlanText(saved.plan, colored: terminal.colorsOutput).text)
            }
            let origin = saved.origin
            terminal.say(
                TerminalText.safe(
                    "planned \(origin.created) by Waybill \(origin.tool) for account \(saved.plan.account.id)"
                        + " (\(saved.plan.account.email)) at \(origin.address)"))
            return .success
        }
    }
}
