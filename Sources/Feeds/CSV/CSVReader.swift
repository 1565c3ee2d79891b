internal import Diagnostics

/// Reads CSV (RFC 4180) row by row, each field with its place; memory does not grow with the input.
///
/// The reader of files that people write. ``CSVRecordReader`` is the faster one for feeds; both read alike.
public struct CSVReader {
    private var rows: CSVRowReader
    private var record = Record()
    private var columns: [CSVField]?
    private var width: Int?

    /// Reads a text that is in memory.
    public init(_ bytes: [UInt8], options: CSVOptions = .init(), limits: ReaderLimits = .init()) {
        rows = CSVRowReader(RecordWindow(bytes), options, limits)
    }

    /// Reads what a source gives, as far as it is needed.
    public init(from source: some ByteSource, options: CSVOptions = .init(), limits: ReaderLimits = .init()) {
        rows = CSVRowReader(RecordWindow(source), options, limits)
    }

    /// The delimiter in use: the given one, or the one that the first rows show.
    /// - Throws: what the source fails with before the first row.
    public mutating func delimiter() throws(FeedError) -> CSVDelimiter {
        _ = try rows.moveToRow()
        return rows.delimiter
    }

    /// The names of the columns; empty when the options say that there is no header, or the input is empty.
    /// - Throws: `duplicate` when two columns have one name; otherwise as ``next()``.
    public mutating func header() throws(FeedError) -> [CSVField] {
        if let columns { return columns }
        guard rows.options.hasHeader else {
            columns = []
            return []
        }
        do throws(FeedError) {
            let fields = try CSVHeader.read(&rows) ?? []
            var names = MemberNames()
            for field in fields {
                guard let first = names.insert(field.text, at: field.position) else { continue }
                throw CSVFault.repeatedName(field.text, at: field.position, first: first)
            }
            columns = fields
            width = fields.isEmpty ? nil : fields.count
            return fields
        } catch {
            throw rows.end(with: error)
        }
    }

    /// The next row, or `nil` after the last.
    /// - Throws: `ragged` when the row has another number of fields than the header (or the first row): the next call
    ///   goes on with the row after it. Every other error is final: `syntax`, `encoding`, `truncated`, `limit`.
    public mutating func next() throws(FeedError) -> CSVRow? {
        if columns == nil { _ = try header() }
        do throws(FeedError) {
            guard try rows.read(&record) else { return nil }
        } catch {
            throw rows.end(with: error)
        }
        let row = CSVRow(record, quote: rows.options.quote.byte)
        guard let width else {
            width = row.fields.count
            return row
        }
        let count = row.fields.count
        let isAccepted =
            switch rows.options.ragged {
            case .refused: count == width
            case .padded: count <= width
            case .kept: true
            }
        guard !isAccepted else { return row }
        throw CSVFault.raggedRow(
            count,
            expected: rows.options.hasHeader ? "the header has \(width)" : "the first row has \(width)",
            at: count > width ? row.fields[width].position : row.position)
    }
}
