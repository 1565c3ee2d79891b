import ArgumentParser
import RedTrack

/// Reads the payments for the account itself.
struct TransactionsLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transactions", abstract: "Read the payments for the account itself.",
        discussion: """
            Without --from and --to of all days.

            Example: waybill log transactions --status declined
            """)

    @Option(help: "Only payments of this status; by default approved.") var status: String?
    @OptionGroup var options: LogOptions

    func run() async throws {
        var filter = TransactionFilter()
        filter.status = status
        filter.dates = options.days.span
        try await reporting { [filter] terminal, environment in
            let brief = [
                "created_at", "key", "type", "plan_id", "status", "package.total", "package.events_count",
            ]
            return try await options.print(terminal, environment, brief: brief) { $0.transactions(filter) }
        }
    }
}
