import Manifests
import RedTrack

/// The lock file with its entries found by id as well as by key, each in one step.
struct LockIndex: Sendable {
    /// The lock file.
    let lock: LockFile
    /// All entries, ordered by kind, then by key.
    let entries: [LockFile.Entry]
    /// The first entry of each id.
    private let byID: [ID: Int]
    /// The others, of ids that have several.
    private let others: [ID: [Int]]

    private struct ID: Hashable {
        let kind: Kind
        let id: String
    }

    init(_ lock: LockFile) {
        self.lock = lock
        entries = lock.entries
        var byID: [ID: Int] = [:]
        var others: [ID: [Int]] = [:]
        byID.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            let id = ID(kind: entry.kind, id: entry.id)
            if byID[id] == nil { byID[id] = index } else { others[id, default: []].append(index) }
        }
        (self.byID, self.others) = (byID, others)
    }

    private func entries(_ kind: Kind, id: String) -> [LockFile.Entry] {
        let id = ID(kind: kind, id: id)
        guard let first = byID[id] else { return [] }
        return [entries[first]] + others[id, default: []].map { entries[$0] }
    }

    subscript(_ kind: Kind, _ key: String) -> LockFile.Entry? { lock[kind, key] }

    /// What is known of the object with this id: under this key, or, when its key was changed, under the only other.
    func entry(_ kind: Kind, id: String, preferring key: String) -> LockFile.Entry? {
        if let entry = lock[kind, key], entry.id == id { return entry }
        let known = entries(kind, id: id)
        return known.count == 1 ? known[0] : nil
    }

    /// The keys by which an object is known, sorted; `nil` when there is none.
    func keys(_ kind: Kind, id: String) -> [String]? {
        let known = entries(kind, id: id)
        return known.isEmpty ? nil : known.map(\.key)
    }

    /// Whether the object with this id may not be removed, whatever it is called.
    func isProtected(_ kind: Kind, id: String) -> Bool {
        entries(kind, id: id).contains(where: \.isProtected)
    }
}
