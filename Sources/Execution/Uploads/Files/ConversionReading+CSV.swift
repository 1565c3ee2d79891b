import Diagnostics
import Feeds

extension ConversionReading {
    /// Reads CSV row by row; a row of another length than the header is reported, and the next one read.
    mutating func readCSV(_ text: [UInt8]) throws(FeedError) {
        var reader = CSVReader(text)
        delimiter = try reader.delimiter()
        let header = try reader.header()
        guard let fields = fields(of: header) else { return }
        columns = fields.filter(\.isUploaded)
        while true {
            do throws(FeedError) {
                guard let row = try reader.next() else { return }
                read(row, fields)
            } catch {
                guard error.code == .ragged else { throw error }
                report(error)
            }
        }
    }

    /// What the columns say; `nil` when they cannot be used.
    private mutating func fields(of header: [CSVField]) -> [ConversionField]? {
        guard !header.isEmpty else {
            report(
                "empty", "the file is empty", at: nil,
                help: "its first line names the columns: clickid,payout")
            return nil
        }
        let known = diagnostics.count
        var fields: [ConversionField] = []
        for name in header {
            if let field = ConversionField(rawValue: name.text) {
                fields.append(field)
            } else {
                reportUnknown(name.text, "column", at: name.position)
            }
        }
        // An unknown column may be the missing one, written otherwise.
        if known == diagnostics.count {
            for field in ConversionField.uploaded where !fields.contains(field) {
                report(
                    "no-column", "the column \(field.rawValue) is missing", at: header[0].position,
                    help: "the first line names the columns: clickid,payout")
            }
        }
        return known == diagnostics.count ? fields : nil
    }

    private mutating func read(_ row: CSVRow, _ fields: [ConversionField]) {
        var click: (id: String, position: SourcePosition)?
        var amount: ConversionPayout?
        for (field, cell) in zip(fields, row.fields) {
            switch field {
            case .clickid: click = clickID(cell.text, at: cell.position).map { ($0, cell.position) }
            case .payout: amount = payout(cell.text, isJSON: false, at: cell.position)
            case .reason, .line, .column: break
            }
        }
        if let click, let amount { add(click.id, amount, row: row.position, click: click.position) }
    }
}
