import ArgumentParser
import Manifests
import Planning

/// What an undo may do, as its command takes it.
struct UndoPlanOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Which side wins where the account was changed since the run: before or account.",
            discussion:
                "Without it such a field is refused. May be given for single objects: before:offers/NAME.",
            valueName: "side"))
    var take: [UndoTake] = []

    @Option(
        help: ArgumentHelp(
            "Not these objects: KIND or KIND/KEY with * and ?. May be given more than once.",
            valueName: "pattern"))
    var exclude: [String] = []

    @Option(
        help: ArgumentHelp(
            "Stop when more objects of a kind would be removed: a number, or a share such as 20%.",
            discussion: "By default 10%, and at least 5.", valueName: "n|p%"))
    var maxDelete: RemovalLimit?

    func validate() throws { _ = try excluded }

    private var excluded: [AddressPattern] {
        get throws {
            try exclude.map { text -> AddressPattern in
                do throws(AddressPattern.Fault) {
                    return try AddressPattern(text)
                } catch {
                    throw ValidationError("--exclude: \(error.message); \(error.help)")
                }
            }
        }
    }

    var options: UndoOptions {
        get throws {
            UndoOptions(removalLimit: maxDelete ?? .default, takes: take, excluded: try excluded)
        }
    }
}
