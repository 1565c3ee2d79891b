/// An account, by its API.
///
/// It either does what is asked in full or throws: no list is ever short, no object is ever created twice. Values may
/// be used from many tasks at once; they share one rate budget. Cancelling a task ends its call.
public struct RedTrackClient: Sendable {
    let transport: any Transport
    let retry: RetryPolicy
    let time: TimeSource
    let notice: (@Sendable (RetryNotice) -> Void)?
    /// What calls have to pass; `nil` for those that nothing else waits for.
    var gate: (any CallGate)?

    /// The allowance that all calls of this client share.
    public let budget: RateBudget

    /// Makes a client.
    /// - Parameters:
    ///   - transport: what carries the calls, and knows the key.
    ///   - retry: how often calls are sent again.
    ///   - budget: the allowance, to be shared with other clients of the same account.
    ///   - time: the clock and the dice.
    ///   - notice: told before each call that is sent again.
    public init(
        transport: any Transport, retry: RetryPolicy = .default, budget: RateBudget = RateBudget(),
        time: TimeSource = .system, notice: (@Sendable (RetryNotice) -> Void)? = nil
    ) {
        self.transport = transport
        self.retry = retry
        self.budget = budget
        self.time = time
        self.notice = notice
    }

    /// `text` without the account's key, in whatever encoding it stands there.
    package func redacting(_ text: String) -> String { transport.redacting(text) }
}
