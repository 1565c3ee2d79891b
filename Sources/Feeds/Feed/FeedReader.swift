/// Reads the records of a feed: of one text, or of several pages one after the other.
public struct FeedReader {
    private var parts: FeedParts
    private let format: FeedFormat
    private let limits: ReaderLimits
    private var reader: (any RecordReader)?

    /// What the text is called that the last record or fault came from; empty before the first.
    public private(set) var file = ""
    /// How many records there were.
    public private(set) var count = 0
    /// What the present text is taken for, when it is CSV.
    public private(set) var dialect: CSVDialect?

    /// Reads what `input` names. Nothing is opened before the first record is asked for.
    ///
    /// `limits` apply to each record, and ``ReaderLimits/records`` to the feed as a whole.
    public init(_ input: FeedInput, format: FeedFormat, limits: ReaderLimits = .init()) {
        var input = input
        if input.encoding == nil || format.syntax == .xml { input.search = format.search }
        self.format = Self.encoded(format, by: &input)
        self.parts = input.parts()
        self.limits = limits
    }

    /// XML readers decode themselves: what a document declares stands in the document.
    private static func encoded(_ format: FeedFormat, by input: inout FeedInput) -> FeedFormat {
        guard case .xml(var options) = format else { return format }
        options.encoding = input.encoding ?? options.encoding
        input.encoding = nil
        return .xml(options)
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

    private mutating func open() throws(FeedError) -> Bool {
        dialect = nil
        let part: FeedPart?
        do throws(FeedError) {
            part = try parts.next()
        } catch {
            file = parts.name
            throw error
        }
        guard let part else { return false }
        file = part.name
        var limits = limits
        limits.records = limits.records.map { max(0, $0 - count) }
        switch format {
        case .csv(let options):
            var rows = CSVRecordReader(from: part.source, options: options, limits: limits)
            dialect = try rows.dialect()
            reader = rows
        case .json(var options):
            options.limits = limits
            reader = JSONRecordReader(part.source, options: options)
        case .xml(var options):
            options.limits = limits
            reader = XMLRecordReader(from: part.source, options: options)
        }
        return true
    }
}
