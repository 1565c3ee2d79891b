/// How fast an account may be asked, as far as that is known before it answers.
public struct RatePolicy: Sendable, Hashable {
    /// What is never exceeded, whatever the account would take; `nil` when only the account's answers count.
    public var limit: RequestRate?
    /// Where to start, as many at once as it says; `nil` sends without a limit until the account turns a call away.
    public var start: RequestRate?
    /// How fast it may become as long as the account neither announces a limit nor turns calls away.
    public var ceiling: RequestRate?
    /// The part of the account's limit that is used, above 0 and at most 1; the rest is left to the people who use the
    /// account.
    public var share: Double

    /// Makes a policy; a share that is no part counts as all.
    public init(
        limit: RequestRate? = nil, start: RequestRate? = nil, ceiling: RequestRate? = nil, share: Double = 1
    ) {
        self.limit = limit
        self.start = start
        self.ceiling = ceiling
        self.share = share > 0 && share < 1 ? share : 1
    }

    /// No limit until the account turns a call away: for servers on the same machine.
    public static let unthrottled = RatePolicy()

    /// Five a second at first, more while the account lets everything through, and four fifths of its limit once that is
    /// known.
    public static let careful = RatePolicy(
        start: RequestRate(5, per: .seconds(1)), ceiling: RequestRate(20, per: .seconds(1)), share: 0.8)

    /// The calls in a second that ``limit`` and ``share`` leave; a hundredth below, so that calls which arrive a little
    /// early or late do not add up to one too many.
    var fixedPace: Double? { limit.map { $0.perSecond * min(share, 0.99) } }
}
