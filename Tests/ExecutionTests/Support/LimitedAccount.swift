import RedTrack
import Synchronization
import TestSupport

/// An account that creates whatever it is told, behind a limit, in time that only exists here: each call takes some of
/// it, and waiting the rest.
final class LimitedAccount: Transport {
    private struct State {
        var now = 0.0
        var model: LimitModel
        var created = 0
        var turnedAway = 0
    }

    private let state: Mutex<State>
    private let latency: Double

    init(_ model: LimitModel, latency: Double = 0.05) {
        state = Mutex(State(model: model))
        self.latency = latency
    }

    /// The seconds on the clock.
    var now: Double { state.withLock { $0.now } }
    /// How many objects there are.
    var created: Int { state.withLock { $0.created } }
    /// How many calls were turned away.
    var turnedAway: Int { state.withLock { $0.turnedAway } }

    /// The account's clock.
    var time: TimeSource {
        TimeSource(
            now: { [self] in .seconds(now) },
            sleep: { [self] (duration) async throws(CancellationError) in
                let (seconds, rest) = duration.components
                state.withLock { $0.now += Double(seconds) + Double(rest) * 1e-18 }
            }, random: { 0.5 })
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        state.withLock { state in
            state.now += latency / 2
            defer { state.now += latency / 2 }
            if let wait = state.model.take(state.now) {
                state.turnedAway += 1
                return TransportResponse(
                    status: 429, headers: ["retry-after": String(Int(wait.rounded(.up)))],
                    body: Array(#"{"errors":["Too many requests"]}"#.utf8))
            }
            state.created += 1
            return TransportResponse(status: 201, body: Array(#"{"id":"l\#(state.created)"}"#.utf8))
        }
    }
}
