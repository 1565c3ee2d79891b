internal import RedTrack

/// Which objects a plan can do without: they are the same on both sides, and nothing that is planned needs them.
///
/// Everything else stays. When in doubt an object stays: then the plan is computed as if nobody had looked.
struct BulkSelection {
    private let files: BulkSide
    /// The other side; objects of it that stay are known to be sound, if they are.
    private var otherFiles: BulkSide
    private let tables: [BulkTable]
    private let pairs: BulkPairs
    /// Whether each object of the first side is left out; its pair then is as well.
    private var isLeftOut: [Bool]
    /// Which rows that are the same in both tables stay nevertheless, by table.
    private var kept: [[Bool]]
    private var looker: BulkLooker
    private var otherLooker: BulkLooker
    /// The names that something which stays has or refers to.
    private var wanted = BulkHashSet()
    private var open: [Int] = []
    private var otherOpen: [Int] = []
    private var openRows: [(table: Int, row: Int)] = []

    /// Chooses; `nil` when it cannot be told what some object refers to, and when a name occurs twice.
    /// - Parameters:
    ///   - side: the files that are planned.
    ///   - other: what they are compared with.
    ///   - tables: the rows that are the same on both sides, and in neither of them.
    ///   - lock: the lock file of the first side, which knows what is who, if there is one.
    ///   - otherLock: that of the other side.
    init?(
        _ side: BulkSide, _ other: BulkSide, _ tables: BulkTables, lock: BulkLock?, otherLock: BulkLock?
    ) {
        files = side
        otherFiles = other
        self.tables = tables.all
        pairs = BulkPairs(side, other)
        looker = BulkLooker(side)
        otherLooker = BulkLooker(other)
        isLeftOut = pairs.isEqual
        kept = tables.all.map { [Bool](repeating: false, count: $0.twins.count) }
        guard haveOwnNames() else { return nil }
        let isKnown = identities(lock, otherLock)
        for index in isLeftOut.indices where !isKnown[index] { isLeftOut[index] = false }
        guard keepReferrersOfUnknown(isKnown) else { return nil }
        for index in isLeftOut.indices where !isLeftOut[index] { open.append(index) }
        for index in other.chunks.indices where !isOtherLeftOut(index) { otherOpen.append(index) }
        guard close() else { return nil }
    }

    private func isOtherLeftOut(_ index: Int) -> Bool {
        pairs.owner[index] > 0 && isLeftOut[Int(pairs.owner[index]) - 1]
    }

    /// The row of that name which is the same in both tables.
    @inline(__always)
    private func twin(named name: UInt64) -> (table: Int, row: Int)? {
        for table in tables.indices {
            if let row = tables[table].twins.index(named: name) { return (table, row) }
        }
        return nil
    }

    /// Whether no object has the name of a row that is the same in both tables.
    private func haveOwnNames() -> Bool {
        if tables.isEmpty { return true }
        for (number, table) in tables.enumerated() {
            for earlier in tables[..<number] where earlier.kind == table.kind {
                let rows = 0..<table.twins.count
                if rows.contains(where: { earlier.twins.index(named: table.twins.name($0)) != nil }) {
                    return false
                }
            }
        }
        return !files.chunks.contains { twin(named: $0.name) != nil }
            && !otherFiles.chunks.contains { twin(named: $0.name) != nil }
    }

    /// Whether it is certain that each object of the first side is the one of its name on the other side. Rows of
    /// tables for which it is not stay.
    private mutating func identities(_ lock: BulkLock?, _ otherLock: BulkLock?) -> [Bool] {
        func isKnown(_ name: UInt64) -> Bool {
            // Without a lock file the other side's names are the identity.
            guard let lock else { return true }
            guard let entry = lock.entry(named: name) else { return false }
            guard let otherLock else { return true }
            guard let otherEntry = otherLock.entry(named: name) else { return false }
            return lock.bytes[entry.id] == otherLock.bytes[otherEntry.id]
        }
        if lock != nil {
            for (number, table) in tables.enumerated() {
                for row in 0..<table.twins.count where !isKnown(table.twins.name(row)) {
                    keep(row, of: number)
                }
            }
        }
        return files.chunks.indices.map { index in
            let partner = Int(pairs.partner[index])
            return partner > 0 && !files.chunks[index].flags.contains(.hasWords)
                && !otherFiles.chunks[partner - 1].flags.contains(.hasWords)
                && isKnown(files.chunks[index].name)
        }
    }

    /// Whoever refers to an object that is not certainly the same on both sides stays: also to one that is gone, since
    /// removals ask who refers to them.
    private mutating func keepReferrersOfUnknown(_ isKnown: [Bool]) -> Bool {
        var unknown = BulkHashSet()
        for name in files.references.all + tables.flatMap(\.references) {
            if let index = files.chunk(named: name), isKnown[index] { continue }
            if let (table, row) = twin(named: name), !kept[table][row] { continue }
            _ = unknown.insert(name)
        }
        guard unknown.count > 0 else { return true }
        for index in isLeftOut.indices
        where isLeftOut[index] && !Kind.allCases[Int(files.chunks[index].kind)].referredKinds.isEmpty {
            guard let look = looker.look(at: index) else { return false }
            if look.references.contains(where: { unknown.contains($0) }) { isLeftOut[index] = false }
        }
        for (number, table) in tables.enumerated() where !table.twins.hasNoReferences {
            for row in 0..<table.twins.count {
                if let name = table.twins.reference(row), unknown.contains(name) { keep(row, of: number) }
            }
        }
        return true
    }

    /// Keeps what those that stay refer to and what is called as they are, until nothing is missing.
    private mutating func close() -> Bool {
        repeat {
            while !open.isEmpty || !otherOpen.isEmpty || !openRows.isEmpty {
                if let (table, row) = openRows.popLast() {
                    let twins = tables[table].twins
                    want(twins.name(row))
                    if let title = twins.title(row) { want(title) }
                    if let reference = twins.reference(row) { want(reference) }
                } else if let index = open.popLast() {
                    guard let look = looker.look(at: index) else { return false }
                    want(look, title: files.title(look, of: index), files.chunks[index].name)
                } else if let index = otherOpen.popLast() {
                    guard let look = otherLooker.look(at: index) else { return false }
                    if look.isSound { otherFiles.noteSound(index) }
                    want(look, title: otherFiles.title(look, of: index), otherFiles.chunks[index].name)
                }
            }
            // Objects with a key may have a wanted title.
            for index in isLeftOut.indices
            where isLeftOut[index] && files.chunks[index].flags.contains(.hasOwnKey) {
                guard let look = looker.look(at: index) else { return false }
                if let title = files.title(look, of: index), wanted.contains(title) { keep(index) }
            }
            for (number, table) in tables.enumerated() where !table.twins.hasNoTitles {
                for row in 0..<table.twins.count {
                    if let title = table.twins.title(row), wanted.contains(title) { keep(row, of: number) }
                }
            }
        } while !open.isEmpty || !openRows.isEmpty
        return true
    }

    private mutating func want(_ look: BulkLook, title: UInt64?, _ name: UInt64) {
        want(name)
        if let title { want(title) }
        for reference in look.references { want(reference) }
    }

    private mutating func want(_ name: UInt64) {
        guard wanted.insert(name) else { return }
        if let index = files.chunk(named: name) {
            keep(index)
        } else if let index = otherFiles.chunk(named: name), pairs.owner[index] > 0 {
            keep(Int(pairs.owner[index]) - 1)
        } else if let (table, row) = twin(named: name) {
            keep(row, of: table)
        }
    }

    private mutating func keep(_ index: Int) {
        guard isLeftOut[index] else { return }
        isLeftOut[index] = false
        open.append(index)
    }

    /// Keeps a row that is the same in both tables.
    private mutating func keep(_ row: Int, of table: Int) {
        guard !kept[table][row] else { return }
        kept[table][row] = true
        openRows.append((table, row))
    }
}

/// What was chosen.
extension BulkSelection {
    /// Whether the object of a name is left out.
    func isLeftOut(_ name: UInt64) -> Bool {
        if let index = files.chunk(named: name) { return isLeftOut[index] }
        return twin(named: name).map { !kept[$0.table][$0.row] } ?? false
    }

    /// How many objects of each kind are left out.
    var leftOut: [Kind: Int] {
        var counts = [Int](repeating: 0, count: Kind.allCases.count)
        for index in isLeftOut.indices where isLeftOut[index] { counts[Int(files.chunks[index].kind)] += 1 }
        for (table, kept) in zip(tables, kept) { counts[table.kind] += kept.count { !$0 } }
        var leftOut: [Kind: Int] = [:]
        for (kind, count) in zip(Kind.allCases, counts) where count > 0 { leftOut[kind] = count }
        return leftOut
    }

    /// Both sides with the rows of tables that stay, and which objects of each are left out; `nil` when rows cannot be
    /// read.
    func sides() -> (side: Side, other: Side)? {
        var side = Side(files: files, isLeftOut: isLeftOut)
        var other = Side(
            files: otherFiles, isLeftOut: otherFiles.chunks.indices.map { isOtherLeftOut($0) })
        for (table, kept) in zip(tables, kept) {
            guard let (rows, otherRows) = table.rows(of: kept.indices.filter { kept[$0] }) else { return nil }
            side.files.keep(rows, of: table.path, &side.isLeftOut)
            other.files.keep(otherRows, of: table.otherPath, &other.isLeftOut)
        }
        return (side, other)
    }

    /// A side, and what of it is left out.
    struct Side {
        var files: BulkSide
        var isLeftOut: [Bool]
    }
}
