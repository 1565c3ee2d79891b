import Manifests
import RedTrack

/// How objects are called in a plan: by their key when the files know them, else by their title.
struct ObjectNames: Sendable {
    private let keys: [Kind: [String: String]]
    private let snapshot: Snapshot

    init(_ objects: [ManifestObject], _ matching: Matching, _ snapshot: Snapshot) {
        var keys: [Kind: [String: String]] = [:]
        for index in objects.indices {
            guard let id = matching.matches[index].object?.id else { continue }
            keys[objects[index].kind, default: [:]][id] = objects[index].key
        }
        self.keys = keys
        self.snapshot = snapshot
    }

    /// The names where there are no files: the keys of the lock file.
    init(_ lock: LockIndex, _ snapshot: Snapshot) {
        var keys: [Kind: [String: String]] = [:]
        for entry in lock.entries { keys[entry.kind, default: [:]][entry.id] = entry.key }
        self.keys = keys
        self.snapshot = snapshot
    }

    func name(_ kind: Kind, _ reference: Reference) -> String {
        switch reference {
        case .pending(let address): address.key
        case .existing(let id): keys[kind]?[id] ?? title(kind, id)
        }
    }

    /// The title of an object that the files do not know; with its id when that is not enough to tell it.
    private func title(_ kind: Kind, _ id: String) -> String {
        guard let object = snapshot.object(kind, id: id), !object.title.isEmpty else { return id }
        return snapshot.objects(kind, titled: object.title).count > 1
            ? "\(object.title) (\(id))" : object.title
    }
}
