package import Diagnostics
internal import Feeds
internal import JMESPath

/// The records of a join, found by their keys: their tapes in one, without the source text that they were read from.
///
/// Made by ``JoinBuilder``, immutable, and good for any number of mappers.
package final class JoinData: Sendable {
    /// The name of the join.
    package let name: String
    /// Texts, and every different name once.
    let bytes: [UInt8]
    /// The tapes, one behind the other; the ends of entries count from the start of their record.
    let nodes: [RecordNode]
    let entries: [Entry]
    let index: JoinIndex
    /// The later records of a key, by its first one.
    private let followers: [Int: [Int]]
    /// What is wrong with records that were left out.
    package let findings: [Diagnostic]
    /// Where the records stand; `nil` when nobody asks.
    private let places: Places?

    /// The member under which records say where they stand, where ``Places`` are known.
    static let placeName = "@place"

    /// Where records stand.
    struct Places: Sendable {
        /// What they come from.
        let files: [String]
        /// By entry, which of ``files``.
        let fileOfEntry: [Int32]
    }

    /// One record.
    struct Entry: Sendable {
        /// Where its tape starts.
        let node: UInt32
        let nodeCount: UInt32
        let key: Range<UInt32>
        let position: SourcePosition
        let number: Int
    }

    init(
        name: String, bytes: [UInt8], nodes: [RecordNode], entries: [Entry], index: JoinIndex,
        followers: [Int: [Int]] = [:], places: Places? = nil, findings: [Diagnostic] = []
    ) {
        self.name = name
        self.bytes = bytes
        self.nodes = nodes
        self.entries = entries
        self.index = index
        self.followers = followers
        self.places = places
        self.findings = findings
    }

    /// How many records can be found.
    package var count: Int { index.count }

    /// The record with a key.
    func find(_ key: Span<UInt8>) -> Int? { index.find(key, entries, bytes) }

    /// All records with a key, in the order of the input.
    func findAll(_ key: Span<UInt8>) -> [Int] {
        guard let first = find(key) else { return [] }
        return [first] + (followers[first] ?? [])
    }

    /// A record as a value, with its place where that is known.
    func value(_ entry: Int) -> Operand {
        let value = Operand(record(entry).node().value)
        guard let places, case .map(let fields) = value else { return value }
        let place = SourcePlace(
            file: places.files[Int(places.fileOfEntry[entry])], position: entries[entry].position)
        return .map(fields + [Operand.Field(Self.placeName, .string("\(place)"))])
    }

    /// A record. Its values stand where the record starts: the text between is not kept.
    func record(_ entry: Int) -> Record {
        let found = entries[entry]
        var record = Record()
        record.bytes = bytes
        record.nodes = Array(nodes[Int(found.node)..<Int(found.node) + Int(found.nodeCount)])
        record.position = found.position
        record.number = found.number
        return record
    }
}

extension JoinData.Entry {
    /// Where the key stands.
    var keyRange: Range<Int> { Int(key.lowerBound)..<Int(key.upperBound) }
}

/// Which entry has which key: an open table of numbers, a few bytes for each.
struct JoinIndex: Sendable {
    private struct Slot {
        var hash: UInt32 = 0
        /// -1 is free.
        var entry: Int32 = -1
    }

    /// A power of two, at most half of which are taken.
    private var slots = Array(repeating: Slot(), count: 64)
    private(set) var count = 0

    /// The entry of a key; the keys of entries stand in `bytes`.
    func find(_ key: Span<UInt8>, _ entries: [JoinData.Entry], _ bytes: [UInt8]) -> Int? {
        let slot = slots[place(of: key, Self.hash(key), entries, bytes)]
        return slot.entry < 0 ? nil : Int(slot.entry)
    }

    /// Notes the last entry, in the place of an earlier one with its key.
    mutating func insertLast(of entries: [JoinData.Entry], _ bytes: [UInt8]) {
        guard let last = entries.last else { return }
        if count * 2 >= slots.count { grow() }
        let key = bytes.span.extracting(last.keyRange)
        let hash = Self.hash(key)
        let place = place(of: key, hash, entries, bytes)
        if slots[place].entry < 0 { count += 1 }
        slots[place] = Slot(hash: hash, entry: Int32(clamping: entries.count - 1))
    }

    /// The entries that can be found.
    var entries: [Int] { slots.filter { $0.entry >= 0 }.map { Int($0.entry) }.sorted() }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.entry >= 0 {
            var place = Int(slot.hash) & (slots.count - 1)
            while slots[place].entry >= 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = slot
        }
    }

    /// Where the key stands, or the free place where it would.
    private func place(
        of key: Span<UInt8>, _ hash: UInt32, _ entries: [JoinData.Entry], _ bytes: [UInt8]
    ) -> Int {
        var place = Int(hash) & (slots.count - 1)
        while slots[place].entry >= 0 {
            let slot = slots[place]
            if slot.hash == hash,
                bytes.span.extracting(entries[Int(slot.entry)].keyRange).hasSameBytes(as: key)
            {
                return place
            }
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }

    /// The keys are not ours, so that the hash must be one that nobody can foresee.
    private static func hash(_ key: Span<UInt8>) -> UInt32 {
        var hasher = Hasher()
        key.withUnsafeBufferPointer { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
