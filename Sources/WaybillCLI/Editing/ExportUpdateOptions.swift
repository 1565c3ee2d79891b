import ArgumentParser
import Planning

/// The options of an export into a folder that holds files already.
struct ExportUpdateOptions: ParsableArguments {
    @Flag(help: "Take objects out of the files that are gone from the account.") var removeMissing = false

    @Flag(help: "Write the account's values also where a file was edited and not yet applied.")
    var overwrite = false

    @Flag(help: "Write nothing; print what would change as a diff.") var dryRun = false

    var scope: ExportUpdate.Scope {
        var scope = ExportUpdate.Scope()
        scope.removesMissing = removeMissing
        scope.overwrites = overwrite
        return scope
    }
}
