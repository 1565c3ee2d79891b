internal import Diagnostics
internal import Feeds

extension CSVEditing {
    /// The replacements that make the edits.
    func splices() -> [Splice] {
        var used: Set<Int> = []
        for row in cells + addedRows.values.joined() { used.formUnion(row.filter { !$0.value.isEmpty }.keys) }
        let missing = used.subtracting(layout.targets.compactMap { $0 }).sorted()
        var splices: [Splice] = []
        let separator = String(decoding: [layout.delimiter.byte], as: UTF8.self)
        if !missing.isEmpty, let last = layout.header.last {
            let names = missing.map { separator + cell(layout.columns.all[$0].name) }.joined()
            splices.append(Splice(at: end(of: last), names))
        }
        for (index, (row, _)) in layout.rows.enumerated() {
            if removedRows.contains(index) {
                splices.append(Splice(deletion(index), ""))
            } else {
                for (place, field) in row.fields.enumerated() {
                    guard let column = layout.targets[place], let text = cells[index][column] else {
                        continue
                    }
                    let isAlone = row.fields.count == 1 && missing.isEmpty
                    splices.append(
                        Splice(
                            field.position.offset..<end(of: field),
                            cell(text, isQuoted: field.wasQuoted && !text.isEmpty, isAlone: isAlone)))
                }
                if let last = row.fields.last, !missing.isEmpty {
                    let texts = missing.map { separator + cell(cells[index][$0] ?? "") }.joined()
                    splices.append(Splice(at: end(of: last), texts))
                }
            }
        }
        for (index, rows) in addedRows.sorted(by: { $0.key < $1.key }) {
            let fields = index < 0 ? layout.header : layout.rows[index].row.fields
            guard let last = fields.last else { continue }
            let offset = lines.next(after: end(of: last))
            let isOpen = offset == lines.bytes.count && lines.endsInsideLine
            let texts = rows.map { row in
                (layout.targets + missing).map { target in cell(target.flatMap { row[$0] } ?? "") }
                    .joined(separator: separator)
            }
            let text = texts.map { isOpen ? lines.newline + $0 : $0 + lines.newline }.joined()
            splices.append(Splice(at: offset, text))
        }
        return splices
    }

    /// The bytes of a row with its line end; the last row of a file takes the line end before it.
    private func deletion(_ index: Int) -> Range<Int> {
        let fields = layout.rows[index].row.fields
        guard let first = fields.first, let last = fields.last else { return 0..<0 }
        return first.position.offset..<lines.next(after: end(of: last))
    }

    /// The end of a cell, behind its quote if it has one.
    private func end(of field: CSVField) -> Int {
        var index = field.position.offset
        let bytes = lines.bytes
        if field.wasQuoted {
            index += 1
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "\"") {
                    guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
                    index += 1
                }
                index += 1
            }
            return min(index + 1, bytes.count)
        }
        while index < bytes.count, bytes[index] != layout.delimiter.byte, bytes[index] != 0x0A,
            bytes[index] != 0x0D
        {
            index += 1
        }
        return index
    }

    /// A cell as text: in quotes when it has to be, or its place was before.
    private func cell(_ text: String, isQuoted: Bool = false, isAlone: Bool = false) -> String {
        let mustQuote = text.utf8.contains { byte in
            byte == layout.delimiter.byte || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
                || isAlone && CSVDelimiter.detected.contains { $0.byte == byte }
        }
        guard isQuoted || mustQuote || isAlone && text.isEmpty else { return text }
        return "\"" + text.replacingByte("\"", with: "\"\"") + "\""
    }
}
