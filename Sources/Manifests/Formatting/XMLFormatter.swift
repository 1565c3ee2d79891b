/// XML with a line for each element, indented by two spaces; texts, attributes and comments as they were written.
struct XMLFormatter {
    private let lines: SourceLines
    private var rows: [String] = []

    static func format(_ lines: SourceLines) -> [UInt8]? {
        var parser = XMLSyntaxParser(lines)
        guard let root = parser.document() else { return nil }
        var formatter = XMLFormatter(lines: lines)
        let start = lines.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        formatter.prolog(start..<root.range.lowerBound)
        formatter.write(root, depth: 0)
        formatter.prolog(root.range.upperBound..<lines.bytes.count)
        let text = formatter.rows.joined(separator: lines.newline) + lines.newline
        return lines.bytes[..<start] + Array(text.utf8)
    }

    private init(lines: SourceLines) {
        self.lines = lines
    }

    /// The comments of a text, without the blanks at their ends.
    static func comments(_ lines: SourceLines) -> [String] {
        var comments: [String] = []
        var index = 0
        while index < lines.bytes.count {
            if lines.bytes[index] != UInt8(ascii: "<") {
                index += 1
            } else if starts(lines, "<!--", index) {
                let end = self.end(lines, of: "-->", from: index)
                comments.append(String(decoding: lines.bytes[index..<end], as: UTF8.self))
                index = end
            } else if starts(lines, "<![CDATA[", index) {
                index = end(lines, of: "]]>", from: index)
            } else {
                index += 1
            }
        }
        return comments
    }

    /// What stands around the root: declarations and comments, a line each.
    private mutating func prolog(_ range: Range<Int>) {
        var index = lines.skipSpace(range.lowerBound)
        while index < range.upperBound {
            let mark =
                Self.starts(lines, "<!--", index) ? "-->" : Self.starts(lines, "<?", index) ? "?>" : ">"
            let end = Self.end(lines, of: mark, from: index)
            rows.append(text(index..<end))
            index = lines.skipSpace(end)
        }
    }

    private mutating func write(_ item: SyntaxItem, depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        let items = item.node.items
        guard let last = items.last else {
            rows.append(indent + text(item.range))
            return
        }
        rows.append(indent + text(item.range.lowerBound..<item.node.inner.lowerBound))
        var reached = item.node.inner.lowerBound
        for child in items {
            gap(reached..<child.range.lowerBound, depth: depth + 1)
            write(child, depth: depth + 1)
            reached = child.range.upperBound
        }
        gap(last.range.upperBound..<item.node.inner.upperBound, depth: depth + 1)
        rows.append(indent + text(item.node.inner.upperBound..<item.range.upperBound))
    }

    /// What stands between two elements: comments, each on its line or behind the element before it.
    private mutating func gap(_ range: Range<Int>, depth: Int) {
        let indent = String(repeating: "  ", count: depth)
        var index = range.lowerBound
        while true {
            let next = lines.skipSpace(index)
            guard next < range.upperBound else { return }
            let mark =
                Self.starts(lines, "<!--", next) ? "-->" : Self.starts(lines, "<?", next) ? "?>" : "]]>"
            let end = min(Self.end(lines, of: mark, from: next), range.upperBound)
            let isSameLine = !lines.hasLineEnd(index..<next) && !rows.isEmpty
            if isSameLine {
                rows[rows.count - 1] += " " + text(next..<end)
            } else {
                rows.append(indent + text(next..<end))
            }
            index = end
        }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: lines.bytes[range], as: UTF8.self) }

    private static func starts(_ lines: SourceLines, _ text: String, _ index: Int) -> Bool {
        lines.bytes[index...].starts(with: text.utf8)
    }

    private static func end(_ lines: SourceLines, of text: String, from start: Int) -> Int {
        var index = start
        while index < lines.bytes.count, !starts(lines, text, index) { index += 1 }
        return min(index + text.utf8.count, lines.bytes.count)
    }
}
