import ArgumentParser
import Planning

/// Where a plan is saved.
struct PlanFileOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Save the plan, to be looked at with `show` and applied with `apply FILE`.",
            discussion: "A plan that a guard refuses is not saved.", valueName: "file"))
    var out: String?

    /// Saves the plan of a session where that was asked for.
    func save(_ session: PlanSession, _ account: AccountOptions, _ terminal: Terminal) throws {
        guard let out else { return }
        guard session.plan.refusals.isEmpty else {
            terminal.say("the plan was not saved to \(out), since it is refused and cannot be applied")
            return
        }
        try SavedPlanFile.write(session, account, to: out)
        terminal.say("the plan was saved to \(out)")
    }
}
