import ArgumentParser
import Planning

/// What `plan` and `apply` do about edits of the account.
struct TakeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Which side wins where the account was edited since the last apply: file or account.",
            discussion: """
                Without it, a field that was edited on both sides is refused. May be given for single objects: \
                account:offers/NAME. The account's values stay out of the plan; `waybill drift --accept` writes them \
                into the files.
                """, valueName: "side"))
    var take: [Take] = []
}
