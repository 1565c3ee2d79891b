/// How a budget stands at one moment.
public struct RateState: Sendable, Hashable {
    /// The calls in a second that are let through; `nil` while there is no limit.
    public var perSecond: Double?
    /// The limit that the account announced, or showed by turning calls away, in calls a second; the budget stays below
    /// it.
    public var limitPerSecond: Double?
    /// The time for which the account seems to count; `nil` while nothing is known.
    public var window: Duration?
    /// How long nothing is let through, from now.
    public var pauseLeft: Duration
    /// The calls that were let through so far.
    public var sent: Int
    /// The calls that the account turned away.
    public var turnedAway: Int
    /// The calls that are under way.
    public var inFlight: Int
    /// How long the account took to answer lately; `nil` before its first answer.
    public var answerTime: Duration?

    /// Describes a budget.
    public init(
        perSecond: Double? = nil, limitPerSecond: Double? = nil, window: Duration? = nil,
        pauseLeft: Duration = .zero, sent: Int = 0, turnedAway: Int = 0, inFlight: Int = 0,
        answerTime: Duration? = nil
    ) {
        self.perSecond = perSecond
        self.limitPerSecond = limitPerSecond
        self.window = window
        self.pauseLeft = pauseLeft
        self.sent = sent
        self.turnedAway = turnedAway
        self.inFlight = inFlight
        self.answerTime = answerTime
    }

    init(_ control: RateControl, _ now: Double) {
        // A scarce rest of a window slows down only until its end.
        var (pace, limit) = (control.pace ?? control.effectivePace(now), control.learning.limit)
        if limit == nil, let shown = control.shownLimit {
            limit = shown
            pace = min(pace ?? .infinity, shown * min(control.policy.share, 0.98))
        }
        self.init(
            perSecond: pace, limitPerSecond: limit, window: control.learning.window.map { .seconds($0) },
            pauseLeft: .seconds(max(control.pausedUntil - now, 0)), sent: control.sent,
            turnedAway: control.turnedAway, inFlight: control.inFlight,
            answerTime: control.answerTime.map { .seconds($0) })
    }
}
