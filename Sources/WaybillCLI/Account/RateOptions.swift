import ArgumentParser
import RedTrack

/// How fast an account is asked.
struct RateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "At most this many requests in a time, such as 5/s, 60/min or 500/h.",
            discussion: """
                By default 5/s, and more as long as the account lets everything through; no limit on this machine. What \
                the account announces or turns away is heeded in any case.
                """, valueName: "rate"))
    var rate: RequestRate?

    @Option(
        help: ArgumentHelp(
            "The part of the account's limit to use; the rest is left to its other users.",
            discussion: "By default 80%; all of it on this machine, and of what --rate says.",
            valueName: "percent"))
    var rateShare: RateShare?

    /// What the options mean for an account.
    func policy(isLocal: Bool) -> RatePolicy {
        if let rate { return RatePolicy(limit: rate, share: rateShare?.part ?? 1) }
        var policy = isLocal ? RatePolicy.unthrottled : .careful
        if let rateShare { policy.share = rateShare.part }
        return policy
    }
}

/// A part of a limit in percent: `80%` or `80`.
struct RateShare: ExpressibleByArgument {
    /// Above 0 and at most 1.
    let part: Double

    init?(argument: String) {
        let digits = argument.hasSuffix("%") ? argument.dropLast() : argument[...]
        guard digits.allSatisfy(\.isNumber), let percent = Int(digits), (1...100).contains(percent) else {
            return nil
        }
        part = Double(percent) / 100
    }
}
