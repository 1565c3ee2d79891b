import Diagnostics
import Feeds
import Mapping

/// Reads a feed to its end, says on the way what is wrong with it, and goes on where that is possible.
struct FeedSession {
    /// How many faults are told one by one; a broken feed of a million rows needs no million lines.
    private static let mostFaults = 100

    private let options: FeedOptions
    private let template: Template?
    private let terminal: Terminal
    private var faults = 0
    /// What ``showDialect(_:)`` said last.
    private var shownFile: String?
    private var shownDelimiter: CSVDelimiter?
    private var shownColumns: [String]?

    /// Whether anything was wrong.
    var hasErrors: Bool { faults > 0 }

    /// With a template, the feed is read as the template reads it.
    init(_ options: FeedOptions, _ terminal: Terminal, template: Template? = nil) {
        self.options = options
        self.template = template
        self.terminal = terminal
    }

    /// Hands each record and the name of its file to `body`; gives how many there were.
    mutating func forEach(upTo limit: Int?, _ body: (Record, String) -> Void) throws -> Int {
        if limit == 0 { return 0 }
        var input = options.input()
        input.encoding = input.encoding ?? template?.encoding
        var reader = FeedReader(input, limits: options.budget.limits)
        let syntax: FeedSyntax
        do throws(FeedFault) {
            if let template {
                syntax = template.format.syntax
            } else {
                syntax = try Self.syntax(options, &reader)
            }
        } catch {
            report(error)
            return 0
        }
        reader.read(as: try template?.format ?? options.format(syntax))
        if options.isWhole, syntax == .csv { return try whole(&reader, body) }
        var record = Record()
        while true {
            do throws(FeedFault) {
                guard try reader.next(&record) else { break }
                showDialect(reader)
                body(record, reader.file)
                if let limit, reader.count >= limit { break }
            } catch {
                showDialect(reader)
                report(error)
            }
        }
        if faults > Self.mostFaults { terminal.say("… and \(faults - Self.mostFaults) more faults") }
        return reader.count
    }

    private static func syntax(
        _ options: FeedOptions, _ reader: inout FeedReader
    ) throws(FeedFault) -> FeedSyntax {
        if let format = options.format { return format }
        return try reader.detectedSyntax()
    }

    /// A table as one record: the list of its rows.
    private mutating func whole(
        _ reader: inout FeedReader, _ body: (Record, String) -> Void
    ) throws -> Int {
        let mostBytes = options.budget.limits.recordBytes
        var rows: [Node] = []
        var bytes = 0
        var record = Record()
        while true {
            do throws(FeedFault) {
                guard try reader.next(&record) else { break }
                showDialect(reader)
                bytes += record.source.count
                guard bytes <= mostBytes else {
                    throw FeedFault(
                        file: reader.file,
                        error: FeedError(
                            .limit, "the table as one record is longer than \(mostBytes) bytes",
                            at: record.position, help: "raise --max-record-bytes, or read it row by row"))
                }
                rows.append(record.node())
            } catch {
                report(error)
                if error.error.code == .limit { return 0 }
            }
        }
        guard faults == 0 else { return 0 }
        body(try Record(.list(rows)), reader.file)
        return 1
    }

    private mutating func report(_ fault: FeedFault) {
        faults += 1
        guard faults <= Self.mostFaults else { return }
        var diagnostic = fault.diagnostic
        var advice: [String] = []
        if let help = diagnostic.help { advice.append(help) }
        if options.encoding == nil, let likely = fault.error.likelyEncodings.first {
            advice.append("or read it as it is with --encoding \(likely.name)")
        }
        if let option = fault.error.exceeded.flatMap({ FeedLimitOptions.option(raising: $0) }) {
            advice.append("\(option) allows more")
        }
        diagnostic.help = advice.isEmpty ? nil : advice.joined(separator: "; ")
        FailureReport(terminal: terminal).show([diagnostic])
    }

    /// Says what was found out rather than told; of several files only what differs from the file before.
    private mutating func showDialect(_ reader: FeedReader) {
        guard let dialect = reader.dialect, dialect.isDelimiterDetected, shownFile != reader.file else {
            return
        }
        shownFile = reader.file
        guard dialect.delimiter != shownDelimiter || dialect.columns != shownColumns else { return }
        shownDelimiter = dialect.delimiter
        shownColumns = dialect.columns
        let names = dialect.columns.count
        terminal.say(
            "note: \(reader.file): fields are separated by \(dialect.delimiter.name), as its first rows show; "
                + (names > 0 ? "\(names) columns" : "no header"))
    }
}
