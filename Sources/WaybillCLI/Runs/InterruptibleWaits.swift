import RedTrack
import Synchronization

/// Waits that all end at once when it is said: for the next turn, for a pause that the account asked for, before another
/// attempt. What is on the wire is no wait and comes to its end.
final class InterruptibleWaits: Sendable {
    private struct State {
        var isEnded = false
        var nextNumber = 0
        var sleepers: [Int: Task<Void, any Error>] = [:]
    }

    private let state = Mutex(State())
    private let base: TimeSource

    /// Waits by a clock.
    init(_ base: TimeSource = .system) { self.base = base }

    /// The clock, with waits that can be ended.
    var time: TimeSource {
        TimeSource(
            now: base.now,
            sleep: { [self] (duration) async throws(CancellationError) in try await sleep(duration) },
            random: base.random)
    }

    /// Ends every wait, and each that would begin.
    func end() {
        let sleepers = state.withLock { state in
            state.isEnded = true
            return Array(state.sleepers.values)
        }
        for sleeper in sleepers { sleeper.cancel() }
    }

    private func sleep(_ duration: Duration) async throws(CancellationError) {
        let number = state.withLock { state -> Int? in
            if state.isEnded { return nil }
            state.nextNumber += 1
            return state.nextNumber
        }
        guard let number else { throw CancellationError() }
        let sleeper = Task { [base] in try await base.sleep(duration) }
        let isEnded = state.withLock { state in
            state.sleepers[number] = sleeper
            return state.isEnded
        }
        if isEnded { sleeper.cancel() }
        let result = await withTaskCancellationHandler {
            await sleeper.result
        } onCancel: {
            sleeper.cancel()
        }
        state.withLock { $0.sleepers[number] = nil }
        if case .failure = result { throw CancellationError() }
    }
}
