/// How a run will go on, as it looks at one moment.
public struct RunForecast: Sendable, Hashable {
    /// How long the run will still take; `nil` while nothing is known.
    public var remaining: Duration?
    /// The requests in a second that were sent lately.
    public var perSecond: Double
    /// The requests that are still to be sent, as far as one can tell.
    public var requestsLeft: Int
    /// How long nothing is sent, from now, since the account asked for it.
    public var pauseLeft: Duration
    /// How many requests the account has turned away so far.
    public var turnedAway: Int
    /// The account's limit in requests a second, once it is known.
    public var limitPerSecond: Double?

    /// Describes how a run will go on.
    public init(
        remaining: Duration? = nil, perSecond: Double = 0, requestsLeft: Int = 0, pauseLeft: Duration = .zero,
        turnedAway: Int = 0, limitPerSecond: Double? = nil
    ) {
        self.remaining = remaining
        self.perSecond = perSecond
        self.requestsLeft = requestsLeft
        self.pauseLeft = pauseLeft
        self.turnedAway = turnedAway
        self.limitPerSecond = limitPerSecond
    }
}
