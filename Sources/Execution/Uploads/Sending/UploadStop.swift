import RedTrack
import Synchronization

/// Says that nothing more may be sent, and why. The first reason counts; waits end with it.
final class UploadStop: Sendable {
    private struct State {
        var reason: UploadReport.StopReason?
        var nap: Task<Bool, Never>?
    }

    private let state = Mutex(State())

    /// Why nothing more may be sent; `nil` while all is well.
    var reason: UploadReport.StopReason? { state.withLock { $0.reason } }

    /// Lets nothing more be sent from now on.
    func stop(_ reason: UploadReport.StopReason) {
        let nap = state.withLock { state in
            state.reason = state.reason ?? reason
            return state.nap
        }
        nap?.cancel()
    }

    /// Waits; `false` when there is a reason to stop.
    func wait(_ duration: Duration, _ time: TimeSource) async -> Bool {
        let nap = Task { (try? await time.sleep(duration)) != nil }
        let isStopped = state.withLock { state in
            state.nap = nap
            return state.reason != nil
        }
        if isStopped { nap.cancel() }
        let wasWhole = await nap.value
        state.withLock { $0.nap = nil }
        return wasWhole && reason == nil
    }
}
