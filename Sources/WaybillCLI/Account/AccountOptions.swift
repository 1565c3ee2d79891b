import ArgumentParser
import RedTrack

/// The options of every command that talks to an account.
struct AccountOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The account of waybill.yaml to use, or sandbox:FILE.",
            discussion: "By default WAYBILL_API_URL and WAYBILL_API_KEY, else the project's `account`."))
    var account: String?

    @Flag(help: "Allow plain http to a host other than this machine.")
    var insecureHttp = false

    @Flag(help: "Believe an account that lists nothing of a kind to which other objects refer.")
    var trustEmptyLists = false

    @Option(
        help: ArgumentHelp(
            "At most this many requests in a time, such as 5/s or 20/min.",
            discussion: "By default 5/s, and no limit on this machine.", valueName: "rate"))
    var rate: RequestRate?
}
