internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Cells by the columns that they stand in.
typealias CSVCells = [Int: CSVField]

/// Makes written values of the cells of one object, one stream, or one share of a stream.
struct CSVCellReader {
    let columns: CSVColumns
    var findings: Findings

    /// The members that some cells describe.
    mutating func members(_ cells: CSVCells, level: CSVColumn.Level) -> [WrittenMember] {
        var tree: [WrittenMember] = []
        var lists: [[String]: [(name: String, field: CSVField, parts: [CSVCell.Part])]] = [:]
        var order: [[String]] = []
        for (index, column) in columns.all.enumerated() where column.level == level {
            guard let field = cells[index] else { continue }
            switch column.role {
            case .word, .value: insert(value(field, column), at: names(of: column), field, into: &tree)
            case .container:
                guard field.text == CSVCell.empty else {
                    findings.error(
                        "cell", "the column `\(column.name)` holds `[]` or nothing", at: field.position,
                        length: field.text.unicodeScalars.count,
                        help: "its values stand in columns such as `\(example(for: column))`")
                    continue
                }
                insert(WrittenNode(.empty, at: field.position), at: names(of: column), field, into: &tree)
            case .parts:
                let list = Array(column.path.dropLast())
                guard let parts = parts(field) else { continue }
                if lists[list] == nil { order.append(list) }
                lists[list, default: []].append((column.path.last ?? "", field, parts))
            case .selector: continue
            }
        }
        for list in order { insertList(lists[list] ?? [], at: list, into: &tree) }
        return tree
    }

    private func names(of column: CSVColumn) -> [String] {
        if case .word(let word) = column.role { [word.rawValue] } else { column.path }
    }

    private func example(for column: CSVColumn) -> String {
        columns.all.first { $0.name.hasPrefix(column.name + ".") }?.name ?? column.name
    }

    private mutating func value(_ field: CSVField, _ column: CSVColumn) -> WrittenNode {
        if case .texts = column.type {
            guard field.text != CSVCell.empty else { return WrittenNode(.empty, at: field.position) }
            let nodes = parts(field)?.map { part in
                WrittenNode(.plain(part.text ?? CSVCell.empty), at: part.position, length: part.length)
            }
            return WrittenNode(
                .list(nodes ?? []), at: field.position, length: field.text.unicodeScalars.count)
        }
        guard let text = CSVCell.text(field.text) else { return WrittenNode(.empty, at: field.position) }
        return WrittenNode(.plain(text), at: field.position)
    }

    private mutating func parts(_ field: CSVField) -> [CSVCell.Part]? {
        do {
            return try CSVCell.parts(field)
        } catch {
            findings.add(error.diagnostic(file: findings.file))
            return nil
        }
    }

    /// Puts the n-th parts of several columns together to the n-th record of a list.
    private mutating func insertList(
        _ cells: [(name: String, field: CSVField, parts: [CSVCell.Part])], at path: [String],
        into tree: inout [WrittenMember]
    ) {
        guard let first = cells.first else { return }
        var records = [[WrittenMember]](repeating: [], count: first.parts.count)
        for cell in cells {
            guard cell.parts.count == records.count else {
                findings.error(
                    "parts", "this cell has \(cell.parts.count) parts, `\(first.name)` has \(records.count)",
                    at: cell.field.position, length: cell.field.text.unicodeScalars.count,
                    help: "write one part for each element, joined by |; a part may be empty")
                continue
            }
            for (index, part) in cell.parts.enumerated() where !part.isBlank {
                let content = part.text.map(WrittenNode.Content.plain) ?? .empty
                records[index].append(
                    WrittenMember(
                        cell.name, at: part.position,
                        WrittenNode(content, at: part.position, length: part.length)))
            }
        }
        let nodes = records.enumerated().map { index, members in
            WrittenNode(.map(members), at: first.parts[index].position)
        }
        insert(WrittenNode(.list(nodes), at: first.field.position), at: path, first.field, into: &tree)
    }

    /// Puts a value at its path, making the records on the way.
    private mutating func insert(
        _ node: WrittenNode, at path: [String], _ field: CSVField, into tree: inout [WrittenMember]
    ) {
        guard let name = path.first else { return }
        let rest = Array(path.dropFirst())
        guard let index = tree.firstIndex(where: { $0.name == name }) else {
            var inner: [WrittenMember] = []
            if !rest.isEmpty { insert(node, at: rest, field, into: &inner) }
            tree.append(
                WrittenMember(
                    name, at: field.position,
                    rest.isEmpty ? node : WrittenNode(.map(inner), at: field.position)))
            return
        }
        if !rest.isEmpty, case .map(var inner) = tree[index].node.content {
            insert(node, at: rest, field, into: &inner)
            tree[index].node.content = .map(inner)
            return
        }
        findings.error(
            "cell", "`\(name)` is said to be empty, and has values", at: field.position,
            length: field.text.unicodeScalars.count, help: "keep the `[]` or the values")
    }
}
