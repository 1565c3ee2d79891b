internal import Feeds
public import RedTrack

/// Which key is which id in one account, and what was last applied: the text file `waybill.lock`.
///
/// It is made to be committed and merged: sorted, one line an object. Losing it loses no object, since titles match
/// again.
public struct LockFile: Sendable, Equatable {
    /// What the lock file knows of one object.
    public struct Entry: Sendable, Hashable {
        /// Which of the six kinds it is.
        public var kind: Kind
        /// Its name in the files.
        public var key: String
        /// The id that the API gave it.
        public var id: String
        /// Whether removing it is forbidden, also when it has gone from the files.
        public var isProtected: Bool
        /// The fingerprint of each field as last applied, in lower-case hexadecimal, by the field's name on the wire.
        public var fingerprints: [String: String]

        /// Describes an object.
        public init(
            kind: Kind, key: String, id: String, isProtected: Bool = false,
            fingerprints: [String: String] = [:]
        ) {
            self.kind = kind
            self.key = key
            self.id = id
            self.isProtected = isProtected
            self.fingerprints = fingerprints
        }
    }

    /// The id of the account (its user) that the ids belong to; `nil` before the first apply.
    public var account: String?
    private var table: [Name: Entry] = [:]

    private struct Name: Hashable {
        let kind: Kind
        // Byte by byte: Swift's strings take two spellings of "é" for one, the API does not.
        let key: ExactText

        init(_ kind: Kind, _ key: String) {
            self.kind = kind
            self.key = ExactText(key)
        }
    }

    /// An empty lock file.
    public init(account: String? = nil) {
        self.account = account
    }

    /// All entries, ordered by kind, then by key.
    public var entries: [Entry] { Self.sorted(Array(table.values)) }

    /// All entries, in no order.
    package var unsorted: some Collection<Entry> { table.values }

    /// Entries in the order of a lock file.
    package static func sorted(_ entries: [Entry]) -> [Entry] {
        var order = ExactOrder(capacity: entries.count)
        for entry in entries { order.add(entry.key, below: entry.kind.rank) }
        return order.indices.map { entries[$0] }
    }

    /// What is known of an object; `nil` when nothing is.
    public subscript(_ kind: Kind, _ key: String) -> Entry? { table[Name(kind, key)] }

    /// Adds an entry, or replaces the one with the same kind and key.
    public mutating func set(_ entry: Entry) {
        table[Name(entry.kind, entry.key)] = entry
    }

    /// Forgets an object.
    /// - Returns: what was known of it.
    @discardableResult
    public mutating func remove(_ kind: Kind, _ key: String) -> Entry? {
        table.removeValue(forKey: Name(kind, key))
    }

    /// The entry whose object has this id. Linear in the entries.
    public func entry(_ kind: Kind, id: String) -> Entry? {
        table.values.first { $0.kind == kind && $0.id == id }
    }
}
