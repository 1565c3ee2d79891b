import Synchronization

/// Counts the objects that have been read back, over all kinds.
final class VerificationProgress: Sendable {
    private let total: Int
    private let checked = Mutex(0)
    private let events: EventSink

    init(total: Int, _ events: EventSink) {
        self.total = total
        self.events = events
    }

    /// More have been looked at.
    func add(_ count: Int) {
        checked.withLock { checked in
            checked = min(checked + count, total)
            events.tell(.verifying(checked: checked, of: total))
        }
    }
}
