/// Finds rows and fields of a CSV text that is in memory as a whole, for those who look at bytes and want no records.
///
/// It finds what ``CSVReader`` finds. Rows that need a closer look, which are those at fault as well, it leaves to that
/// reader.
package struct CSVTableScanner {
    private let scanner: CSVScanner
    private let blocks: CSVBlockScanner?
    private let template: [RecordNode]
    private var nodes: [RecordNode]

    /// What was found of a row.
    package struct Row {
        /// Where the next row starts, or a blank line, or the text ends.
        package let next: Int
        /// The number of fields.
        package let count: Int
        /// The number of lines that the row takes.
        package let lines: Int
    }

    /// Longer rows are left to the reader, and so are its limits.
    private static let mostBytes = 1 << 15

    /// Scans rows of so many fields, which end in LF, CR LF or CR, with quotes that are doubled.
    package init(delimiter: CSVDelimiter, fields: Int) {
        let options = CSVOptions(delimiter: delimiter)
        scanner = CSVScanner(delimiter: delimiter, options: options)
        blocks = CSVBlockScanner(delimiter: delimiter, options: options)
        var columns = CSVColumns.unnamed
        columns.reserve(fields + 1)
        template = columns.template
        nodes = Array(template.prefix(fields + 1))
    }

    /// Scans the row at an index, where neither a line end stands nor the text ends; `nil` when the reader has to.
    /// - Parameters:
    ///   - bytes: the text, or a part of it.
    ///   - start: where the row starts.
    ///   - isAtEnd: whether the text ends with the bytes; if not, `nil` may also mean that more of it is needed.
    package mutating func row(in bytes: Span<UInt8>, at start: Int, isAtEnd: Bool = true) -> Row? {
        let end = bytes.count
        guard start >= 0, start < end else { return nil }
        let raw = bytes.bytes
        let (blocks, scanner, template) = (blocks, scanner, template)
        var span = nodes.mutableSpan
        if let shape = blocks?.scan(
            raw, from: start, to: end, base: 0, lineEnds: CSVLineEnds(passed: end), into: &span)
        {
            guard shape.next - start <= Self.mostBytes else { return nil }
            return Row(next: shape.next, count: shape.nodeCount - 1, lines: shape.lines)
        }
        // The last rows; elsewhere something is unusual.
        guard isAtEnd, end - start <= Self.mostBytes else { return nil }
        let shape = scanner.scan(
            raw, from: start, to: end, isAtEnd: true, base: 0,
            lineEnds: CSVLineEnds(in: raw, from: start, to: end), template: template.span, into: &span)
        guard shape.ending == .row else { return nil }
        return Row(next: shape.next, count: shape.nodeCount - 1, lines: shape.lines)
    }

    /// Where the text of a field of the row that was scanned last is, counted from the row's start.
    @inline(__always)
    package func field(_ index: Int) -> Range<Int> {
        let node = nodes[index + 1]
        let start = Int(node.textStart)
        return start..<(start &+ Int(node.count))
    }

    /// Where a field starts, at its quote if it has one, counted from the row's start.
    package func start(_ index: Int) -> Int { Int(nodes[index + 1].place) }

    /// Whether quotes are doubled in that text.
    @inline(__always)
    package func hasEscapes(_ index: Int) -> Bool { nodes[index + 1].namePlace == CSVScanner.escapeMark }
}

extension UTF8Text {
    /// Whether bytes are text without NUL.
    package static func isText(_ bytes: Span<UInt8>) -> Bool {
        UTF8Check.isText(bytes, from: 0, to: bytes.count)
    }
}
