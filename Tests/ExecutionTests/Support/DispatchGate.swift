import Dispatch

/// Stays shut until it is opened once; then everybody passes.
final class DispatchGate: Sendable {
    private let group = DispatchGroup()

    init() { group.enter() }

    func open() { group.leave() }

    func wait() { group.wait() }
}
