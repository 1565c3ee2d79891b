extension YAMLFormatter {
    /// The comment behind a token in its line, with the blanks before it.
    func trailing(_ offset: Int) -> String {
        let start = lines.skipBlanks(offset)
        let end = lines.end(of: offset)
        guard start < end, lines.bytes[start] == UInt8(ascii: "#"), start > offset else { return "" }
        return YAMLComments.trimmed(lines, offset..<end)
    }

    /// The lines between a child and what stands before it: those that belong to that, and those that belong to it.
    func remarks(before item: SyntaxItem) -> (tail: [Remark], lead: [Remark]) {
        let offset = item.range.lowerBound
        guard let end = tokens.end(before: offset),
            lines.hasLineEnd(end..<offset) || lines.bytes[end - 1] == 0x0A
        else { return ([], []) }
        var remarks: [Remark] = []
        var index = lines.bytes[end - 1] == 0x0A ? end : lines.next(after: end)
        while index < lines.start(of: offset) {
            let lineEnd = lines.end(of: index)
            let start = lines.skipBlanks(index)
            let text = YAMLComments.trimmed(lines, start..<max(start, lineEnd))
            // One empty line is enough.
            if !text.isEmpty || remarks.last?.isBlank != true {
                remarks.append(Remark(column: lines.column(of: start), text: text))
            }
            index = lines.next(after: index)
        }
        let column = lines.column(of: offset)
        let own = remarks.firstIndex { !$0.isBlank && $0.column <= column } ?? remarks.count
        let last = remarks[..<own].lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
        return (Array(remarks[..<last]), Array(remarks[last...]))
    }

    mutating func write(_ remarks: [Remark], indent: Int) {
        for remark in remarks {
            rows.append(remark.isBlank ? "" : String(repeating: " ", count: indent) + remark.text)
        }
    }

    /// Adds remarks that belong to what was written last, as deep as the block that they stood in.
    mutating func write(_ remarks: [Remark]) {
        for remark in remarks {
            let indent = chain.last { $0.old <= remark.column }?.new ?? chain.first?.new ?? 0
            rows.append(remark.isBlank ? "" : String(repeating: " ", count: indent) + remark.text)
        }
    }
}
