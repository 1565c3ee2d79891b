import Diagnostics
import Feeds

/// Reads a feed to its end, says on the way what is wrong with it, and goes on where that is possible.
struct FeedSession {
    /// How many faults are told one by one; a broken feed of a million rows needs no million lines.
    private static let mostFaults = 100

    private let options: FeedOptions
    private let terminal: Terminal
    private var faults = 0

    /// Whether anything was wrong.
    var hasErrors: Bool { faults > 0 }

    init(_ options: FeedOptions, _ terminal: Terminal) {
        self.options = options
        self.terminal = terminal
    }

    /// Hands each record and the name of its file to `body`; gives how many there were.
    mutating func forEach(upTo limit: Int?, _ body: (Record, String) -> Void) throws -> Int {
        if limit == 0 { return 0 }
        var reader = FeedReader(options.input(), limits: options.budget.limits)
        let syntax: FeedSyntax
        do throws(FeedFault) {
            syntax = try Self.syntax(options, &reader)
        } catch {
            report(error)
            return 0
        }
        reader.read(as: try options.format(syntax))
        if options.isWhole, syntax == .csv { return try whole(&reader, body) }
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
        if fault.error.code == .encoding, options.encoding == nil {
            let help = diagnostic.help.map { $0 + "; or " } ?? ""
            diagnostic.help = help + "name its encoding, such as --encoding windows-1252"
        }
        FailureReport(terminal: terminal).show([diagnostic])
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
}
