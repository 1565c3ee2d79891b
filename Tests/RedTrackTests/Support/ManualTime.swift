import RedTrack
import Synchronization

/// A clock that tests wind: sleeping moves it forward at once and is written down.
final class ManualTime: Sendable {
    private struct State {
        var now: Duration = .zero
        var sleeps: [Duration] = []
    }

    private let state = Mutex(State())

    /// All waits so far, in order.
    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    /// The time on the clock.
    var now: Duration { state.withLock { $0.now } }

    /// The clock with dice that always fall the same: 1 would be the longest delay.
    func source(random: Double = 1) -> TimeSource {
        TimeSource(
            now: { self.now },
            sleep: { (duration) async throws(CancellationError) in
                if Task.isCancelled { throw CancellationError() }
                self.state.withLock { state in
                    state.sleeps.append(duration)
                    state.now += duration
                }
            },
            random: { random })
    }
}
