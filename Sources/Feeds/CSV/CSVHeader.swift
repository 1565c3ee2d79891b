internal import Diagnostics

/// Reading of a header row.
enum CSVHeader {
    /// The fields of the next row; `nil` when there is none.
    /// - Throws: `limit` when a name is too long; otherwise as ``CSVRowReader/read(_:)``.
    static func read(_ rows: inout CSVRowReader) throws(FeedError) -> [CSVField]? {
        var record = Record()
        guard try rows.read(&record) else { return nil }
        let fields = CSVRow(record, quote: rows.options.quote.byte).fields
        if let long = fields.first(where: { $0.text.utf8.count > rows.limits.nameBytes }) {
            throw CSVFault.longName(rows.limits.nameBytes, at: long.position)
        }
        return fields
    }
}
