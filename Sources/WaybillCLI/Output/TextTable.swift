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
        var lines = rows.map { $0.map(Self.visible) }
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

    /// What an account holds must not move the cursor or break a line.
    private static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        return text.unicodeScalars.map { scalar in
            isHidden(scalar) ? "<U+\(String(scalar.value, radix: 16, uppercase: true))>" : String(scalar)
        }.joined()
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // The joiners are a part of emoji, and of words in several scripts.
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: false
        }
    }
}

extension String {
    fileprivate func trimmedAtEnd() -> Substring {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
