import ArgumentParser

/// The options of `apply` that are about saved plans.
struct SavedApplyOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Apply what still holds of a saved plan, and leave out what has moved and what waits for it.",
            discussion: "Exits with 7 when something was left out."))
    var skipStale = false

    @Option(
        help: ArgumentHelp(
            "The project's folder, for its lock file and journals.",
            discussion: "By default the folder that the plan was made in.", valueName: "folder"))
    var project: String?

    /// Options that say what to plan have no meaning for a plan that is made already, and these none without one.
    func check(_ planning: PlanningOptions, isSaved: Bool) throws {
        if isSaved,
            planning.prune || planning.pruneUnmanaged || planning.maxDelete != nil
                || !planning.takes.take.isEmpty || planning.selection.isPart
        {
            throw ValidationError(
                "a saved plan is applied as it is: the options that say what to plan belong to `plan --out`")
        }
        if !isSaved, skipStale || project != nil {
            throw ValidationError("--skip-stale and --project belong to saved plans: `waybill apply FILE`")
        }
    }
}
