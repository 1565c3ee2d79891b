internal import Feeds

/// Rejected rows. They are written anew from their fields, so that every row has all columns.
struct CSVRejects: RejectForm {
    private let options: CSVOptions
    private let delimiter: UInt8
    private let quote: UInt8?
    private let columns: [String]

    init(_ options: CSVOptions, _ dialect: CSVDialect?) {
        self.options = options
        delimiter = (dialect?.delimiter ?? options.delimiter ?? .comma).byte
        switch dialect?.quote ?? options.quote {
        case .double: quote = UInt8(ascii: "\"")
        case .single: quote = UInt8(ascii: "'")
        case .none: quote = nil
        }
        columns = (dialect?.columns ?? options.columns ?? []).filter { !Self.marks.contains($0) }
    }

    private static let marks = [RejectMark.reason, RejectMark.place]

    var tail: [UInt8] { [] }

    mutating func head(_ record: Record) -> [UInt8] {
        // The template skips lines before the header, here as in the feed.
        var bytes: [UInt8] = []
        for _ in 0..<min(options.skippedLines, 1_000) { bytes += Array("waybill rejects\n".utf8) }
        guard options.hasHeader, !columns.isEmpty else { return bytes }
        append((columns + Self.marks).map { Array($0.utf8) }, to: &bytes)
        return bytes
    }

    func add(_ record: Record, reason: String, place: String, isFirst: Bool, to bytes: inout [UInt8]) {
        if !options.hasHeader { addComment("\(place): \(reason)", to: &bytes) }
        var fields: [[UInt8]] = []
        if columns.isEmpty {
            var child = 1
            while child < record.nodes.count {
                fields.append(Array(record.bytes[record.textRange(of: child)]))
                child += 1
            }
        } else {
            for column in columns {
                let child = record.child(of: 0, named: column)
                fields.append(child.map { Array(record.bytes[record.textRange(of: $0)]) } ?? [])
            }
            if options.hasHeader { fields += [Array(reason.utf8), Array(place.utf8)] }
        }
        append(fields, to: &bytes)
    }

    /// Adds a row as it stands, and the reason behind it.
    func add(unread row: ArraySlice<UInt8>, reason: String, place: String, to bytes: inout [UInt8]) {
        if !options.hasHeader { addComment("\(place): \(reason)", to: &bytes) }
        bytes += row
        if options.hasHeader, !columns.isEmpty {
            bytes.append(delimiter)
            append([Array(reason.utf8), Array(place.utf8)], to: &bytes)
        } else {
            bytes.append(0x0A)
        }
    }

    private func append(_ fields: [[UInt8]], to bytes: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(delimiter) }
            append(field, isFirst: index == 0, to: &bytes)
        }
        bytes.append(0x0A)
    }

    private func append(_ field: [UInt8], isFirst: Bool, to bytes: inout [UInt8]) {
        guard let quote else {
            // Without quotes a field of the feed holds neither delimiter nor line end; a reason might.
            bytes += field.map { $0 == delimiter || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
            return
        }
        let isComment = isFirst && options.comment.map { field.starts(with: $0.utf8) } == true
        let isPlain = !field.contains {
            $0 == delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D || $0 == 0x5C
        }
        if isPlain, !isComment, !(isFirst && field.isEmpty) {
            bytes += field
            return
        }
        bytes.append(quote)
        for byte in field {
            switch options.escape {
            case .doubled: if byte == quote { bytes.append(quote) }
            case .backslash: if byte == quote || byte == 0x5C { bytes.append(0x5C) }
            }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    /// A row without a header has no column for the reason, so it stands in a comment before the row.
    private func addComment(_ text: String, to bytes: inout [UInt8]) {
        guard let comment = options.comment else { return }
        bytes += Array(comment.utf8)
        // The word tells a file of rejects from a feed.
        bytes += Array((comment == RejectMark.comment ? ": " : " \(RejectMark.member): ").utf8)
        bytes += text.utf8.map { $0 < 0x20 ? 0x20 : $0 }
        bytes.append(0x0A)
    }
}
