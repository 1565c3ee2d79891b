import Synchronization

/// The one allowance that all calls to an account share, reads and writes alike.
///
/// Calls are let through in the order in which they ask, evenly spread. When the account turns one away, all of them pause
/// together, and the budget learns how much the account takes in which time; from then on it stays just below that, tries
/// now and then whether there is more, and steps back when others use the account too. Header fields that announce the
/// limit are taken at their word.
public final class RateBudget: Sendable {
    private struct Shared {
        var control: RateControl
        /// The latest moment that a wait has reached.
        var latest = -Double.infinity

        /// What counts as now: a wait that has ended is over, also by a clock that stands still.
        mutating func moment(_ now: Double) -> Double {
            latest = max(latest, now)
            return latest
        }
    }

    private let shared: Mutex<Shared>
    private let time: TimeSource

    /// Makes a budget.
    /// - Parameters:
    ///   - policy: how fast the account may be asked.
    ///   - time: the clock.
    public init(_ policy: RatePolicy = .unthrottled, time: TimeSource = .system) {
        shared = Mutex(Shared(control: RateControl(policy)))
        self.time = time
    }

    /// Looks at the clock and does something with the control, under its lock.
    private func locked<Result: Sendable>(
        reaching moment: Double = -.infinity, _ body: (inout RateControl, Double) -> Result
    ) -> Result {
        let now = max(time.now().inSeconds, moment)
        return shared.withLock { shared in
            let now = shared.moment(now)
            return body(&shared.control, now)
        }
    }

    /// Waits until a call may be sent, and counts it.
    /// - Returns: what to settle the call with when it has come to its end.
    /// - Throws: when the task is cancelled.
    func admit() async throws(CancellationError) -> RateControl.Grant {
        if Task.isCancelled { throw CancellationError() }
        var (turn, moment) = locked { ($0.enter($1), $1) }
        while true {
            switch turn {
            case .go(let grant): return grant
            case .wait(let ticket, let seconds):
                do {
                    try await time.sleep(.seconds(seconds))
                    if Task.isCancelled { throw CancellationError() }
                } catch {
                    locked { control, _ in control.leave(ticket) }
                    throw CancellationError()
                }
                (turn, moment) = locked(reaching: moment + seconds) { ($0.again(ticket, $1), $1) }
            }
        }
    }

    /// A call got no answer.
    /// - Parameters:
    ///   - grant: the call.
    ///   - wasSent: whether the account may have seen it.
    func settle(_ grant: RateControl.Grant, wasSent: Bool) {
        locked { $0.settle(grant, $1, isCounted: wasSent, isTrouble: true) }
    }

    /// A call got an answer, other than that there were too many.
    func settle(_ grant: RateControl.Grant, _ response: TransportResponse) {
        let announced = AnnouncedLimit(response.headers)
        let isTrouble = response.status >= 500 || response.status == 408
        locked { $0.settle(grant, $1, isTrouble: isTrouble, announced: announced) }
    }

    /// The account turned a call away: nothing is let through for a while.
    /// - Parameters:
    ///   - grant: the call.
    ///   - response: the answer.
    ///   - asked: the pause that it asks for.
    ///   - retry: the pauses that grow where the account asks for none.
    ///   - random: the dice for them.
    /// - Returns: what that means for the others.
    func refuse(
        _ grant: RateControl.Grant, _ response: TransportResponse, asked: Duration?, retry: RetryPolicy,
        random: Double
    ) -> Refusal {
        let announced = AnnouncedLimit(response.headers)
        return locked { control, now in
            let (pause, isNew) = control.refuse(
                grant, now, asked: asked?.inSeconds, announced: announced
            ) { retry.delay(afterFailure: $0, random: random).inSeconds }
            let standstill = now - (control.refusedSince ?? now)
            return Refusal(
                pause: .seconds(pause), isNew: isNew, refusals: control.refusals,
                standstill: .seconds(standstill))
        }
    }

    /// What a call that was turned away means for the others.
    struct Refusal: Sendable {
        /// How long nothing is let through from now.
        var pause: Duration
        /// Whether it is the first to say so, not one of several that were under way.
        var isNew: Bool
        /// How often in a row the account has turned calls away, with none let through in between.
        var refusals: Int
        /// How long the account has let nothing through.
        var standstill: Duration
    }

    /// Lets nothing through for a time, counted from now. A longer pause stays.
    public func pause(for duration: Duration) {
        locked { $0.hold(until: $1 + max(duration.inSeconds, 0)) }
    }

    /// How long nothing is let through, from now.
    public var pauseLeft: Duration { state.pauseLeft }

    /// How the budget stands right now.
    public var state: RateState { locked { RateState($0, $1) } }
}
