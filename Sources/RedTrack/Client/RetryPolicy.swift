/// How often, and after which waits, a call is sent again.
///
/// What may be sent again at all is no option: a call that creates only when it surely did not arrive or was turned
/// away by the rate limit, all others also after server errors and lost connections.
public struct RetryPolicy: Sendable, Hashable {
    /// How many times a call is sent at most, for failures other than the rate limit; at least 1.
    public var attempts: Int
    /// How many times in a row the account may turn calls away, with none let through in between, before calls fail.
    public var throttles: Int
    /// The wait before the second attempt; each later one is twice as long.
    public var firstDelay: Duration
    /// The wait that doubling does not exceed.
    public var longestDelay: Duration
    /// The wait that a server may ask for; when it asks for more, the call fails and says so.
    public var longestPause: Duration
    /// How long the account may turn everything away before calls fail.
    public var longestStandstill: Duration

    /// Makes a policy; numbers below their least sensible value count as that.
    public init(
        attempts: Int = 5, throttles: Int = 10, firstDelay: Duration = .milliseconds(500),
        longestDelay: Duration = .seconds(30), longestPause: Duration = .seconds(120),
        longestStandstill: Duration = .seconds(300)
    ) {
        self.attempts = max(attempts, 1)
        self.throttles = max(throttles, 0)
        self.firstDelay = max(firstDelay, .zero)
        self.longestDelay = max(longestDelay, .zero)
        self.longestPause = max(longestPause, .zero)
        self.longestStandstill = max(longestStandstill, .zero)
    }

    /// Five attempts over about eight seconds; turned away ten times in a row, or for five minutes; pauses of up to two
    /// minutes.
    public static let `default` = RetryPolicy()
    /// Every call is sent once.
    public static let none = RetryPolicy(attempts: 1, throttles: 0)

    /// The wait after the failure with this number, counted from 1: doubled each time, and between half and whole
    /// of that by chance, so that many waiting calls do not return in step.
    func delay(afterFailure number: Int, random: Double) -> Duration {
        var delay = firstDelay
        for _ in 1..<max(number, 1) {
            guard delay < longestDelay else { break }
            delay = delay * 2
        }
        return min(delay, longestDelay) * (0.5 + min(max(random, 0), 1) / 2)
    }
}
