internal import Diagnostics

/// The faults of a CSV text, in words.
enum CSVFault {
    static func nulByte(at position: SourcePosition, isWide: Bool) -> FeedError {
        FeedError(
            .encoding, "a NUL byte is no text", at: position,
            help: isWide ? "the file looks like UTF-16: save it as UTF-8" : "save the file as UTF-8 text")
    }

    static func cutCharacter(at position: SourcePosition) -> FeedError {
        FeedError(.encoding, "the input ends inside a UTF-8 character", at: position)
    }

    static func unclosedQuote(at position: SourcePosition) -> FeedError {
        FeedError(
            .truncated, "the input ends inside the quoted field that starts here", at: position,
            help: "close the quote, or double a quote that is part of the text")
    }

    static func textAfterQuote(_ text: ArraySlice<UInt8>, at position: SourcePosition) -> FeedError {
        FeedError(
            .syntax, "text after a closing quote: \(description(ofFirstIn: text))", at: position,
            help: "double a quote that is part of the text")
    }

    static func longField(_ limit: Int, at position: SourcePosition) -> FeedError {
        FeedError(exceeding: .textBytes, "a field is longer than \(limit) bytes", at: position)
    }

    static func longRow(_ limit: Int, at position: SourcePosition) -> FeedError {
        FeedError(exceeding: .recordBytes, "a row is longer than \(limit) bytes", at: position)
    }

    static func manyFields(_ limit: Int, at position: SourcePosition) -> FeedError {
        FeedError(exceeding: .fields, "a row has more than \(limit) fields", at: position)
    }

    static func manyRecords(_ limit: Int, at position: SourcePosition) -> FeedError {
        FeedError(exceeding: .records, "the input has more than \(limit) records", at: position)
    }

    static func longName(_ limit: Int, at position: SourcePosition) -> FeedError {
        FeedError(exceeding: .nameBytes, "a column name is longer than \(limit) bytes", at: position)
    }

    static func repeatedName(
        _ name: String, at position: SourcePosition, first: SourcePosition
    ) -> FeedError {
        FeedError(
            .duplicate, "two columns are named \"\(name.prefix(100))\"", at: position,
            help: "the first is at line \(first.line), column \(first.column)")
    }

    static func noName(column: Int, at position: SourcePosition) -> FeedError {
        FeedError(
            .syntax, "column \(column) has no name", at: position,
            help: "name it in the header, or have such columns numbered")
    }

    /// A row of another length; `position` is its first field without a column, or the row.
    static func raggedRow(
        _ count: Int, expected: String, at position: SourcePosition
    ) -> FeedError {
        let noun = count == 1 ? "field" : "fields"
        var error = FeedError(
            .ragged, "the row has \(count) \(noun), \(expected)", at: position,
            help: "quote fields that hold the delimiter, and leave no field out")
        error.isRecoverable = true
        return error
    }

    /// The first character of a text, for a message: `"}"`, `a space`, `U+0007`.
    private static func description(ofFirstIn text: ArraySlice<UInt8>) -> String {
        guard let scalar = String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first else {
            return "the end of the input"
        }
        switch scalar.properties.generalCategory {
        case .spaceSeparator where scalar == " ": return "a space"
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned,
            .privateUse:
            let hex = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        default: return "\"\(scalar)\""
        }
    }
}
