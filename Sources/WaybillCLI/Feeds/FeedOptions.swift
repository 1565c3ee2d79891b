import ArgumentParser
import Diagnostics
import Feeds

/// The options that say what a feed is: which files, how they are written, where the records are.
struct FeedOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The files of the feed, read one after the other; `-` is the standard input.", valueName: "file"))
    var files: [String]

    @Option(
        help: """
            The syntax: csv, json (NDJSON and JSON text sequences included) or xml. Without it the name of the file \
            says, or its first bytes do.
            """)
    var format: FeedSyntax?

    @Option(
        help: ArgumentHelp(
            """
            Where the records are. JSON: data.offers, data.*, items[0].rows; XML: /rss/channel/item, //Site; @ is the \
            whole document as one record. May be given more than once.
            """, valueName: "path"))
    var records: [String] = []

    @Option(
        help: ArgumentHelp(
            "The encoding, such as windows-1252; else UTF-8 or what the text says.", valueName: "name"))
    var encoding: FeedEncoding?

    @Option(help: "How the files are packed: auto, none, gzip or zip.") var compression: Compression = .auto

    @Option(help: ArgumentHelp("The member of a zip archive, or a pattern such as *.csv.", valueName: "name"))
    var member: String?

    @OptionGroup(title: "CSV") var csv: CSVDialectOptions

    @OptionGroup(title: "XML") var xml: XMLDialectOptions

    @OptionGroup(title: "Limits") var budget: FeedLimitOptions

    func validate() throws {
        if files.isEmpty { throw ValidationError("name a file, or - for the standard input") }
        if files.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("the standard input can be read once")
        }
        _ = try csv.options()
        _ = try xml.options(records: [])
    }

    /// Whether the whole document is asked for as one record.
    var isWhole: Bool { records == ["@"] }

    /// What the feed is.
    func input() -> FeedInput {
        FeedInput(paths: files, compression: compression, member: member, encoding: encoding?.encoding)
    }

    /// How a feed in a syntax is read.
    func format(_ syntax: FeedSyntax) throws -> FeedFormat {
        switch syntax {
        case .csv:
            if !records.isEmpty, !isWhole {
                throw ValidationError("in CSV every row is a record: --records takes only @ there")
            }
            return .csv(try csv.options())
        case .json:
            return .json(
                JSONRecordOptions(records: try records.map { try Self.parsed($0, JSONRecordPath.init) }))
        case .xml: return .xml(try xml.options(records: records))
        }
    }

    /// Reads a path, and says where it is wrong.
    static func parsed<Path>(_ text: String, _ parse: (String) throws(FeedError) -> Path) throws -> Path {
        do throws(FeedError) {
            return try parse(text)
        } catch {
            let help = error.help.map { " (\($0))" } ?? ""
            throw ValidationError("\(text): column \(error.position.column): \(error.message)\(help)")
        }
    }
}

/// The dialect of CSV.
struct CSVDialectOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What separates fields: one character, or tab; else it is found out.", valueName: "character"))
    var delimiter: String?

    @Option(help: "What encloses fields: double, single or none.") var quote: CSVOptions.Quote = .double

    @Option(help: "How a quote stands in a quoted field: doubled or backslash.") var escape:
        CSVOptions.Escape =
            .doubled

    @Flag(help: "The first row is a record already.") var noHeader = false

    @Option(help: ArgumentHelp("The names of the columns, separated by commas.", valueName: "names"))
    var columns: String?

    @Option(help: ArgumentHelp("What a line starts with that is a comment.", valueName: "text"))
    var comment: String?

    @Option(help: ArgumentHelp("How many lines stand before the header.", valueName: "count"))
    var skipLines: Int = 0

    @Option(help: "What to do with rows of another length: refuse, pad or keep.") var ragged:
        CSVOptions.Ragged =
            .refused

    @Flag(help: "Number columns without a name, or with the name of another.") var numberColumns = false

    @Flag(help: "Take stray quotes inside of quoted fields for text.") var strayQuotes = false

    /// The dialect.
    func options() throws -> CSVOptions {
        guard skipLines >= 0 else { throw ValidationError("--skip-lines takes 0 or more") }
        var options = CSVOptions(
            quote: quote, escape: escape, allowsStrayQuotes: strayQuotes, hasHeader: !noHeader,
            columns: columns?.split(separator: ",", omittingEmptySubsequences: false).map(String.init),
            columnNames: numberColumns ? .numbered : .asWritten, ragged: ragged, skippedLines: skipLines,
            comment: comment)
        if let delimiter { options.delimiter = try Self.delimiter(delimiter) }
        return options
    }

    private static func delimiter(_ text: String) throws -> CSVDelimiter {
        if text == "tab" || text == "\\t" { return .tab }
        guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first,
            let delimiter = CSVDelimiter(scalar)
        else {
            throw ValidationError("--delimiter takes one character that is no letter, digit or quote, or tab")
        }
        return delimiter
    }
}

/// How XML turns into records.
struct XMLDialectOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An element that is a list even when it occurs once. May be given more than once.",
            valueName: "name"))
    var list: [String] = []

    @Option(
        help: ArgumentHelp(
            "A prefix for the names of a namespace: g=http://base.google.com/ns/1.0.", valueName: "prefix=uri"
        ))
    var prefix: [String] = []

    @Flag(help: "Give each record a member ^ with what the elements around it say.") var ancestors = false

    @Flag(help: "Take an ampersand that starts no reference for itself.") var lenientAmpersands = false

    /// The options of the reader.
    func options(records: [String]) throws -> XMLRecordOptions {
        var options = XMLRecordOptions(ancestors: ancestors, lenientAmpersands: lenientAmpersands)
        for entry in prefix {
            guard let separator = entry.firstIndex(of: "=") else {
                throw ValidationError("--prefix takes PREFIX=URI, such as g=http://base.google.com/ns/1.0")
            }
            options.prefixes[String(entry[..<separator])] = String(entry[entry.index(after: separator)...])
        }
        if !list.isEmpty {
            options.lists = try FeedOptions.parsed(list.joined(separator: " | "), XMLRecordPath.init)
        }
        if !records.isEmpty {
            options.records = try FeedOptions.parsed(records.joined(separator: " | "), XMLRecordPath.init)
        }
        return options
    }
}

/// How much of a feed is accepted.
struct FeedLimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The bytes that one record may have.", valueName: "bytes"))
    var maxRecordBytes: Int = ReaderLimits().recordBytes

    @Option(help: ArgumentHelp("How deep values may nest.", valueName: "levels"))
    var maxDepth: Int = ReaderLimits().depth

    @Option(help: ArgumentHelp("How many fields a record may have.", valueName: "count"))
    var maxFields: Int = ReaderLimits().fields

    @Option(
        help: ArgumentHelp(
            "How many values a record may have, those in its lists and maps included.", valueName: "count"))
    var maxValues: Int = ReaderLimits().values

    @Option(help: ArgumentHelp("How many records the feed may have.", valueName: "count"))
    var maxRecords: Int?

    func validate() throws {
        for (name, value) in [
            ("--max-record-bytes", maxRecordBytes), ("--max-depth", maxDepth), ("--max-fields", maxFields),
            ("--max-values", maxValues), ("--max-records", maxRecords ?? 1),
        ] where value < 1 {
            throw ValidationError("\(name) takes 1 or more")
        }
    }

    /// The limits of the readers.
    var limits: ReaderLimits {
        var limits = ReaderLimits(
            depth: maxDepth, fields: maxFields, recordBytes: maxRecordBytes, values: maxValues)
        // A record that may be larger may hold a larger text.
        limits.textBytes = max(limits.textBytes, maxRecordBytes)
        limits.records = maxRecords
        return limits
    }

    /// The option that raises a limit.
    static func option(raising limit: ReaderLimits.Kind) -> String? {
        switch limit {
        case .depth: "--max-depth"
        case .recordBytes, .textBytes: "--max-record-bytes"
        case .fields: "--max-fields"
        case .values: "--max-values"
        case .records: "--max-records"
        default: nil
        }
    }
}

/// The argument of `--encoding`.
struct FeedEncoding: ExpressibleByArgument {
    let encoding: TextEncoding

    init?(argument: String) {
        guard let encoding = TextEncoding(name: argument) else { return nil }
        self.encoding = encoding
    }
}
