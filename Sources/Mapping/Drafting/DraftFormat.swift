internal import Feeds

/// How a draft says how its feed is written: the words `format`, `records` and `reader`.
struct DraftFormat {
    /// The format as the template will have it.
    let format: FeedFormat
    /// The paths of the records.
    let records: [String]
    /// What `reader` says.
    let reader: [(name: String, value: Value)]

    /// Takes a format as the feed was read with it, and what was found out on the way.
    init(_ format: FeedFormat, _ dialect: CSVDialect?, _ encoding: TextEncoding?, columns: Int) {
        var reader: [(name: String, value: Value)] = []
        if let encoding { reader.append(("encoding", .string(encoding.name))) }
        switch format {
        case .csv(var options):
            if let dialect { options.delimiter = dialect.delimiter }
            if columns > 0, options.columns == nil {
                options.columns = (0..<columns).map(DraftPath.columnName)
                // The longest row names the columns; shorter ones were read as they are.
            }
            self.format = .csv(options)
            records = []
            reader += Self.words(options)
        case .json(let options):
            self.format = format
            records = options.records.map(\.description)
            reader += Self.words(options)
        case .xml(let options):
            self.format = format
            records = Self.paths(options.records)
            reader += Self.words(options)
        }
        self.reader = reader
    }

    private static func words(_ options: CSVOptions) -> [(name: String, value: Value)] {
        var words: [(name: String, value: Value)] = []
        if let delimiter = options.delimiter { words.append(("delimiter", .string(name(of: delimiter)))) }
        switch options.quote {
        case .double: break
        case .single: words.append(("quote", .string("single")))
        case .none: words.append(("quote", .string("none")))
        }
        if options.escape == .backslash { words.append(("escape", .string("backslash"))) }
        if options.allowsStrayQuotes { words.append(("stray_quotes", .bool(true))) }
        if let comment = options.comment, !comment.isEmpty { words.append(("comment", .string(comment))) }
        if options.skippedLines > 0 { words.append(("skip_lines", .number("\(options.skippedLines)"))) }
        switch options.ragged {
        case .refused: break
        case .padded: words.append(("ragged", .string("padded")))
        case .kept: words.append(("ragged", .string("kept")))
        }
        if options.columnNames == .numbered { words.append(("duplicate_headers", .string("numbered"))) }
        if !options.hasHeader { words.append(("header", .bool(false))) }
        if let columns = options.columns { words.append(("columns", .array(columns.map(Value.string)))) }
        return words
    }

    private static func name(of delimiter: CSVDelimiter) -> String {
        switch delimiter {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        case .pipe: "pipe"
        default: String(decoding: [delimiter.byte], as: UTF8.self)
        }
    }

    private static func words(_ options: JSONRecordOptions) -> [(name: String, value: Value)] {
        switch options.framing {
        case .detected: []
        case .document: [("framing", .string("document"))]
        case .lines: [("framing", .string("lines"))]
        case .sequence: [("framing", .string("sequence"))]
        }
    }

    private static func words(_ options: XMLRecordOptions) -> [(name: String, value: Value)] {
        var words: [(name: String, value: Value)] = []
        if let encoding = options.encoding { words.append(("encoding", .string(encoding.name))) }
        let lists = paths(options.lists)
        if !lists.isEmpty { words.append(("lists", .array(lists.map(Value.string)))) }
        if !options.prefixes.isEmpty {
            let prefixes = options.prefixes.sorted { $0.key < $1.key }
            words.append(("prefixes", .object(prefixes.map { ($0.key, .string($0.value)) })))
        }
        if options.ancestors { words.append(("ancestors", .bool(true))) }
        if options.lenientAmpersands { words.append(("lenient_ampersands", .bool(true))) }
        return words
    }

    private static func paths(_ path: XMLRecordPath?) -> [String] {
        path?.text.split(separator: "|").map { part in
            let bytes = part.utf8.span
            return bytes.extracting(bytes.trimmed(0..<bytes.count)).text
        } ?? []
    }
}
