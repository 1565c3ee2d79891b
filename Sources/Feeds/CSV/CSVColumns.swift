internal import Diagnostics
internal import Synchronization

/// The columns of a table: their names, and what the entries of all rows have in common.
struct CSVColumns {
    /// The names in order; empty when rows are lists.
    let names: [String]
    /// The names one after the other, as they stand at the front of each record.
    let blob: [UInt8]
    /// An entry for each index of a record: the row, then a field with its name, or without one behind the last column.
    private(set) var template: [RecordNode]
    /// Whether rows are maps.
    let areNamed: Bool
    /// What ``Record/layout`` is of rows that have all columns and no more: tables of this process have different ones.
    let layout: UInt64

    private static let lastLayout = Atomic<UInt64>(0)

    /// Rows are lists.
    static let unnamed = CSVColumns(names: [], areNamed: false)

    /// Columns with these names, which are different.
    init(names: [String], areNamed: Bool = true) {
        var blob: [UInt8] = []
        var template = [RecordNode(areNamed ? .map : .list, end: 1, place: 0)]
        template.reserveCapacity(names.count + 1)
        for name in names {
            let start = blob.count
            blob.append(contentsOf: name.utf8)
            var entry = RecordNode(.string, end: UInt32(truncatingIfNeeded: template.count + 1), place: 0)
            entry.nameStart = UInt32(truncatingIfNeeded: start)
            entry.nameCount = UInt32(truncatingIfNeeded: blob.count - start)
            template.append(entry)
        }
        self.names = names
        self.blob = blob
        self.template = template
        self.areNamed = areNamed
        self.layout = Self.lastLayout.add(1, ordering: .relaxed).newValue
    }

    /// Where the names of the columns before an entry end in ``blob``.
    func blobEnd(before node: Int) -> Int {
        if node > names.count { return blob.count }
        guard node > 1 else { return 0 }
        let last = template[min(node - 1, names.count)]
        return Int(last.nameStart) + Int(last.nameCount)
    }

    /// Has entries for at least as many indexes.
    mutating func reserve(_ count: Int) {
        guard template.count < count else { return }
        template.reserveCapacity(count)
        while template.count < count {
            template.append(
                RecordNode(.string, end: UInt32(truncatingIfNeeded: template.count + 1), place: 0))
        }
    }
}

/// Gives columns names of their own.
struct CSVColumnNaming {
    private var taken: Set<[UInt8]>
    private var lastNumbers: [[UInt8]: Int] = [:]

    /// Leaves these names to those who have them.
    init(_ names: some Sequence<String>) {
        taken = Set(names.lazy.filter { !$0.isEmpty }.map { Array($0.utf8) })
    }

    /// The name of a column without one, counted from 1: `column_N`, or the first number behind it that is free.
    mutating func name(ofColumn column: Int) -> String {
        let base = "column_\(column)"
        return taken.insert(Array(base.utf8)).inserted ? base : numbered(base)
    }

    /// A name with the first number behind it, from 2 on, that no other column has.
    mutating func numbered(_ base: String) -> String {
        let key = Array(base.utf8)
        var number = lastNumbers[key] ?? 1
        while true {
            number += 1
            let name = "\(base)_\(number)"
            guard taken.insert(Array(name.utf8)).inserted else { continue }
            lastNumbers[key] = number
            return name
        }
    }

    /// Names columns as the options say.
    /// - Throws: `duplicate` and `syntax` for columns without a name of their own, unless they are to be numbered.
    static func names(
        of header: [CSVField], _ policy: CSVOptions.ColumnNames
    ) throws(FeedError) -> [String] {
        var seen = MemberNames()
        var naming = CSVColumnNaming(header.lazy.map(\.text))
        var names: [String] = []
        names.reserveCapacity(header.count)
        for (index, field) in header.enumerated() {
            if field.text.isEmpty {
                guard policy == .numbered else {
                    throw CSVFault.noName(column: index + 1, at: field.position)
                }
                names.append(naming.name(ofColumn: index + 1))
            } else if let first = seen.insert(field.text, at: field.position) {
                guard policy == .numbered else {
                    throw CSVFault.repeatedName(field.text, at: field.position, first: first)
                }
                names.append(naming.numbered(field.text))
            } else {
                names.append(field.text)
            }
        }
        return names
    }
}
