import Synchronization

/// The places on the wire, and who gets the next one: the longest chain of those that were announced.
///
/// Requests are put together before they have a place, so that the next one leaves as soon as an answer is there, and not
/// when the loop of the run has read it.
final class WireGate: Sendable {
    private struct Request {
        let rank: Schedule.Ready
        /// The change for its first place, a number below zero for any other: a change may make several calls at once.
        let ticket: Int

        var isFirst: Bool { ticket >= 0 }
    }

    private struct State {
        var free: Int
        /// Those that have no place yet, whether they have come to the gate or not.
        var announced: [Request] = []
        /// Those that have a place and have not come for it.
        var granted: Set<Int> = []
        /// Those that have come to the gate and have no place.
        var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
        var lastTicket = 0
        var isClosed = false

        /// Gives the places that are free away.
        /// - Returns: those that wait at the gate and have one now.
        mutating func grant() -> [CheckedContinuation<Bool, Never>] {
            var admitted: [CheckedContinuation<Bool, Never>] = []
            while free > 0,
                let next = announced.indices.max(by: { announced[$0].rank < announced[$1].rank })
            {
                let ticket = announced.remove(at: next).ticket
                free -= 1
                if let waiter = waiting.removeValue(forKey: ticket) {
                    admitted.append(waiter)
                } else {
                    granted.insert(ticket)
                }
            }
            return admitted
        }

        /// Takes back that a change was announced.
        mutating func withdraw(_ rank: Schedule.Ready) {
            if granted.remove(Int(rank.index)) != nil { free += 1 }
            announced.removeAll { $0.ticket == Int(rank.index) }
        }
    }

    private let state: Mutex<State>

    /// A gate with so many places.
    init(width: Int) { state = Mutex(State(free: max(width, 1))) }

    /// Says that a change is going to ask for its first place.
    func announce(_ rank: Schedule.Ready) {
        change { $0.announced.append(Request(rank: rank, ticket: Int(rank.index))) }
    }

    /// Waits for a place.
    /// - Parameters:
    ///   - rank: the change.
    ///   - isFirst: whether it was announced and not on the wire before; then it is turned away once the gate is closed.
    /// - Returns: whether it has a place, to be given back with ``leave()``.
    func enter(_ rank: Schedule.Ready, isFirst: Bool) async -> Bool {
        await withCheckedContinuation { continuation in
            var answer: Bool?
            change { state in
                if isFirst, state.isClosed {
                    state.withdraw(rank)
                    answer = false
                } else if isFirst, state.granted.remove(Int(rank.index)) != nil {
                    answer = true
                } else if isFirst {
                    state.waiting[Int(rank.index)] = continuation
                } else {
                    state.lastTicket -= 1
                    state.announced.append(Request(rank: rank, ticket: state.lastTicket))
                    state.waiting[state.lastTicket] = continuation
                }
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Gives a place back.
    func leave() { change { $0.free += 1 } }

    /// Takes back that a change was announced: it has come to its end without a place.
    func withdraw(_ rank: Schedule.Ready) { change { $0.withdraw(rank) } }

    /// Lets nobody in who was not on the wire before.
    func close() {
        let turnedAway = state.withLock { state in
            state.isClosed = true
            var turnedAway: [CheckedContinuation<Bool, Never>] = []
            for request in state.announced where request.isFirst {
                guard let waiter = state.waiting.removeValue(forKey: request.ticket) else { continue }
                turnedAway.append(waiter)
            }
            state.announced.removeAll(where: \.isFirst)
            return turnedAway
        }
        for waiter in turnedAway { waiter.resume(returning: false) }
    }

    private func change(_ body: (inout State) -> Void) {
        let admitted = state.withLock { state in
            body(&state)
            return state.grant()
        }
        for waiter in admitted { waiter.resume(returning: true) }
    }
}
