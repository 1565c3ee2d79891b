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

    /// Scans the row at an index, where neither a line end stands nor the text ends.
    /// - Parameters:
    ///   - bytes: the text, or a part of it.
    ///   - start: where the row starts.
    ///   - isAtEnd: whether the text ends with the bytes.
    /// - Returns: `nil` when the reader has to look at it, or when more of the text is needed.
    package mutating func row(in bytes: Span<UInt8>, at start: Int, isAtEnd: Bool = true) -> Row? {
        guard start >= 0, start < bytes.count else { return nil }
        if let blocks, let row = Self.row(in: bytes.bytes, at: start, by: blocks, into: &nodes) {
            return row.next - start <= Self.mostBytes ? row : nil
        }
        // The last rows; elsewhere something is unusual.
        guard isAtEnd, bytes.count - start <= Self.mostBytes else { return nil }
        return Self.lastRow(in: bytes.bytes, at: start, by: scanner, template, into: &nodes)
    }

    @inline(__always)
    private static func row(
        in bytes: RawSpan, at start: Int, by blocks: CSVBlockScanner, into nodes: inout [RecordNode]
    ) -> Row? {
        let end = bytes.byteCount
        var span = nodes.mutableSpan
        return blocks.scan(
            bytes, from: start, to: end, base: 0, lineEnds: CSVLineEnds(passed: end), into: &span
        ).map { Row(next: $0.next, count: $0.nodeCount - 1, lines: $0.lines) }
    }

    private static func lastRow(
        in bytes: RawSpan, at start: Int, by scanner: CSVScanner, _ template: [RecordNode],
        into nodes: inout [RecordNode]
    ) -> Row? {
        let end = bytes.byteCount
        var span = nodes.mutableSpan
        let shape = scanner.scan(
            bytes, from: start, to: end, isAtEnd: true, base: 0,
            lineEnds: CSVLineEnds(in: bytes, from: start, to: end), template: template.span, into: &span)
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
