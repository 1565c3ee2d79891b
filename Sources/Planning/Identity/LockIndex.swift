import Manifests
import RedTrack

/// The lock file with its entries found by id as well as by key, each in one step.
struct LockIndex: Sendable {
    /// The lock file.
    let lock: LockFile
    /// All entries, ordered by kind, then by key.
    let entries: [LockFile.Entry]
    private let byID: [Kind: [String: [LockFile.Entry]]]

    init(_ lock: LockFile) {
        self.lock = lock
        entries = lock.entries
        byID = Dictionary(grouping: entries, by: \.kind).mapValues { Dictionary(grouping: $0, by: \.id) }
    }

    subscript(_ kind: Kind, _ key: String) -> LockFile.Entry? { lock[kind, key] }

    /// What is known of the object with this id: under this key, or, when its key was changed, under the only other.
    func entry(_ kind: Kind, id: String, preferring key: String) -> LockFile.Entry? {
        let known = byID[kind]?[id] ?? []
        if let entry = lock[kind, key], entry.id == id { return entry }
        return known.count == 1 ? known[0] : nil
    }

    /// The keys by which an object is known, sorted; `nil` when there is none.
    func keys(_ kind: Kind, id: String) -> [String]? { byID[kind]?[id]?.map(\.key) }

    /// Whether the object with this id may not be removed, whatever it is called.
    func isProtected(_ kind: Kind, id: String) -> Bool {
        byID[kind]?[id]?.contains(where: \.isProtected) ?? false
    }
}
