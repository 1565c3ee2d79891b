internal import Diagnostics

/// Reads the records of a feed: of one text, or of several pages one after the other.
public struct FeedReader {
    /// How many bytes show the syntax: leading blank lines are rare, and longer ones nobody writes.
    private static let headBytes = 1_024

    private var parts: FeedParts
    private let encoding: TextEncoding?
    private let limits: ReaderLimits
    private var format: FeedFormat?
    /// The text that is opened already, to look at its first bytes.
    private var opened: FeedPart?
    private var reader: (any RecordReader)?

    /// What the text is called that the last record or fault came from; empty before the first.
    public private(set) var file = ""
    /// How many records there were.
    public private(set) var count = 0
    /// What the present text is taken for, when it is CSV.
    public private(set) var dialect: CSVDialect?

    /// Reads what `input` names. Nothing is opened before it is asked for.
    ///
    /// `limits` apply to each record, and ``ReaderLimits/records`` to the feed as a whole. Without a format, ask for
    /// ``detectedSyntax()`` and hand one to ``read(as:)``.
    public init(_ input: FeedInput, format: FeedFormat? = nil, limits: ReaderLimits = .init()) {
        var raw = input
        // How the text is encoded depends on its syntax, which may have to be found out first.
        raw.encoding = nil
        raw.search = .none
        self.parts = raw.parts()
        self.encoding = input.encoding
        self.format = format
        self.limits = limits
    }

    /// The syntax of the first text: what its name says, else what its first bytes do; CSV when there are none.
    /// - Throws: what is wrong with the input.
    public mutating func detectedSyntax() throws(FeedFault) -> FeedSyntax {
        do throws(FeedError) {
            guard let part = try nextPart() else { return .csv }
            opened = part
            if let syntax = FeedSyntax(fileName: part.name) { return syntax }
            var source = HeadedSource(part.source)
            let syntax = FeedSyntax(head: source.head(Self.headBytes))
            opened = FeedPart(name: part.name, source: source)
            return syntax ?? .csv
        } catch {
            throw FeedFault(file: file, error: error)
        }
    }

    /// Reads the texts in a format.
    public mutating func read(as format: FeedFormat) {
        self.format = format
    }

    /// Reads the next record; false after the last one of the last text.
    /// - Throws: what is wrong with a text. The next call goes on: behind the record when that alone is bad, else with
    ///   the next text.
    public mutating func next(_ record: inout Record) throws(FeedFault) -> Bool {
        while true {
            do throws(FeedError) {
                if reader == nil, !(try open()) { return false }
                if try reader?.next(&record) == true {
                    count += 1
                    record.number = count
                    return true
                }
                reader = nil
            } catch {
                if !error.isRecoverable { reader = nil }
                throw FeedFault(file: file, error: error)
            }
        }
    }

    /// The text that was looked at, else the next one.
    private mutating func nextPart() throws(FeedError) -> FeedPart? {
        if let part = opened {
            opened = nil
            return part
        }
        do throws(FeedError) {
            guard let part = try parts.next() else { return nil }
            file = part.name
            return part
        } catch {
            file = parts.name
            throw error
        }
    }

    private mutating func open() throws(FeedError) -> Bool {
        dialect = nil
        guard let part = try nextPart() else { return false }
        guard let format else {
            throw FeedError(.syntax, "nobody said how the feed is written", at: .start, help: "name a format")
        }
        var limits = limits
        limits.records = limits.records.map { max(0, $0 - count) }
        switch format {
        case .csv(let options):
            var rows = CSVRecordReader(from: text(of: part, format), options: options, limits: limits)
            dialect = try rows.dialect()
            reader = rows
        case .json(var options):
            options.limits = limits
            reader = JSONRecordReader(from: text(of: part, format), options: options)
        case .xml(var options):
            // A reader of XML decodes by itself: the document declares its encoding.
            options.encoding = encoding ?? options.encoding
            options.limits = limits
            reader = XMLRecordReader(from: part.source, options: options)
        }
        return true
    }

    private func text(of part: FeedPart, _ format: FeedFormat) -> DecodedSource {
        DecodedSource(part.source, encoding: encoding, search: format.search)
    }
}
