import Diagnostics
public import Feeds
import RedTrack

extension ConversionFile {
    /// The text of a file of rejects: in this file's format, with the reason and the place of each row. Corrected, it
    /// can be uploaded as it is.
    /// - Parameter rejects: the places of rows in ``rows``, and why each was rejected.
    /// - Returns: the file's bytes, in UTF-8.
    /// - Throws: `unwritable` when a reason cannot be written.
    public func rejects(_ rejects: [(row: Int, reason: String)]) throws(FeedError) -> [UInt8] {
        let kept = rejects.filter { rows.indices.contains($0.row) }
        switch format {
        case .csv:
            let columns = columns + ConversionField.allCases.filter { !$0.isUploaded }
            var writer = CSVWriter(delimiter: delimiter)
            try writer.write(columns.map(\.rawValue))
            for (row, reason) in kept {
                let row = rows[row]
                try writer.write(
                    columns.map { column in
                        switch column {
                        case .clickid: row.conversion.clickID
                        case .payout: row.payoutText
                        case .reason: reason
                        case .line: String(row.position.line)
                        case .column: String(row.position.column)
                        }
                    })
            }
            return writer.bytes
        case .json:
            let values = kept.map { row, reason in
                let row = rows[row]
                return Value.object([
                    ("clickid", .string(row.conversion.clickID)), ("payout", .number(row.payoutText)),
                    ("reason", .string(reason)), ("line", .number(String(row.position.line))),
                    ("column", .number(String(row.position.column))),
                ])
            }
            return Value.array(values).jsonBytes(pretty: true) + [UInt8(ascii: "\n")]
        }
    }
}
