internal import Feeds
internal import RedTrack

/// A lock file as lines that are found by the names of their objects; what was last applied is not read.
struct BulkLock: Sendable {
    struct Entry: Sendable {
        var name: UInt64
        var kind: Int
        /// What stands between the quotes.
        var key: Range<Int>
        var isEscaped: Bool
        var id: Range<Int>
        var isProtected = false
        /// The names and fingerprints, separated by commas.
        var fingerprints: Range<Int>
    }

    let bytes: [UInt8]
    /// The account, as it is written.
    private(set) var account: Range<Int>?
    private(set) var entries: [Entry] = []
    private var slots: [UInt32] = []

    /// Looks at a lock file; `nil` when the parser has to.
    init?(_ path: String, _ names: BulkNames) {
        guard let bytes = BulkBytes.read(path), UTF8Text.isText(bytes.span) else { return nil }
        self.bytes = bytes
        guard read(names), index(names) else { return nil }
    }

    private mutating func read(_ names: BulkNames) -> Bool {
        let bytes = bytes
        let span = bytes.span
        let kinds = Kind.allCases.map { Array(($0.rawValue + " \"").utf8) }
        var hasHeader = false
        var start = 0
        while start < span.count {
            var end = start
            while end < span.count, span[end] != 0x0A {
                if span[end] == 0x0D { return false }
                end &+= 1
            }
            let line = start..<end
            let next = min(end &+ 1, span.count)
            if start == 0 {
                guard Self.starts(span, line, Array(LockFile.header.utf8)),
                    line.count == LockFile.header.utf8.count
                else { return false }
                hasHeader = true
            } else if line.isEmpty {
                // Says nothing.
            } else if let kind = kinds.indices.first(where: { Self.starts(span, line, kinds[$0]) }) {
                guard let entry = entry(span, line, behind: kinds[kind].count, kind, names) else {
                    return false
                }
                entries.append(entry)
            } else {
                guard account == nil, Self.starts(span, line, Array("account ".utf8)) else { return false }
                let id = (start + 8)..<end
                guard !id.isEmpty, id.allSatisfy({ Self.isWord(span[$0]) }) else { return false }
                account = id
            }
            start = next
        }
        return hasHeader
    }

    private static func starts(_ bytes: Span<UInt8>, _ line: Range<Int>, _ word: [UInt8]) -> Bool {
        guard line.count >= word.count else { return false }
        for offset in word.indices where bytes[line.lowerBound + offset] != word[offset] { return false }
        return true
    }

    @inline(__always)
    private static func isWord(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"")
    }

    /// `"KEY" ID`, maybe ` protect`, maybe ` NAME=HEX,...` with the names in order.
    private func entry(
        _ bytes: Span<UInt8>, _ line: Range<Int>, behind skipped: Int, _ kind: Int, _ names: BulkNames
    ) -> Entry? {
        let first = line.lowerBound + skipped
        var index = first
        var isEscaped = false
        while index < line.upperBound, bytes[index] != UInt8(ascii: "\"") {
            // No text of JSON holds one as it is.
            if bytes[index] < 0x20 { return nil }
            if bytes[index] == UInt8(ascii: "\\") {
                isEscaped = true
                index &+= 1
            }
            index &+= 1
        }
        guard index &+ 1 < line.upperBound, bytes[index &+ 1] == UInt8(ascii: " "),
            let name = names.name(bytes, first..<index, isEscaped: isEscaped, .json, kind)
        else { return nil }
        index &+= 2
        let id = index
        while index < line.upperBound, Self.isWord(bytes[index]) { index &+= 1 }
        guard index > id else { return nil }
        var entry = Entry(
            name: name, kind: kind, key: first..<(id - 2), isEscaped: isEscaped, id: id..<index,
            fingerprints: index..<index)
        if index < line.upperBound,
            BulkScalar.isWord(bytes, index..<min(index + 8, line.upperBound), " protect")
        {
            index &+= 8
            entry.isProtected = true
        }
        if index == line.upperBound { return entry }
        guard bytes[index] == UInt8(ascii: " ") else { return nil }
        entry.fingerprints = (index + 1)..<line.upperBound
        return areFingerprints(bytes, entry.fingerprints) ? entry : nil
    }

    private func areFingerprints(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        var last = 0..<0
        while true {
            let start = index
            while index < range.upperBound, bytes[index] != UInt8(ascii: "=") {
                let byte = bytes[index]
                guard (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "_") else {
                    return false
                }
                index &+= 1
            }
            let name = start..<index
            guard index > start, index < range.upperBound, Self.isBefore(bytes, last, name) else {
                return false
            }
            last = name
            index &+= 1
            let digits = index
            while index < range.upperBound, bytes[index] &- 48 < 10 || bytes[index] &- 97 < 6 { index &+= 1 }
            guard index > digits else { return false }
            if index == range.upperBound { return true }
            guard bytes[index] == UInt8(ascii: ",") else { return false }
            index &+= 1
        }
    }

    private static func isBefore(_ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        var index = 0
        while index < left.count, index < right.count {
            let (old, new) = (bytes[left.lowerBound + index], bytes[right.lowerBound + index])
            if old != new { return old < new }
            index &+= 1
        }
        return left.count < right.count
    }

    /// Makes the table of names; false when a name or an id occurs twice.
    private mutating func index(_ names: BulkNames) -> Bool {
        var size = 64
        while size < entries.count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        var ids = BulkHashSet(capacity: entries.count)
        for index in entries.indices {
            // Ids of different kinds have nothing to do with one another, yet are not the same either.
            guard ids.insert(names.hash.hash(bytes.span, entries[index].id, 15)) else { return false }
            var slot = Int(truncatingIfNeeded: entries[index].name >> 8) & (size - 1)
            while slots[slot] != 0 {
                if entries[Int(slots[slot]) - 1].name == entries[index].name { return false }
                slot = (slot &+ 1) & (size - 1)
            }
            slots[slot] = UInt32(truncatingIfNeeded: index &+ 1)
        }
        return true
    }

    /// The entry with a name.
    func entry(named name: UInt64) -> Entry? {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: name >> 8) & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) &- 1]
            if entry.name == name { return entry }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    /// The lock file without the entries of some objects.
    func lock(without isLeftOut: (UInt64) -> Bool) -> LockFile {
        var lock = LockFile(account: account.map { String(decoding: bytes[$0], as: UTF8.self) })
        for entry in entries where !isLeftOut(entry.name) {
            let key =
                entry.isEscaped
                ? BulkNames.unescaped(bytes.span, entry.key, .json) ?? [] : Array(bytes[entry.key])
            var known = LockFile.Entry(
                kind: Kind.allCases[entry.kind], key: String(decoding: key, as: UTF8.self),
                id: String(decoding: bytes[entry.id], as: UTF8.self), isProtected: entry.isProtected)
            var fingerprints: [String: String] = [:]
            for part in bytes[entry.fingerprints].split(separator: UInt8(ascii: ",")) {
                guard let sign = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
                fingerprints[String(decoding: part[..<sign], as: UTF8.self)] =
                    String(decoding: part[(sign + 1)...], as: UTF8.self)
            }
            known.fingerprints = fingerprints
            lock.set(known)
        }
        return lock
    }
}
