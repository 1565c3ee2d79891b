import ArgumentParser
import RedTrack

/// Reads the logs of the account.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Read the clicks, conversions or payments of the account, all of them.",
        discussion: """
            Records are printed while they arrive, so that a log may be of any size. One that takes several pages is \
            read twice, to be sure that none is missing: it exits with 0 only when all are printed.

            Example: waybill log conversions --from 2018-11-01 --to 2018-11-30 --csv
            """,
        subcommands: [TracksLogCommand.self, ConversionsLogCommand.self, TransactionsLogCommand.self])
}

/// The options of every log.
struct LogOptions: ParsableArguments {
    @OptionGroup var days: DayOptions
    @OptionGroup var output: RecordFormatOptions
    @OptionGroup(title: "Account") var account: ProjectAccountOptions

    /// Prints a log page by page. The table for people has `brief` columns: all of them fit on no screen.
    func print<Record: LogRecord>(
        _ terminal: Terminal, _ environment: [String: String], brief: [String],
        _ log: @escaping @Sendable (RedTrackClient) -> LogSequence<Record>
    ) async throws -> ExitStatus {
        let columns = RecordColumn.all(Record.fields)
        let chosen = brief.compactMap { title in columns.first { $0.title == title } }
        return try await account.open(terminal, environment) { [format = output.format] connection in
            var printer = RecordPrinter(terminal, format, columns, brief: chosen)
            do {
                for try await page in log(connection.client) {
                    try printer.print(page.records.map(\.wireValue))
                    terminal.progress("\(printer.count) records")
                }
            } catch {
                if printer.count > 0 {
                    terminal.say("the log is not complete: only \(printer.count) records were printed")
                }
                throw error
            }
            terminal.clearProgress()
            try printer.finish(saying: "the log has no such records")
            return .success
        }
    }
}
