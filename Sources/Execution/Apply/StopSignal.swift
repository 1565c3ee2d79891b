import Synchronization

/// Says that no new change may start, and why. The first reason counts.
final class StopSignal: Sendable {
    private let state = Mutex<RunReport.StopReason?>(nil)

    /// Why nothing new may start; `nil` while all is well.
    var reason: RunReport.StopReason? { state.withLock { $0 } }

    /// Lets nothing new start from now on.
    func stop(_ reason: RunReport.StopReason) {
        state.withLock { $0 = $0 ?? reason }
    }
}
