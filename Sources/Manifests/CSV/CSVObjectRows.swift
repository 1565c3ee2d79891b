internal import Diagnostics
internal import Feeds
internal import RedTrack

/// One object of a CSV manifest, gathered from its rows.
struct CSVObjectRows {
    /// One element of the list that is written as rows.
    struct Element {
        var position: SourcePosition
        var cells: CSVCells = [:]
        /// The rows of the lists inside, by the list's name; an empty list was said to be empty.
        var nested: [String: [(position: SourcePosition, cells: CSVCells)]] = [:]
    }

    let position: SourcePosition
    var cells: CSVCells = [:]
    var elements: [Element] = []
    /// Where the list was said to be empty.
    var emptyList: CSVField?
    private var elementIndex: [[UInt8]: Int] = [:]

    init(at position: SourcePosition) {
        self.position = position
    }

    /// Adds a row of this object.
    mutating func add(_ row: CSVRow, _ columns: CSVColumns, _ targets: [Int?], _ findings: inout Findings) {
        var elementCells: CSVCells = [:]
        var nestedCells: [String: CSVCells] = [:]
        var selector: CSVField?
        for (field, target) in zip(row.fields, targets) where !field.text.isEmpty {
            guard let target else { continue }
            let column = columns.all[target]
            switch column.level {
            case .object: Self.set(field, target, column, in: &cells, &findings)
            case .element:
                if column.role == .selector { selector = field } else { elementCells[target] = field }
            case .nested(let list): nestedCells[list, default: [:]][target] = field
            }
        }
        if let selector, selector.text == CSVCell.empty {
            emptyList = selector
            selectorIsEmpty(selector, elementCells, nestedCells, &findings)
            return
        }
        guard selector != nil || !elementCells.isEmpty || !nestedCells.isEmpty else { return }
        let index = element(selector, row)
        for (target, field) in elementCells.sorted(by: { $0.key < $1.key }) {
            Self.set(field, target, columns.all[target], in: &elements[index].cells, &findings)
        }
        for (list, cells) in nestedCells {
            let isEmpty = cells.count == 1 && cells.values.first?.text == CSVCell.empty
            elements[index].nested[list, default: []] += isEmpty ? [] : [(Self.start(of: cells), cells)]
        }
    }

    private func selectorIsEmpty(
        _ selector: CSVField, _ elementCells: CSVCells, _ nestedCells: [String: CSVCells],
        _ findings: inout Findings
    ) {
        guard !elementCells.isEmpty || !nestedCells.isEmpty else { return }
        findings.error(
            "cell", "the list is said to be empty, and has values in the same row", at: selector.position,
            length: 2,
            help: "name the element instead, such as 1")
    }

    /// The element that a row is about: the named one, else that of the row above, else a first one.
    private mutating func element(_ selector: CSVField?, _ row: CSVRow) -> Int {
        if let selector {
            let name = Array(selector.text.utf8)
            if let index = elementIndex[name] {
                // Blank selectors below go on with this one.
                current = index
                return index
            }
            elements.append(Element(position: selector.position))
            elementIndex[name] = elements.count - 1
            current = elements.count - 1
        } else if elements.isEmpty {
            elements.append(Element(position: row.position))
            current = 0
        }
        return current
    }
    private var current = 0

    private static func start(of cells: CSVCells) -> SourcePosition {
        cells.values.map(\.position).min() ?? .start
    }

    /// Sets a cell that further rows may repeat, yet not change.
    private static func set(
        _ field: CSVField, _ target: Int, _ column: CSVColumn, in cells: inout CSVCells,
        _ findings: inout Findings
    ) {
        guard let first = cells[target] else {
            cells[target] = field
            return
        }
        guard !first.text.utf8.elementsEqual(field.text.utf8) else { return }
        findings.error(
            "conflict", "`\(column.name)` has another value than in line \(first.position.line)",
            at: field.position,
            length: field.text.unicodeScalars.count,
            help: "write the same value, or leave the cell empty on the further rows")
    }
}
