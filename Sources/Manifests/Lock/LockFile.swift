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
        /// The fingerprint of each field as last applied, in lower-case hexadecimal, by the field's name on the wire. They
        /// are put together with each call.
        public var fingerprints: [String: String] {
            get { packed.table }
            set { packed = FieldFingerprints(newValue) }
        }
        /// The same as it is kept.
        package var packed: FieldFingerprints

        /// Describes an object.
        public init(
            kind: Kind, key: String, id: String, isProtected: Bool = false,
            fingerprints: [String: String] = [:]
        ) {
            self.kind = kind
            self.key = key
            self.id = id
            self.isProtected = isProtected
            packed = FieldFingerprints(fingerprints)
        }

        /// The same with fingerprints that are kept already.
        package init(
            kind: Kind, key: String, id: String, isProtected: Bool, packed: FieldFingerprints
        ) {
            self.kind = kind
            self.key = key
            self.id = id
            self.isProtected = isProtected
            self.packed = packed
        }
    }

    /// The id of the account (its user) that the ids belong to; `nil` before the first apply.
    public var account: String?
    /// The entries, in no order.
    private var list: [Entry] = []
    /// Where an entry stands in the list.
    private var places = PlaceTable()

    // Byte by byte: Swift's strings take two spellings of "é" for one, the API does not.
    private static func hash(_ kind: Kind, _ key: String) -> Int {
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(ExactText(key))
        return hasher.finalize()
    }

    private static func hash(_ entry: Entry) -> Int { hash(entry.kind, entry.key) }

    private func place(_ kind: Kind, _ key: String) -> Int? {
        places.place(Self.hash(kind, key)) {
            list[$0].kind == kind && ExactText(list[$0].key) == ExactText(key)
        }
    }

    /// An empty lock file.
    public init(account: String? = nil) {
        self.account = account
    }

    /// All entries, ordered by kind, then by key.
    public var entries: [Entry] { Self.sorted(list) }

    /// All entries, in no order.
    package var unsorted: [Entry] { list }

    /// Entries in the order of a lock file.
    package static func sorted(_ entries: [Entry]) -> [Entry] {
        var order = ExactOrder(capacity: entries.count)
        for entry in entries { order.add(entry.key, below: entry.kind.rank) }
        return order.indices.map { entries[$0] }
    }

    /// The places of the entries in ``unsorted``, in the order of the file.
    var order: [Int] {
        var order = ExactOrder(capacity: list.count)
        for entry in list { order.add(entry.key, below: entry.kind.rank) }
        return order.indices
    }

    /// What is known of an object; `nil` when nothing is.
    public subscript(_ kind: Kind, _ key: String) -> Entry? { place(kind, key).map { list[$0] } }

    /// Makes room for more entries.
    package mutating func reserve(_ more: Int) {
        list.reserveCapacity(list.count + more)
        let list = list
        places.reserve(list.count + more) { Self.hash(list[$0]) }
    }

    /// Adds an entry, or replaces the one with the same kind and key.
    public mutating func set(_ entry: Entry) {
        if let place = place(entry.kind, entry.key) {
            list[place] = entry
            return
        }
        list.append(entry)
        let list = list
        places.insert(list.count - 1) { Self.hash(list[$0]) }
    }

    /// Forgets an object.
    /// - Returns: what was known of it.
    @discardableResult
    public mutating func remove(_ kind: Kind, _ key: String) -> Entry? {
        guard let place = place(kind, key) else { return nil }
        let entry = list[place]
        // Given back before the list is changed, which would be copied else.
        do {
            let list = list
            places.remove(place) { Self.hash(list[$0]) }
        }
        // The last entry takes its place.
        let last = list.count - 1
        if place != last {
            places.move(last, to: place, hash: Self.hash(list[last]))
            list[place] = list[last]
        }
        list.removeLast()
        return entry
    }

    /// The entry whose object has this id. Linear in the entries.
    public func entry(_ kind: Kind, id: String) -> Entry? {
        list.first { $0.kind == kind && $0.id == id }
    }

    /// Whether both know the same.
    public static func == (left: LockFile, right: LockFile) -> Bool {
        left.account == right.account && left.list.count == right.list.count
            && left.list.allSatisfy { right[$0.kind, $0.key] == $0 }
    }
}
