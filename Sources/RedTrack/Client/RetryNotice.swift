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

    /// `GET /offers: MESSAGE; trying again in 2.0 seconds`.
    public var description: String {
        "\(method) \(path): \(error.summary); trying again in \(delay)"
    }
}
