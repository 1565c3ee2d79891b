import Feeds
import RedTrack
import Synchronization

/// The ids that objects of an account refer to although the account does not list them, such as those of offers that
/// were deleted. They are looked for once, and only when a name in a file leads nowhere else.
final class LostReferences: Sendable {
    private let snapshot: Snapshot
    private let ids = Mutex<[Kind: Set<String>]?>(nil)

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// Whether the account refers to this id and does not list it.
    func contains(_ kind: Kind, _ id: String) -> Bool {
        ids.withLock { known in
            let ids = known ?? Self.all(snapshot)
            known = ids
            return ids[kind]?.contains(id) == true
        }
    }

    private static func all(_ snapshot: Snapshot) -> [Kind: Set<String>] {
        var ids: [Kind: Set<String>] = [:]
        for kind in Kind.allCases where !kind.referredKinds.isEmpty {
            for object in snapshot.objects[kind] ?? [] {
                for field in kind.fields where field.isWritable {
                    guard let value = object.record[field.name]?.value else { continue }
                    for reference in Draft(wire: value, type: field.type).existingReferences(type: field.type)
                    where snapshot.object(reference.kind, id: reference.id) == nil {
                        ids[reference.kind, default: []].insert(reference.id)
                    }
                }
            }
        }
        return ids
    }
}
