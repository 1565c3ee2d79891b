internal import Diagnostics

/// Writes CSV (RFC 4180) with LF at the end of each row; a field is quoted only when it must be.
public struct CSVWriter: Sendable {
    /// What was written so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []
    private let delimiter: CSVDelimiter

    /// Starts an empty text.
    public init(delimiter: CSVDelimiter = .comma) {
        self.delimiter = delimiter
    }

    /// What was written so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds a row; a row without fields adds nothing.
    /// - Throws: `unwritable` when a field holds a NUL, at the place where it would stand.
    public mutating func write(_ fields: some Collection<String>) throws(FeedError) {
        guard !fields.isEmpty else { return }
        let start = bytes.count
        var isFirst = true
        for field in fields {
            if !isFirst { bytes.append(delimiter.byte) }
            isFirst = false
            write(field, isAlone: fields.count == 1)
        }
        bytes.append(0x0A)
        if let bad = bytes[start...].firstIndex(of: 0) {
            var tracker = PositionTracker()
            tracker.advance(over: bytes.span, in: 0..<bad)
            bytes.removeSubrange(start...)
            throw FeedError(
                .unwritable, "a field holds a NUL character, which CSV cannot carry", at: tracker.position,
                help: "remove the character")
        }
    }

    private mutating func write(_ field: String, isAlone: Bool) {
        guard needsQuotes(field, isAlone: isAlone) else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Besides what RFC 4180 asks for: an empty row would be a blank line, a lone field with another delimiter in it
    /// would mislead who has to find the delimiter, and U+FEFF at the start would be taken for a byte order mark.
    private func needsQuotes(_ field: String, isAlone: Bool) -> Bool {
        if isAlone, field.isEmpty { return true }
        if bytes.isEmpty, field.unicodeScalars.first == "\u{FEFF}" { return true }
        return field.utf8.contains { byte in
            byte == delimiter.byte || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
                || isAlone && CSVDelimiter.detected.contains { $0.byte == byte }
        }
    }
}
