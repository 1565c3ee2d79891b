import Synchronization

/// The sums of clicks and conversions that were asked for, kept until there are new ones.
///
/// Traffic changes far more rarely than lists are read, and every list shows sums.
final class TrafficSums: Sendable {
    /// What was summed.
    struct Key: Sendable, Hashable {
        let userID: String
        /// Whose ids the sums are under; `nil` is one sum of everything, under an empty id.
        let kind: Kind?
        let span: DayRange
    }

    private struct State {
        var revision = 0
        var sums: [Key: [String: TrafficTotals]] = [:]
    }

    /// Spans beyond this number make room for new ones.
    private static let capacity = 256

    private let state = Mutex(State())

    /// To be called after a transaction that wrote clicks or conversions, before its request is answered.
    func forget() {
        state.withLock { state in
            state.revision += 1
            state.sums.removeAll()
        }
    }

    /// What a transaction may use. It is taken before a reading transaction begins: what was read before the last
    /// ``forget()`` is then not kept.
    var view: View { View(all: self, revision: state.withLock(\.revision)) }

    /// The sums as one transaction sees them.
    struct View: Sendable {
        fileprivate let all: TrafficSums
        fileprivate let revision: Int

        /// The sums of a key, from `read` when they are not kept.
        func sums(
            _ key: Key, _ read: () throws -> [String: TrafficTotals]
        ) rethrows -> [String: TrafficTotals] {
            if let kept = all.state.withLock({ $0.sums[key] }) { return kept }
            let sums = try read()
            all.state.withLock { state in
                guard state.revision == revision else { return }
                if state.sums.count >= TrafficSums.capacity { state.sums.removeAll() }
                state.sums[key] = sums
            }
            return sums
        }
    }
}
