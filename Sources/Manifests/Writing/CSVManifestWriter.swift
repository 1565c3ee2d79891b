internal import Feeds
internal import RedTrack

/// Writes objects of one kind as a CSV manifest, with the columns that they need.
struct CSVManifestWriter {
    private let kind: Kind
    private let columns: CSVColumns
    /// The rows, by column.
    private var rows: [[Int: String]] = []

    /// The text of a file.
    /// - Throws: ``ManifestWriterError`` at a NUL character.
    static func text(_ objects: [ManifestObject], _ kind: Kind) throws(ManifestWriterError) -> String {
        var writer = CSVManifestWriter(kind: kind, columns: CSVColumns(kind))
        for object in objects {
            let first = writer.rows.count
            writer.add(object)
            try writer.check(writer.rows[first...], of: object)
        }
        return writer.text()
    }

    /// The rows of one object, by column.
    /// - Throws: ``ManifestWriterError`` at a NUL character.
    static func rows(of object: ManifestObject, _ columns: CSVColumns) throws(ManifestWriterError) -> [[Int:
        String]]
    {
        var writer = CSVManifestWriter(kind: object.kind, columns: columns)
        writer.add(object)
        try writer.check(writer.rows[...], of: object)
        return writer.rows
    }

    private init(kind: Kind, columns: CSVColumns) {
        self.kind = kind
        self.columns = columns
    }

    private func check(_ rows: ArraySlice<[Int: String]>, of object: ManifestObject)
        throws(ManifestWriterError)
    {
        for row in rows {
            for (index, cell) in row.sorted(by: { $0.key < $1.key }) where cell.utf8.contains(0) {
                throw ManifestWriterError(
                    kind: kind, key: object.key, field: columns.all[index].name,
                    message: "CSV cannot carry a NUL character", help: "remove it, or use JSON or YAML")
            }
        }
    }

    private func text() -> String {
        var used = columns.all.indices.filter { index in rows.contains { $0[index] != nil } }
        if used.isEmpty { used = columns.all.indices.filter { columns.all[$0].name == "title" } }
        var writer = CSVWriter()
        // A NUL is the only thing that the writer refuses, and there is none.
        try? writer.write(used.map { columns.all[$0].name })
        for row in rows { try? writer.write(used.map { row[$0] ?? "" }) }
        return writer.text
    }

    private mutating func add(_ object: ManifestObject) {
        var cells: [Int: String] = [:]
        fill(&cells, ObjectMembers.words(of: object), .object, isWords: true)
        let fields = ObjectMembers.fields(of: object)
        fill(&cells, fields, .object, isWords: false)
        if !object.extra.isEmpty, let index = index(ObjectWord.extra.rawValue) {
            cells[index] = ObjectMembers.extra(of: object).jsonText()
        }
        guard let names = columns.rows,
            let list = fields.first(where: { $0.name == names.list })?.node.value.list
        else {
            rows.append(cells)
            return
        }
        guard !list.isEmpty else {
            if let index = index(names.singular) { cells[index] = CSVCell.empty }
            rows.append(cells)
            return
        }
        // Further rows repeat who they belong to, so that a table may be sorted.
        let identity = ["key", "title", "id"].compactMap(index).first { cells[$0] != nil }
        for (number, element) in list.enumerated() {
            for (line, row) in elementRows(element, number: number).enumerated() {
                var row = row
                if number == 0, line == 0 {
                    row.merge(cells) { $1 }
                } else if let identity {
                    row[identity] = cells[identity]
                }
                rows.append(row)
            }
        }
    }

    /// The rows of one element: as many as its longest list has records.
    private func elementRows(_ element: Node, number: Int) -> [[Int: String]] {
        let members = element.value.members ?? []
        var first: [Int: String] = [:]
        fill(&first, members, .element, isWords: false)
        var rows = [first]
        for list in columns.nestedLists {
            guard let records = members.first(where: { $0.name == list })?.node.value.list else { continue }
            if records.isEmpty {
                if let index = index(Singular.of(list)) { rows[0][index] = CSVCell.empty }
            }
            for (line, record) in records.enumerated() {
                if line == rows.count { rows.append([:]) }
                fill(&rows[line], record.value.members ?? [], .nested(list), isWords: false)
            }
        }
        let selector = columns.rows.flatMap { index($0.singular) }
        for line in rows.indices {
            if let selector { rows[line][selector] = String(number + 1) }
        }
        return rows
    }

    private func index(_ name: String) -> Int? { columns.all.firstIndex { $0.name == name } }

    /// Fills the cells of one level.
    private func fill(
        _ cells: inout [Int: String], _ members: [Member], _ level: CSVColumn.Level, isWords: Bool
    ) {
        let tree = Value.map(members)
        for (index, column) in columns.all.enumerated() where column.level == level {
            switch column.role {
            case .word(let word):
                guard isWords, word != .extra, let node = tree[word.rawValue] else { continue }
                cells[index] = Self.cell(node.value)
            case .value:
                guard !isWords, let node = Self.find(column.path, in: tree) else { continue }
                cells[index] = Self.cell(node.value)
            case .container:
                guard !isWords, let node = Self.find(column.path, in: tree) else { continue }
                if node.value.members?.isEmpty ?? node.value.list?.isEmpty ?? false {
                    cells[index] = CSVCell.empty
                }
            case .parts:
                guard !isWords, let list = Self.find(Array(column.path.dropLast()), in: tree)?.value.list,
                    let name = column.path.last, list.contains(where: { $0.value[name] != nil })
                else { continue }
                cells[index] = CSVCell.guarded(
                    list.map { Self.part($0.value[name]?.value) }.joined(separator: "|"))
            case .selector: continue
            }
        }
    }

    private static func find(_ path: [String], in tree: Value) -> Node? {
        var node = Node(tree)
        for name in path {
            guard let next = node.value[name] else { return nil }
            node = next
        }
        return node
    }

    private static func cell(_ value: Value) -> String {
        switch value {
        case .string(let text): CSVCell.cell(text: text)
        case .number(let literal): literal
        case .bool(let truth): truth ? "true" : "false"
        case .list(let nodes):
            nodes.isEmpty
                ? CSVCell.empty
                : CSVCell.guarded(
                    nodes.map { CSVCell.part(text: $0.value.string ?? "", isAlone: nodes.count == 1) }
                        .joined(separator: "|"))
        case .null, .map: ""
        }
    }

    /// A part of a list of records, where nothing says nothing and `[]` an empty text.
    private static func part(_ value: Value?) -> String {
        switch value {
        case .string(let text): text.isEmpty ? CSVCell.empty : CSVCell.part(text: text, isAlone: false)
        case .some(let value): cell(value)
        case nil: ""
        }
    }
}
