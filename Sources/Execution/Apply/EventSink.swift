import Planning
import Synchronization

/// Counts what happens and tells it, one event at a time.
final class EventSink: Sendable {
    private let counts: Mutex<RunCounts>
    private let listener: @Sendable (RunEvent) -> Void

    init(total: Int, _ listener: @escaping @Sendable (RunEvent) -> Void) {
        counts = Mutex(RunCounts(total: total))
        self.listener = listener
    }

    /// Tells an event after the counts have been brought up to date. The listener is called under the lock,
    /// so that events keep their order: it must not call back.
    func tell(_ kind: RunEvent.Kind, _ update: (inout RunCounts) -> Void = { _ in }) {
        counts.withLock { counts in
            update(&counts)
            listener(RunEvent(kind: kind, counts: counts))
        }
    }

    /// Tells what became of a change that was tried.
    func tell(_ result: ChangeResult, of change: Change) {
        let ended = result.wasStarted ? 1 : 0
        switch result.outcome {
        case .done, .adopted:
            tell(.finished(change, result.outcome)) {
                $0.inFlight -= ended
                $0.done += 1
            }
        case .failed, .waiting:
            tell(.failed(change, result.outcome)) {
                $0.inFlight -= ended
                $0.failed += 1
            }
        case .blocked, .skipped, .notStarted: break
        }
    }
}
