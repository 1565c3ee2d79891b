import Planning
import RedTrack
import Synchronization

/// The objects that are known not to be a lost creation: those that the account had before the run, and those
/// that the run has made.
final class OwnedObjects: Sendable {
    private struct Object: Hashable {
        let kind: Kind
        let id: String
    }

    private let plan: Plan
    /// The objects that the run has made, as hashes: there may be a million of them.
    private let made = Mutex<Set<Int>>([])

    init(_ plan: Plan) { self.plan = plan }

    /// Takes a new object into possession.
    func add(_ kind: Kind, _ id: String) {
        made.withLock { _ = $0.insert(Object(kind: kind, id: id).hashValue) }
    }

    /// Whether an object is spoken for.
    func contains(_ kind: Kind, _ id: String) -> Bool {
        plan.knew(kind, id: id) || made.withLock { $0.contains(Object(kind: kind, id: id).hashValue) }
    }
}
