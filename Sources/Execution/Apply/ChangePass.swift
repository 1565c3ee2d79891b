import RedTrack
import Synchronization

/// Takes the calls of one change through the gate, and knows whether any of them was on the wire.
final class ChangePass: CallGate {
    private let gate: WireGate
    private let rank: Schedule.Ready
    private let started: @Sendable () -> Void
    private let hasStarted = Mutex(false)

    /// A pass for a change that was announced.
    /// - Parameters:
    ///   - gate: the gate.
    ///   - rank: the change.
    ///   - started: called before its first call leaves.
    init(_ gate: WireGate, _ rank: Schedule.Ready, started: @escaping @Sendable () -> Void) {
        self.gate = gate
        self.rank = rank
        self.started = started
    }

    /// Whether a call of the change was on the wire.
    var wasUsed: Bool { hasStarted.withLock { $0 } }

    func enter() async -> Bool {
        let isFirst = !wasUsed
        guard await gate.enter(rank, isFirst: isFirst) else { return false }
        if isFirst { begin() }
        return true
    }

    func leave() { gate.leave() }

    private func begin() {
        hasStarted.withLock { $0 = true }
        started()
    }

    /// The change has come to its end.
    /// - Parameter isTold: whether it counts as started also when nothing was sent for it.
    func end(isTold: Bool) {
        if wasUsed { return }
        gate.withdraw(rank)
        if isTold { begin() }
    }
}
