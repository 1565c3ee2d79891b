import Synchronization

/// The one allowance that all calls to an account share, reads and writes alike.
///
/// Calls are spread evenly and let through in the order in which they ask (a token bucket that holds `burst` calls).
/// When the account turns a call away, all of them pause together.
public final class RateBudget: Sendable {
    private struct State {
        var rate: RequestRate?
        /// When the next call may go, were the bucket to hold a single one.
        var nextSlot: Duration = .zero
        /// Until when nothing may be sent.
        var pausedUntil: Duration = .zero

        /// Takes the next place in the line.
        mutating func reserve(_ now: Duration, burst: Int) -> Duration {
            guard let rate else { return max(now, pausedUntil) }
            let credit = rate.interval * (burst - 1)
            let arrival = max(nextSlot, now)
            nextSlot = arrival + rate.interval
            return max(arrival - credit, now, pausedUntil)
        }
    }

    private let state: Mutex<State>
    private let burst: Int
    private let time: TimeSource

    /// Makes a budget.
    /// - Parameters:
    ///   - rate: the calls that may be sent; `nil` sets no limit until the account asks for a pause.
    ///   - burst: how many calls may follow one another without a wait after a time of rest; at least 1.
    ///   - time: the clock.
    public init(rate: RequestRate? = nil, burst: Int = 1, time: TimeSource = .system) {
        self.state = Mutex(State(rate: rate))
        self.burst = max(burst, 1)
        self.time = time
    }

    /// The calls that may be sent from now on; `nil` is no limit.
    public var rate: RequestRate? {
        get { state.withLock { $0.rate } }
        set { state.withLock { $0.rate = newValue } }
    }

    /// Waits until a call may be sent, and counts it.
    /// - Throws: when the task is cancelled.
    public func acquire() async throws(CancellationError) {
        while true {
            if Task.isCancelled { throw CancellationError() }
            let now = time.now()
            let slot = state.withLock { $0.reserve(now, burst: burst) }
            if slot > now { try await time.sleep(slot - now) }
            // A pause that began during the wait holds for this call too: it queues again, behind the pause.
            let isOpen = state.withLock { $0.pausedUntil <= max(slot, time.now()) }
            if isOpen { return }
        }
    }

    /// Lets nothing through for a time, counted from now: the account asked for it. A longer pause stays.
    public func pause(for duration: Duration) {
        let end = time.now() + max(duration, .zero)
        state.withLock { state in
            state.pausedUntil = max(state.pausedUntil, end)
            // What was reserved before the pause queues again: the line starts anew at its end.
            state.nextSlot = max(state.nextSlot, end)
        }
    }

    /// How long nothing is let through, from now.
    public var pauseLeft: Duration {
        let now = time.now()
        return state.withLock { max($0.pausedUntil - now, .zero) }
    }
}
