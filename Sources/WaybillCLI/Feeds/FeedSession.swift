import Diagnostics
import Feeds

/// Reads a feed to its end, says on the way what is wrong with it, and goes on where that is possible.
struct FeedSession {
    /// How many faults are told one by one; a broken feed of a million rows needs no million lines.
    private static let mostFaults = 100

    private let options: FeedOptions
    private let terminal: Terminal
    private let syntax: FeedSyntax
    private var faults = 0

    /// Whether anything was wrong.
    var hasErrors: Bool { faults > 0 }

    init(_ options: FeedOptions, _ terminal: Terminal) throws {
        self.options = options
        self.terminal = terminal
        self.syntax = try Self.syntax(of: options)
    }

    /// Hands each record and the name of its file to `body`; gives how many there were.
    mutating func forEach(upTo limit: Int?, _ body: (Record, String) -> Void) throws -> Int {
        var limits = options.budget.limits
        if options.isWhole, syntax == .csv {
            return try whole(limits, body)
        }
        if let limit, limit == 0 { return 0 }
        if options.isWhole { limits.records = nil }
        var reader = FeedReader(options.input(), format: try options.format(syntax), limits: limits)
        var record = Record()
        var shown: String?
        while true {
            do throws(FeedFault) {
                guard try reader.next(&record) else { break }
                if shown != reader.file {
                    shown = reader.file
                    showDialect(reader)
                }
                body(record, reader.file)
                if let limit, reader.count >= limit { break }
            } catch {
                report(error)
            }
        }
        if faults > Self.mostFaults { terminal.say("… and \(faults - Self.mostFaults) more faults") }
        return reader.count
    }

    /// A table as one record: the list of its rows.
    private mutating func whole(_ limits: ReaderLimits, _ body: (Record, String) -> Void) throws -> Int {
        var reader = FeedReader(options.input(), format: .csv(try options.csv.options()), limits: limits)
        var rows: [Node] = []
        var bytes = 0
        var record = Record()
        while true {
            do throws(FeedFault) {
                guard try reader.next(&record) else { break }
                bytes += record.source.count
                guard bytes <= limits.recordBytes else {
                    throw FeedFault(
                        file: reader.file,
                        error: FeedError(
                            .limit, "the table as one record is longer than \(limits.recordBytes) bytes",
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
        if faults <= Self.mostFaults { FailureReport(terminal: terminal).show([fault.diagnostic]) }
    }

    /// Says what was found out rather than told.
    private func showDialect(_ reader: FeedReader) {
        guard let dialect = reader.dialect, dialect.isDelimiterDetected, terminal.showsProgress else {
            return
        }
        let names = dialect.columns.count
        terminal.say(
            "note: \(reader.file): fields are separated by \(dialect.delimiter.name), as its first rows show; "
                + (names > 0 ? "\(names) columns" : "no header"))
    }

    /// What the options say, else the names of the files, else the first bytes.
    private static func syntax(of options: FeedOptions) throws -> FeedSyntax {
        if let format = options.format { return format }
        let named = Set(options.files.map { FeedSyntax(fileName: $0) })
        if named.count == 1, let known = named.first.flatMap({ $0 }) { return known }
        guard named.count == 1 else {
            throw CommandFailure(
                .usage,
                "the names of the files say different formats: name one with --format csv, json or xml")
        }
        if options.files.contains("-") {
            throw CommandFailure(
                .usage, "the standard input has no name that says its format: add --format csv, json or xml")
        }
        return try guessed(options)
    }

    private static func guessed(_ options: FeedOptions) throws -> FeedSyntax {
        var parts = options.input().parts()
        do throws(FeedError) {
            guard let part = try parts.next() else { return .csv }
            var source = part.source
            while let chunk = try source.nextChunk() {
                if let syntax = FeedSyntax(head: chunk) { return syntax }
            }
            return .csv
        } catch {
            throw DiagnosticsError([error.diagnostic(file: parts.name)])
        }
    }
}
