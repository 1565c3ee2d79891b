internal import Diagnostics

/// Writes CSV (RFC 4180) with LF at the end of each row; a field is quoted only when it must be.
public struct CSVWriter: Sendable {
    /// What was written so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []
    private let delimiter: CSVDelimiter
    private let quote: UInt8?
    private let escape: CSVOptions.Escape
    private let comment: [UInt8]

    /// Starts an empty text, in a dialect that a reader with the same options reads; see ``CSVOptions``.
    public init(
        delimiter: CSVDelimiter = .comma, quote: CSVOptions.Quote = .double,
        escape: CSVOptions.Escape = .doubled, comment: String? = nil
    ) {
        self.delimiter = delimiter
        self.quote = quote.byte
        self.escape = escape
        self.comment = Array((comment ?? "").utf8)
    }

    /// What was written so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a row; a row without fields adds nothing.
    /// - Throws: `unwritable` when a field holds a NUL, at the place where it would stand, or would have to be quoted
    ///   in a dialect without quotes, at the place of the field. The row then leaves nothing behind.
    public mutating func write(_ fields: some Collection<String>) throws(FeedError) {
        guard !fields.isEmpty else { return }
        let start = bytes.count
        var isFirst = true
        for field in fields {
            if !isFirst { bytes.append(delimiter.byte) }
            guard write(field, isFirst: isFirst, isAlone: fields.count == 1) else {
                throw unwritable(
                    "a field holds a delimiter or a line end, and there are no quotes", at: bytes.count,
                    start,
                    help: "choose another delimiter, or allow quotes")
            }
            isFirst = false
        }
        bytes.append(0x0A)
        if let bad = bytes[start...].firstIndex(of: 0) {
            throw unwritable(
                "a field holds a NUL character, which CSV cannot carry", at: bad, start,
                help: "remove the character")
        }
    }

    /// The error at a byte; takes the row back that starts at `start`.
    private mutating func unwritable(
        _ message: String, at index: Int, _ start: Int, help: String
    ) -> FeedError {
        var tracker = PositionTracker()
        tracker.advance(over: bytes.span, in: 0..<index)
        bytes.removeSubrange(start...)
        return FeedError(.unwritable, message, at: tracker.position, help: help)
    }

    /// Writes a field; false when it needs quotes and there are none.
    private mutating func write(_ field: String, isFirst: Bool, isAlone: Bool) -> Bool {
        guard needsQuotes(field, isFirst: isFirst, isAlone: isAlone) else {
            bytes.append(contentsOf: field.utf8)
            return true
        }
        guard let quote else { return false }
        bytes.append(quote)
        for byte in field.utf8 {
            switch escape {
            case .doubled where byte == quote: bytes.append(quote)
            case .backslash where byte == quote || byte == UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
            default: break
            }
            bytes.append(byte)
        }
        bytes.append(quote)
        return true
    }

    /// Besides what RFC 4180 asks for: an empty row would be a blank line, a lone field with another delimiter in it
    /// would mislead who has to find the delimiter, U+FEFF at the start would be taken for a byte order mark, and a row
    /// that starts like a comment for one.
    private func needsQuotes(_ field: String, isFirst: Bool, isAlone: Bool) -> Bool {
        if isAlone, field.isEmpty { return true }
        if bytes.isEmpty, field.unicodeScalars.first == "\u{FEFF}" { return true }
        if isFirst, !comment.isEmpty, field.utf8.starts(with: comment) { return true }
        return field.utf8.contains { byte in
            byte == delimiter.byte || byte == quote || byte == 0x0A || byte == 0x0D
                || isAlone && quote != nil && CSVDelimiter.detected.contains { $0.byte == byte }
        }
    }
}
