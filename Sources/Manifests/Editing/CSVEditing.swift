internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Edits of a CSV manifest: cells are exchanged, rows come and go, and a column is added where none is.
struct CSVEditing {
    let lines: SourceLines
    let layout: CSVLayout
    /// New texts of cells, by row and column of the manifest.
    private(set) var cells: [[Int: String]]
    private var rowsOfObjects: [[Int]] = []
    private(set) var removedRows: Set<Int> = []
    /// New rows, by the row that they follow; -1 is the header.
    private(set) var addedRows: [Int: [[Int: String]]] = [:]

    /// Takes a file apart; `nil` when that cannot be done.
    init?(_ bytes: [UInt8], file: String) {
        guard let layout = CSVManifest.layout(bytes, file: file), !layout.header.isEmpty else { return nil }
        self.layout = layout
        lines = SourceLines(bytes)
        cells = [[Int: String]](repeating: [:], count: layout.rows.count)
        for (index, (_, object)) in layout.rows.enumerated() {
            while rowsOfObjects.count <= object { rowsOfObjects.append([]) }
            rowsOfObjects[object].append(index)
        }
    }

    /// How many objects there are.
    var objectCount: Int { rowsOfObjects.count }

    /// The rows of an object.
    private func rows(of object: Int) -> [Int] { rowsOfObjects[object] }

    /// Takes back what was done to an object.
    mutating func forget(_ object: Int) {
        for row in rows(of: object) {
            cells[row] = [:]
            removedRows.remove(row)
            addedRows[row] = nil
        }
    }

    // MARK: Objects

    /// Takes an object out.
    mutating func remove(_ object: Int) { removedRows.formUnion(rows(of: object)) }

    /// Adds an object at the end.
    mutating func add(_ object: ManifestObject) throws(EditRefusal) {
        addedRows[layout.rows.count - 1, default: []] += try written(object)
    }

    /// Brings an object to what it is to say.
    /// - Parameters:
    ///   - number: which one.
    ///   - old: what it says.
    ///   - new: what it is to say.
    ///   - changes: the members that differ.
    /// - Throws: a value that cannot be written, or comes from a variable.
    mutating func edit(
        _ number: Int, from old: ManifestObject, to new: ManifestObject, _ changes: [MemberChange]
    ) throws(EditRefusal) {
        do throws(EditRefusal) {
            try make(number, from: old, to: new, changes)
        } catch {
            forget(number)
            throw error
        }
    }

    private mutating func make(
        _ number: Int, from old: ManifestObject, to new: ManifestObject, _ changes: [MemberChange]
    ) throws(EditRefusal) {
        let wanted = try written(new)
        let own = rows(of: number)
        guard let first = own.first, let head = wanted.first else { return }
        for change in changes {
            if change.name == layout.columns.rows?.list {
                try editList(own, change, wanted)
                continue
            }
            for (column, description) in layout.columns.all.enumerated() where description.level == .object {
                guard isPart(description, of: change.name) else { continue }
                guard change.isRaw || !areEqual(description, change) else { continue }
                let text = head[column] ?? ""
                let holders = own.filter { !layout.text($0, column).isEmpty }
                for row in holders.isEmpty ? [first] : holders { try set(row, column, text) }
            }
        }
    }

    private func written(_ object: ManifestObject) throws(EditRefusal) -> [[Int: String]] {
        do {
            return try CSVManifestWriter.rows(of: object, layout.columns)
        } catch {
            throw EditRefusal(
                problem: "unwritable", message: error.message, offset: object.place.position?.offset ?? 0,
                help: error.help)
        }
    }

    private func isPart(_ column: CSVColumn, of name: String) -> Bool {
        if case .word(let word) = column.role { return word.rawValue == name }
        return column.path.first == name
    }

    /// Whether a column's part of a field means the same before and after.
    private func areEqual(_ column: CSVColumn, _ change: MemberChange) -> Bool {
        guard change.old != nil, change.new != nil else { return false }
        guard case .value = column.role else { return false }
        var (old, new) = (change.old, change.new)
        for name in column.path.dropFirst() { (old, new) = (old?[name]?.value, new?[name]?.value) }
        return ValueMeaning.areEqual(old, new, column.type)
    }

    // MARK: Cells

    private mutating func set(_ row: Int, _ column: Int, _ text: String) throws(EditRefusal) {
        let old = layout.text(row, column)
        guard !ValueMeaning.isSame(old, text) else { return }
        if let place = layout.place(of: column) {
            let field = layout.rows[row].row.fields[place]
            let range = field.position.offset..<field.position.offset + old.utf8.count
            if let (_, variable) = VariableSearch.first(in: Array(old.utf8), 0..<old.utf8.count) {
                throw EditRefusal(
                    problem: "variable",
                    message: "`\(layout.columns.all[column].name)` comes from the variable `\(variable)`",
                    offset: range.lowerBound,
                    help: "change the variable in \(Project.fileName), or write the value out here")
            }
        }
        cells[row][column] = text
    }

    // MARK: The list that is written as rows

    private mutating func editList(
        _ own: [Int], _ change: MemberChange, _ wanted: [[Int: String]]
    ) throws(EditRefusal) {
        let isListColumn = layout.columns.all.map { $0.level != .object }
        let columns = isListColumn.indices.filter { isListColumn[$0] }
        guard let selector = layout.columns.all.firstIndex(where: { $0.role == .selector }) else { return }
        var target = wanted.map { row in row.filter { isListColumn[$0.key] } }
        if change.new == nil { target = [[:]] }
        keepSelectors(own, &target, selector)
        for (index, row) in own.enumerated() {
            if index < target.count {
                for column in columns {
                    let text = target[index][column] ?? ""
                    guard !areSame(layout.text(row, column), text, layout.columns.all[column]) else {
                        continue
                    }
                    try set(row, column, text)
                }
            } else {
                try saveObjectCells(of: row, own)
                removedRows.insert(row)
            }
        }
        guard target.count > own.count, let last = own.last, let first = own.first else { return }
        // Further rows repeat whose they are, as the others do.
        let identity = ["key", "title", "id"].compactMap { name in
            layout.columns.all.firstIndex { $0.name == name }
        }.first { !layout.text(first, $0).isEmpty }
        for row in target[own.count...] {
            var row = row
            if let identity { row[identity] = cells[first][identity] ?? layout.text(first, identity) }
            addedRows[last, default: []].append(row)
        }
    }

    /// Keeps the names of elements where the rows of the elements stay what they are.
    private func keepSelectors(_ own: [Int], _ target: inout [[Int: String]], _ selector: Int) {
        var names: [String: Int] = [:]
        var current = 0
        let elements = own.map { row in
            let name = layout.text(row, selector)
            if !name.isEmpty {
                current =
                    names[name]
                    ?? {
                        names[name] = names.count; return names.count - 1
                    }()
            }
            return current
        }
        var numbers: [String: Int] = [:]
        let wanted = target.map { row in
            let name = row[selector] ?? ""
            if let number = numbers[name] { return number }
            numbers[name] = numbers.count
            return numbers.count - 1
        }
        let common = min(elements.count, wanted.count)
        guard elements[..<common] == wanted[..<common], target.first?[selector] != CSVCell.empty,
            !names.keys.contains(CSVCell.empty), target.first?[selector] != nil
        else { return }
        if names.isEmpty, wanted.allSatisfy({ $0 == 0 }) {
            // One element needs no name.
            for index in target.indices { target[index][selector] = nil }
            return
        }
        var known: [Int: String] = [:]
        for index in 0..<common where !layout.text(own[index], selector).isEmpty {
            known[wanted[index]] = layout.text(own[index], selector)
        }
        guard wanted[..<common].allSatisfy({ known[$0] != nil }) else { return }
        for index in 0..<common {
            let name = layout.text(own[index], selector)
            if !name.isEmpty { known[wanted[index]] = name }
            target[index][selector] = name
        }
        var used = Set(known.values)
        for index in common..<target.count {
            guard known[wanted[index]] == nil else {
                target[index][selector] = known[wanted[index]]
                continue
            }
            var number = wanted[index] + 1
            while used.contains(String(number)) { number += 1 }
            known[wanted[index]] = String(number)
            used.insert(String(number))
            target[index][selector] = String(number)
        }
    }

    /// What a row that goes says of its object alone stays, in the object's first row.
    private mutating func saveObjectCells(of row: Int, _ own: [Int]) throws(EditRefusal) {
        for (column, description) in layout.columns.all.enumerated() where description.level == .object {
            let text = cells[row][column] ?? layout.text(row, column)
            guard !text.isEmpty, let first = own.first, first != row else { continue }
            let isKnown = own.contains { other in
                other != row && !removedRows.contains(other)
                    && !(cells[other][column] ?? layout.text(other, column)).isEmpty
            }
            if !isKnown { cells[first][column] = text }
        }
    }

    /// Whether two cells say the same: `3` and `3.0`, `yes` and `true`.
    private func areSame(_ old: String, _ new: String, _ column: CSVColumn) -> Bool {
        if ValueMeaning.isSame(old, new) { return true }
        switch column.type {
        case .integer, .decimal:
            let (old, new) = (FieldReader.trimmed(old), FieldReader.trimmed(new))
            return DecimalLiteral(old).map { $0 == DecimalLiteral(new) } ?? false
        case .boolean:
            let (old, new) = (FieldReader.trimmed(old), FieldReader.trimmed(new))
            return FieldReader.truth(of: old, .csv).map { $0 == FieldReader.truth(of: new, .csv) } ?? false
        default: return false
        }
    }
}
