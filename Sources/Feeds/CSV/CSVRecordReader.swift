internal import Diagnostics

/// Reads the rows of a CSV text (RFC 4180 and its dialects) as records; memory does not grow with the input.
///
/// With a header, or with names in the options, a record is a map from column names to texts; without, a list of
/// texts. There are no other values: `1` is a text, and so is nothing between two delimiters.
///
/// Rows end with LF, CR LF or CR, whichever comes; blank lines are skipped (a line with only `""` is no blank line); a
/// byte order mark is skipped; nothing is trimmed. Records are numbered as rows, faulty ones included.
///
/// Recoverable faults, each of which costs one row: bytes that are no UTF-8, NUL, a row of another length, text behind
/// a closing quote (there the row is taken to end with the line). In a header they are final, since no row could be
/// named. Final as well: a quoted field that is never closed, and exceeded limits.
public struct CSVRecordReader: RecordReader {
    private var rows: CSVRowReader
    private var isPrepared = false
    private var number = 0
    private var width: Int?
    private var header: SourcePosition?
    private var firstLine = 1
    /// What the fields behind the last column are not named.
    private var naming = CSVColumnNaming([])

    /// Reads a text that is in memory.
    public init(_ bytes: [UInt8], options: CSVOptions = .init(), limits: ReaderLimits = .init()) {
        rows = CSVRowReader(RecordWindow(bytes), options, limits)
    }

    /// Reads what a source gives, as far as it is needed.
    public init(from source: some ByteSource, options: CSVOptions = .init(), limits: ReaderLimits = .init()) {
        rows = CSVRowReader(RecordWindow(source), options, limits)
    }

    /// What the text is taken for. Reads as far as the header.
    /// - Throws: what is wrong with the header; see ``CSVOptions/ColumnNames``.
    public mutating func dialect() throws(FeedError) -> CSVDialect {
        try prepare()
        return CSVDialect(
            delimiter: rows.delimiter, isDelimiterDetected: rows.options.delimiter == nil,
            quote: rows.options.quote, escape: rows.options.escape, columns: rows.columns.names,
            header: header, firstLine: firstLine)
    }

    /// Reads the next row; see ``RecordReader/next(_:)``.
    public mutating func next(_ record: inout Record) throws(FeedError) -> Bool {
        try prepare()
        if let limit = rows.limits.records, number >= limit, try rows.moveToRow() {
            throw rows.end(with: CSVFault.manyRecords(limit, at: rows.position))
        }
        do throws(FeedError) {
            // Counted before it is read: a faulty row has its number too.
            number &+= 1
            guard try rows.read(&record) else {
                number &-= 1
                record.removeAll()
                return false
            }
            record.number = number
            let count = record.nodes.count &- 1
            if count != width { try checkWidth(count, of: &record) }
            return true
        } catch {
            record.hold(unread: error.isRecoverable ? rows.lostRow ?? [] : [])
            rows.lostRow = nil
            throw error
        }
    }

    private mutating func prepare() throws(FeedError) {
        guard !isPrepared else { return }
        let hasRow = try rows.moveToRow()
        firstLine = rows.position.line
        if rows.options.hasHeader, hasRow { try readHeader() }
        if let names = rows.options.columns {
            let fields = names.map { CSVField($0) }
            do throws(FeedError) {
                let columns = try CSVColumnNaming.names(of: fields, rows.options.columnNames)
                rows.columns = CSVColumns(names: columns)
            } catch { throw rows.end(with: error) }
            width = names.count
        }
        naming = CSVColumnNaming(rows.columns.names.lazy.filter { $0.hasPrefix("column_") })
        isPrepared = true
    }

    private mutating func readHeader() throws(FeedError) {
        do throws(FeedError) {
            guard let fields = try CSVHeader.read(&rows), let first = fields.first else { return }
            header = first.position
            guard rows.options.columns == nil else { return }
            let names = try CSVColumnNaming.names(of: fields, rows.options.columnNames)
            rows.columns = CSVColumns(names: names)
            width = names.count
        } catch { throw rows.end(with: error) }
    }

    /// Does with a row that has another number of fields what the options say.
    private mutating func checkWidth(_ count: Int, of record: inout Record) throws(FeedError) {
        guard let width else {
            width = count
            return
        }
        switch rows.options.ragged {
        case .refused: break
        case .padded where count < width: return
        case .padded: break
        case .kept:
            if rows.columns.areNamed, count > width { nameExtraFields(of: &record, from: width + 1) }
            return
        }
        rows.lostRow = Array(record.source)
        let place = record.position(of: count > width ? width + 1 : 0)
        let expected =
            rows.options.columns != nil
            ? "\(width) columns are named"
            : rows.options.hasHeader ? "the header has \(width)" : "the first row has \(width)"
        throw CSVFault.raggedRow(count, expected: expected, at: place)
    }

    /// Names the fields behind the last column, for this record alone.
    private func nameExtraFields(of record: inout Record, from first: Int) {
        // A copy for each row, so that the same field has the same name in all of them.
        var naming = naming
        for node in first..<record.nodes.count {
            let name = naming.name(ofColumn: node)
            record.nodes[node].nameStart = UInt32(truncatingIfNeeded: record.bytes.count)
            record.nodes[node].nameCount = UInt32(truncatingIfNeeded: name.utf8.count)
            record.bytes.append(contentsOf: name.utf8)
        }
    }
}
