/// The names of one map, to find one that stands twice: compared byte by byte, after unescaping.
///
/// The names themselves stay in a buffer of the caller's, who hands it in each time. A few names are searched, many
/// get a hash table, seeded as Swift's hashes are, so that no input can be made to collide.
struct JSONNames {
    private struct Entry {
        let start: Int
        let count: Int
    }

    private static let few = 16

    private var entries: [Entry] = []
    /// Entry numbers plus one, by hash; 0 is free. Empty while names are few.
    private var table: [UInt32] = []
    private var isHashed = false

    /// How many names there are.
    var count: Int { entries.count }

    /// Forgets all names and keeps the memory, unless it is much.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: entries.count <= 4_096)
        if table.count > 16_384 { table = [] }
        isHashed = false
    }

    /// Adds a name that stands in `bytes`; the number of the equal one that was added before, if there is one.
    mutating func insert(_ range: Range<Int>, of bytes: Span<UInt8>) -> Int? {
        let entry = Entry(start: range.lowerBound, count: range.count)
        guard isHashed else {
            if let known = search(entry, bytes) { return known }
            entries.append(entry)
            if entries.count > Self.few { hashAll(bytes) }
            return nil
        }
        let slot = slot(for: entry, bytes)
        if table[slot] > 0 { return Int(table[slot]) - 1 }
        entries.append(entry)
        table[slot] = UInt32(truncatingIfNeeded: entries.count)
        if entries.count > table.count / 2 { hashAll(bytes) }
        return nil
    }

    /// The number of the name that is equal to one in `bytes`, which is not added.
    func number(of range: Range<Int>, of bytes: Span<UInt8>) -> Int? {
        let entry = Entry(start: range.lowerBound, count: range.count)
        guard isHashed else { return search(entry, bytes) }
        let found = table[slot(for: entry, bytes)]
        return found > 0 ? Int(found) - 1 : nil
    }

    private func search(_ entry: Entry, _ bytes: Span<UInt8>) -> Int? {
        for index in entries.indices where Self.isSame(entries[index], entry, bytes) { return index }
        return nil
    }

    private mutating func hashAll(_ bytes: Span<UInt8>) {
        var size = max(64, table.count)
        while size < entries.count * 4 { size *= 2 }
        if size == table.count {
            for index in table.indices { table[index] = 0 }
        } else {
            table = [UInt32](repeating: 0, count: size)
        }
        isHashed = true
        for (index, entry) in entries.enumerated() {
            table[slot(for: entry, bytes)] = UInt32(truncatingIfNeeded: index + 1)
        }
    }

    /// The place of a name in the table, or the free one where it belongs. The table is never full.
    private func slot(for entry: Entry, _ bytes: Span<UInt8>) -> Int {
        var hasher = Hasher()
        bytes.extracting(entry.start..<(entry.start + entry.count)).withUnsafeBytes {
            hasher.combine(bytes: $0)
        }
        let mask = table.count - 1
        var slot = hasher.finalize() & mask
        while table[slot] > 0, !Self.isSame(entries[Int(table[slot]) - 1], entry, bytes) {
            slot = (slot + 1) & mask
        }
        return slot
    }

    private static func isSame(_ left: Entry, _ right: Entry, _ bytes: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count
        where bytes[left.start &+ offset] != bytes[right.start &+ offset] {
            return false
        }
        return true
    }
}
