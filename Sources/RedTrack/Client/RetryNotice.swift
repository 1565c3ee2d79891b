/// What a client tells while it works: a call will be sent again.
public struct RetryNotice: Sendable, CustomStringConvertible {
    /// The method of the call.
    public var method: TransportRequest.Method
    /// The path of the call, without the query.
    public var path: String
    /// What went wrong.
    public var error: APIError
    /// How long the client waits first.
    public var delay: Duration
    /// Whether the server asked for the wait, for all calls of the account.
    public var isThrottled: Bool

    /// `GET /offers: MESSAGE; trying again in 2 s`; the wait is rounded for people.
    public var description: String {
        "\(method) \(path): \(error.summary); trying again \(Self.phrase(delay))"
    }

    /// `at once`, `in 0.3 s`, `in 2 s`, `in 1 min`, `in 1 min 15 s`, `in 12 min`: never more digits than matter.
    private static func phrase(_ delay: Duration) -> String {
        // Tenths of a second, rounded; a wait of years says as much as one of days.
        let (whole, fraction) = min(max(delay, .zero), .seconds(864_000)).components
        let tenths = Int(whole) * 10 + Int((fraction + 50_000_000_000_000_000) / 100_000_000_000_000_000)
        if delay <= .zero { return "at once" }
        if tenths < 100 {
            let shown = max(tenths, 1)
            return shown % 10 == 0 ? "in \(shown / 10) s" : "in \(shown / 10).\(shown % 10) s"
        }
        let seconds = (tenths + 5) / 10
        if seconds < 60 { return "in \(seconds) s" }
        if seconds >= 600 { return "in \((seconds + 30) / 60) min" }
        return seconds % 60 == 0 ? "in \(seconds / 60) min" : "in \(seconds / 60) min \(seconds % 60) s"
    }
}
