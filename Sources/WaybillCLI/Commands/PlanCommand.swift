import ArgumentParser
import Feeds
import Planning

/// Shows what would change.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what would change in the account, and why. Changes nothing.",
        discussion: """
            Exits with 0; with --detailed-exitcode with 2 when changes are pending. A plan that a guard refuses exits \
            with 5, files that are wrong with 65.
            """)

    @OptionGroup var planning: PlanningOptions
    @OptionGroup(title: "Account") var account: AccountOptions

    @OptionGroup var explain: ExplainOptions

    @Flag(help: "Print the plan as JSON.") var json = false

    @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 2 when changes are pending.")
    var detailedExitCode = false

    func run() async throws {
        try await reporting { terminal, environment in
            let (plan, explanations) = try await PlanSession.open(
                PlanRequest(planning, terminal, account: account.account, environment: environment), account,
                inFlight: 8, terminal: terminal,
                environment: environment
            ) { [explain] session in (session.plan, try explain.explanations(session.planner)) }
            if !explanations.isEmpty {
                terminal.printResult(ExplainOptions.output(explanations, json: json))
                return .success
            }
            if json {
                terminal.printResult(PlanJSON(plan).value.jsonText(pretty: true))
            } else {
                terminal.printResult(PlanText(plan, colored: terminal.colorsOutput).text)
            }
            if !plan.refusals.isEmpty { return .refused }
            return detailedExitCode && !plan.isEmpty ? .changesPending : .success
        }
    }
}
