internal import Diagnostics

/// Reads CSV (RFC 4180) row by row; memory does not grow with the input.
///
/// Rows end with LF, CR LF or CR; blank lines are skipped; a byte order mark is skipped. A quote counts only at the
/// start of a field; elsewhere it is text. Nothing is trimmed.
public struct CSVReader {
    private var window: ByteWindow
    private let options: CSVOptions
    private let limits: ReaderLimits
    private var delimiterByte: UInt8?
    private var columns: [CSVField]?
    private var width: Int?
    private var failure: FeedError?

    /// Reads a text that is in memory.
    public init(_ bytes: [UInt8], options: CSVOptions = .init(), limits: ReaderLimits = .init()) {
        self.init(ByteWindow(bytes), options, limits)
    }

    /// Reads what a source gives, as far as it is needed.
    public init(from source: some ByteSource, options: CSVOptions = .init(), limits: ReaderLimits = .init()) {
        self.init(ByteWindow(source), options, limits)
    }

    private init(_ window: ByteWindow, _ options: CSVOptions, _ limits: ReaderLimits) {
        self.window = window
        self.options = options
        self.limits = limits
    }

    /// The delimiter in use: the given one, or the one that the first rows show.
    public mutating func delimiter() throws(FeedError) -> CSVDelimiter {
        if let given = options.delimiter { return given }
        if let known = CSVDelimiter.detected.first(where: { $0.byte == delimiterByte }) { return known }
        let sample = try window.lookAhead(CSVDelimiter.sampleBytes)
        let found = CSVDelimiter.detect(in: sample.bytes, isWhole: sample.isWhole, quote: options.quote.byte)
        delimiterByte = found.byte
        return found
    }

    /// The names of the columns; empty when the options say that there is no header, or the input is empty.
    /// - Throws: `duplicate` when two columns have one name; otherwise as ``next()``.
    public mutating func header() throws(FeedError) -> [CSVField] {
        if let columns { return columns }
        guard options.hasHeader else {
            columns = []
            return []
        }
        let fields = try remembering { (reader) throws(FeedError) in try reader.readHeader() }
        columns = fields
        width = fields.isEmpty ? nil : fields.count
        return fields
    }

    /// The next row, or `nil` after the last.
    /// - Throws: `ragged` when the row has another number of fields than the header (or the first row): the next call
    ///   goes on with the row after it. Every other error is final: `syntax`, `encoding`, `truncated`, `limit`.
    public mutating func next() throws(FeedError) -> CSVRow? {
        _ = try header()
        guard let row = try remembering({ (reader) throws(FeedError) in try reader.readRow() }) else {
            return nil
        }
        guard let width else {
            width = row.fields.count
            return row
        }
        if row.fields.count != width, options.ragged == .refused { throw raggedRow(row, width) }
        return row
    }

    /// A final error is thrown again by every later call.
    private mutating func remembering<Result>(
        _ read: (inout CSVReader) throws(FeedError) -> Result
    ) throws(FeedError) -> Result {
        if let failure { throw failure }
        do throws(FeedError) {
            return try read(&self)
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func readHeader() throws(FeedError) -> [CSVField] {
        guard let row = try readRow() else { return [] }
        var names = MemberNames()
        for field in row.fields {
            guard field.text.utf8.count <= limits.nameBytes else {
                throw FeedError(
                    .limit, "a column name is longer than \(limits.nameBytes) bytes", at: field.position)
            }
            guard let first = names.insert(field.text, at: field.position) else { continue }
            throw FeedError(
                .duplicate, "two columns are named \"\(field.text.prefix(100))\"", at: field.position,
                help: "the first is at line \(first.line), column \(first.column)")
        }
        return row.fields
    }

    private func raggedRow(_ row: CSVRow, _ width: Int) -> FeedError {
        let count = row.fields.count
        let noun = count == 1 ? "field" : "fields"
        let expected = options.hasHeader ? "the header has \(width)" : "the first row has \(width)"
        return FeedError(
            .ragged, "the row has \(count) \(noun), \(expected)",
            at: count > width ? row.fields[width].position : row.position,
            help: "quote fields that hold the delimiter, and leave no field out")
    }
}

extension CSVReader {
    private mutating func readRow() throws(FeedError) -> CSVRow? {
        let delimiter = try delimiter().byte
        while let byte = try window.peek(), byte == 0x0A || byte == 0x0D { window.index += 1 }
        guard try window.peek() != nil else { return nil }
        window.startToken()
        let start = window.position()
        var fields: [CSVField] = []
        fields.reserveCapacity(width ?? 0)
        while true {
            let field = try readField(delimiter)
            guard fields.count < limits.fields else {
                throw FeedError(.limit, "a row has more than \(limits.fields) fields", at: field.position)
            }
            fields.append(field)
            guard try window.peek() == delimiter else { break }
            window.index += 1
            if window.position().offset - start.offset > limits.recordBytes {
                throw FeedError(.limit, "a row is longer than \(limits.recordBytes) bytes", at: start)
            }
        }
        return CSVRow(fields, at: start)
    }

    /// Reads a field up to the delimiter or line end after it.
    private mutating func readField(_ delimiter: UInt8) throws(FeedError) -> CSVField {
        window.startToken()
        let position = window.position()
        if let quote = options.quote.byte, try window.peek() == quote {
            return try readQuotedField(quote, delimiter, at: position)
        }
        let stop = try window.advance(
            until: { $0 == delimiter || $0 == 0x0A || $0 == 0x0D || $0 == 0 }, limit: limits.textBytes,
            of: "a field")
        if stop == 0 { throw nulByte() }
        return CSVField(window.tokenText(), at: position)
    }

    private mutating func readQuotedField(
        _ quote: UInt8, _ delimiter: UInt8, at position: SourcePosition
    ) throws(FeedError) -> CSVField {
        var text: [UInt8] = []
        window.index += 1
        window.startToken()
        while true {
            let stop = try window.advance(
                until: { $0 == quote || $0 == 0 }, limit: limits.textBytes, of: "a field")
            if stop == 0 { throw nulByte() }
            guard stop != nil else {
                throw FeedError(
                    .truncated, "the input ends inside the quoted field that starts here", at: position,
                    help: "close the quote, or double a quote that is part of the text")
            }
            window.index += 1
            let next = try window.peek()
            if next == quote || !text.isEmpty {
                // The first quote of a doubled one belongs to the text.
                text.append(
                    contentsOf: window.bytes[window.mark..<(next == quote ? window.index : window.index - 1)])
                guard text.count <= limits.textBytes else {
                    throw FeedError(.limit, "a field is longer than \(limits.textBytes) bytes", at: position)
                }
            }
            if next == quote {
                window.index += 1
                window.startToken()
                continue
            }
            guard next == nil || next == delimiter || next == 0x0A || next == 0x0D else {
                let found = try window.describeNext()
                throw FeedError(
                    .syntax, "text after a closing quote: \(found)", at: window.position(),
                    help: "double a quote that is part of the text")
            }
            let whole = text.isEmpty ? window.bytes[window.mark..<(window.index - 1)] : text[...]
            return CSVField(String(decoding: whole, as: UTF8.self), at: position, wasQuoted: true)
        }
    }

    private mutating func nulByte() -> FeedError {
        FeedError(
            .encoding, "a NUL byte is no text", at: window.position(), help: "save the file as UTF-8 text")
    }
}
