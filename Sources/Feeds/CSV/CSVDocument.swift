/// A CSV text as a whole.
public struct CSVTable: Sendable, Hashable {
    /// What separates the fields.
    public var delimiter: CSVDelimiter
    /// The names of the columns; empty when there is no header.
    public var header: [CSVField]
    /// The rows after the header.
    public var rows: [CSVRow]

    /// Makes a table.
    public init(delimiter: CSVDelimiter = .comma, header: [CSVField], rows: [CSVRow]) {
        self.delimiter = delimiter
        self.header = header
        self.rows = rows
    }
}

/// Reading of whole CSV texts.
public enum CSVDocument {
    /// All rows of a CSV text.
    /// - Throws: the first fault; see ``CSVReader/next()`` and ``CSVReader/header()``.
    public static func parse(
        _ bytes: [UInt8], options: CSVOptions = .init(), limits: ReaderLimits = .init()
    ) throws(FeedError) -> CSVTable {
        var reader = CSVReader(bytes, options: options, limits: limits)
        var table = CSVTable(delimiter: try reader.delimiter(), header: try reader.header(), rows: [])
        while let row = try reader.next() { table.rows.append(row) }
        return table
    }
}
