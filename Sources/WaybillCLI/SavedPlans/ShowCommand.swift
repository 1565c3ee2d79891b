import ArgumentParser
import Planning
import RedTrack

/// Shows a saved plan.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a saved plan as `plan` showed it.",
        discussion:
            "Reads the file alone: no account, no project. Whether the plan still holds, `apply` finds out.")

    @Argument(help: ArgumentHelp("A file that `plan --out` has written.", valueName: "plan")) var file: String

    @OptionGroup(title: "Output") var output: PlanOutputOptions

    func run() async throws {
        try await reporting { terminal, _ in
            let saved = try SavedPlanFile.read(file)
            output.print(saved.plan, terminal)
            let origin = saved.origin
            terminal.say(
                TerminalText.safe(
                    "planned \(origin.created) by Waybill \(origin.tool) for account \(saved.plan.account.id)"
                        + " (\(saved.plan.account.email)) at \(origin.address)"))
            return .success
        }
    }
}
