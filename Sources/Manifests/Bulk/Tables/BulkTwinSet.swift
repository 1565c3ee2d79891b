/// All rows of a table that are the same in two files, found by their names.
struct BulkTwinSet: Sendable {
    private let parts: [BulkTwins]
    /// Which number the first row of each part has.
    private let firsts: [Int]
    let count: Int
    /// Two tables of names: the upper half of a name, and the number of its row from 1; 0 where nothing is.
    private let slots: [[UInt64]]

    private static let tags: UInt64 = 0xFFFF_FFFF_0000_0000

    /// `nil` when a name stands in two rows.
    init?(_ parts: [BulkTwins]) async {
        self.parts = parts
        var firsts: [Int] = []
        var count = 0
        for part in parts {
            firsts.append(count)
            count += part.count
        }
        guard count < Int(UInt32.max) else { return nil }
        (self.firsts, self.count) = (firsts, count)
        let starts = firsts
        let rows = count
        async let first = Self.slots(parts, starts, half: 0, of: rows)
        async let second = Self.slots(parts, starts, half: 1, of: rows)
        guard let first = await first, let second = await second else { return nil }
        slots = [first, second]
    }

    /// Which of the tables knows a name. The lowest bit is the same in all.
    @inline(__always)
    private static func half(_ name: UInt64) -> Int { Int(truncatingIfNeeded: name >> 1) & 1 }

    private static func slots(
        _ parts: [BulkTwins], _ firsts: [Int], half: Int, of count: Int
    ) async -> [UInt64]? {
        var size = 64
        while size < count { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        let mask = size - 1
        var number: UInt64 = 0
        for part in parts {
            for name in part.names {
                number &+= 1
                guard Self.half(name) == half else { continue }
                var slot = Int(truncatingIfNeeded: name >> 8) & mask
                while slots[slot] != 0 {
                    if (slots[slot] ^ name) & Self.tags == 0 {
                        let (part, row) = Self.place(
                            of: Int(slots[slot] & ~Self.tags) - 1, firsts)
                        // The same hash is the same name, or nearly never another one: both are for the readers.
                        if parts[part].names[row] == name { return nil }
                    }
                    slot = (slot &+ 1) & mask
                }
                slots[slot] = name & Self.tags | number
            }
        }
        return slots
    }

    /// The row with a name.
    func index(named name: UInt64) -> Int? {
        let table = slots[Self.half(name)]
        let mask = table.count &- 1
        var slot = Int(truncatingIfNeeded: name >> 8) & mask
        while table[slot] != 0 {
            if (table[slot] ^ name) & Self.tags == 0 {
                let index = Int(table[slot] & ~Self.tags) - 1
                if self.name(index) == name { return index }
            }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    /// The part in which a row stands, and its number there.
    private static func place(of index: Int, _ firsts: [Int]) -> (part: Int, row: Int) {
        let part = (firsts.lastIndex { $0 <= index }) ?? 0
        return (part, index - firsts[part])
    }

    func name(_ index: Int) -> UInt64 {
        let (part, row) = Self.place(of: index, firsts)
        return parts[part].names[row]
    }

    /// The name that the title of a row is, where it is not its name.
    func title(_ index: Int) -> UInt64? {
        let (part, row) = Self.place(of: index, firsts)
        guard row < parts[part].titles.count, parts[part].titles[row] != 0 else { return nil }
        return parts[part].titles[row]
    }

    /// The name that a row refers to.
    func reference(_ index: Int) -> UInt64? {
        let (part, row) = Self.place(of: index, firsts)
        guard row < parts[part].references.count, parts[part].references[row] != 0 else { return nil }
        return parts[part].references[row]
    }

    /// Where a row starts in each file, and in which line.
    func place(_ index: Int) -> (offsets: BulkTwins.Lines, lines: BulkTwins.Lines) {
        let (part, row) = Self.place(of: index, firsts)
        return parts[part].place(row)
    }

    /// Whether no title of a row is another name than its own.
    var hasNoTitles: Bool { parts.allSatisfy(\.titles.isEmpty) }
    /// Whether no row refers to anything.
    var hasNoReferences: Bool { parts.allSatisfy(\.references.isEmpty) }
}
