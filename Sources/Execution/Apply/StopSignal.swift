import Synchronization

/// Says that no new change may start, and why. The first reason counts.
final class StopSignal: Sendable {
    private let state = Mutex<RunReport.StopReason?>(nil)
    private let listener: @Sendable () -> Void

    /// A signal that has not been given.
    /// - Parameter listener: called when it is given for the first time.
    init(_ listener: @escaping @Sendable () -> Void = {}) { self.listener = listener }

    /// Why nothing new may start; `nil` while all is well.
    var reason: RunReport.StopReason? { state.withLock { $0 } }

    /// Lets nothing new start from now on.
    func stop(_ reason: RunReport.StopReason) {
        let isFirst = state.withLock { state in
            defer { state = state ?? reason }
            return state == nil
        }
        if isFirst { listener() }
    }
}
