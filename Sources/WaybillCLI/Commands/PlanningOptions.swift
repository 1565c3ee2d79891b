import ArgumentParser
import Planning

/// The options of every command that plans.
struct PlanningOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The project's folder, or some of its files and folders.", valueName: "path"))
    var paths: [String] = ["."]

    @OptionGroup var selection: SelectionOptions

    @Flag(help: "Remove objects that Waybill made and the files no longer mention.") var prune = false

    @Flag(
        name: .customLong("dangerous-prune-unmanaged"),
        help: "Remove also objects that Waybill never made. Without their files they cannot be brought back.")
    var pruneUnmanaged = false

    @Option(
        help: ArgumentHelp(
            "Stop when more objects of a kind would be removed: a number, or a share such as 20%.",
            discussion: "By default 10%, and at least 5.", valueName: "n|p%"))
    var maxDelete: RemovalLimit?

    @OptionGroup var takes: TakeOptions

    var options: PlanOptions {
        var options = PlanOptions(
            prune: prune, pruneUnmanaged: pruneUnmanaged, removalLimit: maxDelete ?? .default)
        options.takes = takes.take
        return options
    }
}
