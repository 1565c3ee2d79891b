internal import Feeds

/// CSV with the columns in the order of the API document, and quotes where they are needed.
enum CSVFormatter {
    static func format(_ bytes: [UInt8], file: String, isOrdered: Bool) -> [UInt8]? {
        guard let layout = CSVManifest.layout(bytes, file: file), !layout.header.isEmpty else { return nil }
        let newline = SourceLines(bytes).newline
        var order = Array(layout.header.indices)
        if isOrdered {
            order.sort { (layout.targets[$0] ?? .max, $0) < (layout.targets[$1] ?? .max, $1) }
        }
        var writer = CSVWriter(delimiter: layout.delimiter)
        do {
            try writer.write(order.map { layout.header[$0].text })
            for (row, _) in layout.rows { try writer.write(order.map { row.fields[$0].text }) }
        } catch {
            return nil
        }
        var text = writer.bytes
        if newline != "\n" {
            // Line ends inside of cells are theirs.
            var isQuoted = false
            var converted: [UInt8] = []
            for byte in text {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if byte == 0x0A, !isQuoted { converted += newline.utf8 } else { converted.append(byte) }
            }
            text = converted
        }
        return (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []) + text
    }
}
