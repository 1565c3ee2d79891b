import Planning

/// Lines of cells in columns, for people. Rows may come in parts: a column never gets narrower.
struct TextTable {
    private let columns: [RecordColumn]
    private var widths: [Int]
    private var hasHeader = false

    init(_ columns: [RecordColumn]) {
        self.columns = columns
        widths = columns.map { DisplayWidth.of($0.title) }
    }

    /// The lines of more rows; the first ones begin with the header.
    mutating func text(_ rows: [[String]]) -> String {
        // What an account holds must not move the cursor or break a line.
        var lines = rows.map { $0.map(TerminalText.safe) }
        for line in lines {
            for (index, cell) in line.enumerated() where index < widths.count {
                widths[index] = max(widths[index], DisplayWidth.of(cell))
            }
        }
        if !hasHeader { lines.insert(columns.map(\.title), at: 0) }
        hasHeader = true
        return lines.map { $0.enumerated().map(aligned).joined(separator: "  ").trimmedAtEnd() + "\n" }
            .joined()
    }

    private func aligned(_ index: Int, _ cell: String) -> String {
        guard index < widths.count else { return cell }
        let space = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
        return columns[index].isNumber ? space + cell : cell + space
    }
}

extension String {
    fileprivate func trimmedAtEnd() -> Substring {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
