import Planning
import RedTrack
import Synchronization

/// Lets only one creation of a name be under way at a time. A creation whose answer got lost is looked for by
/// its name: it must not find the object that another one has just made.
final class NameTurns: Sendable {
    /// A kind and the name by which its objects are found.
    struct Name: Hashable {
        let kind: Kind
        let name: ExactText
    }

    /// The names that are under way, each with those that wait for it.
    private let waiting = Mutex<[Name: [CheckedContinuation<Void, Never>]]>([:])

    /// Returns when nobody else has the turn. Not ended by cancellation: whoever has the turn gives it back
    /// soon.
    func take(_ name: Name) async {
        await withCheckedContinuation { continuation in
            let isFree = waiting.withLock { waiting in
                if waiting[name] == nil {
                    waiting[name] = []
                    return true
                }
                waiting[name]?.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    /// Gives the turn to the one that has waited longest.
    func giveBack(_ name: Name) {
        let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
            guard var queue = waiting[name], !queue.isEmpty else {
                waiting[name] = nil
                return nil
            }
            let next = queue.removeFirst()
            waiting[name] = queue
            return next
        }
        next?.resume()
    }
}
