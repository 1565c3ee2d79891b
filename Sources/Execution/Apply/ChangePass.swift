import RedTrack
import Synchronization

/// Takes the calls of one change through the gate, and knows whether any of them was on the wire.
final class ChangePass: CallGate {
    private let gate: WireGate
    private let rank: Schedule.Ready
    private let started: @Sendable () -> Void
    private let hasStarted = Mutex(false)
    /// The places of calls that failed.
    private let kept = Mutex(0)

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
        let hasPlace = kept.withLock { kept in
            defer { kept = max(kept - 1, 0) }
            return kept > 0
        }
        if hasPlace { return true }
        let isFirst = !wasUsed
        guard await gate.enter(rank, isFirst: isFirst) else { return false }
        if isFirst { begin() }
        return true
    }

    func leave() { gate.leave() }

    func keep() { kept.withLock { $0 += 1 } }

    private func begin() {
        hasStarted.withLock { $0 = true }
        started()
    }

    /// The change has come to its end.
    /// - Parameter isTold: whether it counts as started also when nothing was sent for it.
    func end(isTold: Bool) {
        let places = kept.withLock { kept in
            defer { kept = 0 }
            return kept
        }
        for _ in 0..<places { gate.leave() }
        if wasUsed { return }
        gate.withdraw(rank)
        if isTold { begin() }
    }
}
