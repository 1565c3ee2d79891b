public import RedTrack
import Synchronization

/// Keeps the estimate of a run true while it works: tell it each event's counts, ask it as often as you like.
///
/// What counts is what lies in the way: the pace that the account's budget allows, a pause, or, where the account is
/// slower than that, how fast the last requests went. How many requests a change takes is learned from those that are
/// made.
public final class RunClock: Sendable {
    private struct State {
        var counts: RunCounts
        var pace: RunPace
    }

    private let state: Mutex<State>
    private let budget: RateBudget
    private let time: TimeSource

    /// Starts the clock of a run.
    /// - Parameters:
    ///   - changes: the changes of the plan.
    ///   - verification: the requests that follow after the changes, such as reading them back.
    ///   - parallel: how many requests may be under way at the same time.
    ///   - budget: what the account's calls share.
    ///   - time: the clock.
    public init(
        changes: Int, verification: Int = 0, parallel: Int, budget: RateBudget, time: TimeSource = .system
    ) {
        self.budget = budget
        self.time = time
        state = Mutex(
            State(
                counts: RunCounts(total: changes),
                pace: RunPace(
                    verification: verification, parallel: parallel, sent: budget.state.sent,
                    now: time.now().inSeconds)))
    }

    /// Takes note of how far the run is.
    public func note(_ counts: RunCounts) {
        state.withLock { $0.counts = counts }
    }

    /// How the run will go on, as it looks now.
    public var forecast: RunForecast {
        let rate = budget.state
        let now = time.now().inSeconds
        return state.withLock { $0.pace.forecast($0.counts, rate, now) }
    }
}
