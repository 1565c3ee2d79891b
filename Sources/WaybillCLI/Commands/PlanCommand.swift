import ArgumentParser
import Execution
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
    @OptionGroup var policy: PolicyOptions
    @OptionGroup(title: "Account") var account: AccountOptions
    @OptionGroup var other: AgainstOptions
    @OptionGroup var file: PlanFileOptions

    @OptionGroup(title: "Output") var output: PlanOutputOptions
    @OptionGroup var explain: ExplainOptions

    @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 2 when changes are pending.")
    var detailedExitCode = false

    func validate() throws {
        guard other.against != nil, file.out != nil || policy.policyOnly || !explain.explain.isEmpty else {
            return
        }
        throw ValidationError(
            "--against plans without an account: --out, --explain and --policy-only need one")
    }

    func run() async throws {
        try await reporting { terminal, environment in
            if let plan = try await other.plan(planning, account, terminal, environment) {
                return show(plan, terminal)
            }
            let request = try await PlanRequest(
                planning, terminal, account: account.account, environment: environment)
            let (plan, policies, explanations, estimate) = try await PlanSession.open(
                request, account, inFlight: 8, terminal: terminal, environment: environment
            ) { [self] session in
                try file.save(session, account, terminal)
                return (
                    session.plan, session.policies, try explain.explanations(session.planner),
                    session.estimate()
                )
            }
            if !explanations.isEmpty {
                terminal.printResult(ExplainOptions.output(explanations, json: output.json))
                return .success
            }
            if policy.policyOnly {
                terminal.printResult(output.json ? policies.json.jsonText(pretty: true) : policies.text)
                return policies.status
            }
            return show(plan, estimate: estimate, terminal)
        }
    }

    private func show(_ plan: Plan, estimate: RunEstimate? = nil, _ terminal: Terminal) -> ExitStatus {
        output.print(plan, estimate: estimate, terminal)
        if !plan.refusals.isEmpty { return .refused }
        return detailedExitCode && !plan.isEmpty ? .changesPending : .success
    }
}
