import ArgumentParser

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

    @OptionGroup var pace: RateOptions
}
