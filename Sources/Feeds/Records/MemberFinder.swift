/// Finds the members of maps that a program wants, all of them in one pass over each map.
///
/// The maps of a feed repeat themselves: a name is mostly the one that followed its neighbour in the map before, and
/// one comparison finds that out. So ask for several members at once, and keep one finder for each place in a record
/// where maps stand; asking ``Record/child(of:named:guess:)`` for one after the other looks at a map as often.
///
///     var offer = MemberFinder(["id", "title", "payout"])
///     while try reader.next(&record) {
///         offer.find(in: record)
///         let title = offer[1].map { record.text(of: $0) }
///     }
public struct MemberFinder: Sendable {
    private var names: MetNames
    /// The entry of each wanted member in the map looked at last, or -1.
    @usableFromInline var entries: [Int]
    /// The layout of the record looked at last, and the map in it.
    private var layout: UInt64 = 0
    private var map = 0

    /// Looks for members with these names.
    public init(_ names: [String]) {
        self.names = MetNames(wanted: names.map { Array($0.utf8) })
        self.entries = Array(repeating: -1, count: names.count)
    }

    /// Looks for the members in a map; in what is no map, there are none.
    ///
    /// Linear in the values that stand directly in the map, but free for a row like the one before. Of a name that stands twice the first is found.
    public mutating func find(in record: borrowing Record, at index: Int = 0) {
        if record.layout != 0, record.layout == layout, index == map { return }
        layout = record.layout
        map = index
        for member in entries.indices { entries[member] = -1 }
        guard index >= 0, index < record.nodes.count, record.nodes[index].kind == .map else { return }
        let end = Int(record.nodes[index].end)
        var child = index &+ 1
        var next = 0
        while true {
            child = names.follow(record, from: child, to: end, &next, &entries)
            guard child < end else { return }
            let member = names.meet(record.bytes.span.extracting(record.nameRange(of: child)), &next)
            if member >= 0, entries[member] < 0 { entries[member] = child }
            child = Int(record.nodes[child].end)
        }
    }

    /// The entry of a member of the map looked at last, by the number of its name; `nil` when the map has none.
    @inlinable
    public subscript(member: Int) -> Int? {
        let entry = entries[member]
        return entry < 0 ? nil : entry
    }
}

/// The names that maps of one place had, in the order in which they came first.
private struct MetNames {
    private struct Name {
        /// The first eight bytes of the name, or fewer.
        let head: UInt64
        /// Which bits of ``head`` mean something.
        let mask: UInt64
        /// Where the whole name is remembered, and its length.
        let start: Int
        let count: Int
        /// Which of the wanted members it is, or -1.
        let member: Int
    }

    // What is not remembered is compared with the wanted names each time.
    private static let mostNames = 256
    private static let longestName = 256

    private let wanted: [[UInt8]]
    private var met: [Name] = []
    private var text: [UInt8] = []

    init(wanted: [[UInt8]]) {
        self.wanted = wanted
    }

    /// Goes on while names come that are known, in the order in which they came; the first that does not, or `end`.
    func follow(
        _ record: borrowing Record, from start: Int, to end: Int, _ next: inout Int, _ found: inout [Int]
    ) -> Int {
        let nodes = record.nodes.span
        let bytes = record.bytes.span.bytes
        let met = met.span
        var entries = found.mutableSpan
        var child = start
        let lastWord = bytes.byteCount &- 8
        while child < end {
            let node = nodes[child]
            let count = Int(node.nameCount)
            let start = Int(node.nameStart)
            guard start <= lastWord else { return child }
            // In bounds: eight bytes stand behind the start.
            let word = UInt64(
                littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self))
            var place = next
            // A few names may be left out.
            let last = min(met.count, next &+ 4)
            while place < last {
                let name = met[unchecked: place]
                if name.count == count, word & name.mask == name.head,
                    count <= 8 || isSame(bytes.extracting(start..<(start &+ count)), name.start)
                {
                    break
                }
                place &+= 1
            }
            guard place < last else { return child }
            let member = met[unchecked: place].member
            if member >= 0, entries[member] < 0 { entries[member] = child }
            next = place &+ 1
            child = Int(node.end)
        }
        return end
    }

    @inline(never)
    private func isSame(_ name: RawSpan, _ start: Int) -> Bool {
        Record.areEqual(name, text.span.bytes.extracting(start..<(start &+ name.byteCount)))
    }

    /// Which of the wanted members a name is, or -1. It is remembered, if there is room, and what follows it `next`.
    @inline(never)
    mutating func meet(_ name: Span<UInt8>, _ next: inout Int) -> Int {
        for place in met.indices where met[place].count == name.count {
            guard isSame(name.bytes, met[place].start) else { continue }
            next = place + 1
            return met[place].member
        }
        let member = wanted.firstIndex { bytes in
            bytes.count == name.count && Record.areEqual(name.bytes, bytes.span.bytes)
        }
        guard met.count < Self.mostNames, name.count <= Self.longestName else { return member ?? -1 }
        var (head, mask): (UInt64, UInt64) = (0, 0)
        let start = text.count
        for offset in name.indices {
            text.append(name[offset])
            guard offset < 8 else { continue }
            head |= UInt64(name[offset]) << UInt64(offset * 8)
            mask |= 0xFF << UInt64(offset * 8)
        }
        met.append(Name(head: head, mask: mask, start: start, count: name.count, member: member ?? -1))
        next = met.count
        return member ?? -1
    }
}
