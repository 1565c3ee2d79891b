import ArgumentParser
import Feeds
import RedTrack

/// Shows what the account measured.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show clicks, conversions, cost and revenue by day, country, offer, ...",
        discussion: """
            Filters name objects by their ids. In a report roi is a fraction, not a percentage.

            Example: waybill report --group country --from 2018-11-01 --to 2018-11-30 --csv
            """)

    @Option(help: "What a row stands for.") var group: ReportGroup = .date

    @OptionGroup var days: DayOptions

    @Option(help: ArgumentHelp("Only clicks on this campaign.", valueName: "id")) var campaign: String?
    @Option(help: ArgumentHelp("Only clicks sent to this offer.", valueName: "id")) var offer: String?
    @Option(help: ArgumentHelp("Only clicks from this source.", valueName: "id")) var source: String?
    @Option(help: ArgumentHelp("Only clicks from this country, two letters.", valueName: "code"))
    var country: String?
    @Option(help: "Only clicks from this operating system.") var os: String?
    @Option(
        help: ArgumentHelp(
            "Only clicks with this value of sub1 to sub10; may be repeated.", valueName: "subN=value"))
    var sub: [SubFilter] = []

    @OptionGroup var output: RecordFormatOptions
    @OptionGroup(title: "Account") var account: ProjectAccountOptions

    func validate() throws {
        if Set(sub.map(\.number)).count < sub.count { throw ValidationError("--sub names a value twice") }
    }

    private var filter: ReportFilter {
        var filter = ReportFilter()
        filter.campaign = campaign.map { CampaignID($0) }
        filter.offer = offer.map { OfferID($0) }
        filter.source = source.map { SourceID($0) }
        filter.countryCode = country
        filter.os = os
        for sub in sub { filter.subs[sub.number] = sub.value }
        filter.dates = days.span
        return filter
    }

    func run() async throws {
        try await reporting { terminal, environment in
            let rows = try await account.open(terminal, environment) { [group, filter] connection in
                try await connection.client.report(by: group, filter)
            }.map(\.wireValue)
            if output.json {
                let document = Value.object([
                    ("format", .string("waybill-report/1")), ("group", .string(group.rawValue)),
                    ("rows", .array(rows)),
                ])
                terminal.printResult(document.jsonText(pretty: true))
            } else {
                let columns = RecordColumn.all(of: rows)
                // Rows of clicks from nobody knows where have no value of the group, and may be all there are.
                let others = columns.filter { $0.title != group.rawValue }
                var printer = RecordPrinter(
                    terminal, output.format, [RecordColumn([group.rawValue])] + others)
                try printer.print(rows)
                try printer.finish(saying: "nothing was measured")
            }
            return .success
        }
    }
}

/// A value of `sub1` to `sub10` that is asked for.
struct SubFilter: ExpressibleByArgument, Sendable {
    let number: Int
    let value: String

    /// Reads `sub3=red`.
    init?(argument: String) {
        guard argument.hasPrefix("sub"), let equals = argument.firstIndex(of: "=") else { return nil }
        let digits = argument[..<equals].dropFirst(3)
        guard let number = Int(digits), digits == "\(number)", (1...SubItems.count).contains(number) else {
            return nil
        }
        self.number = number
        value = String(argument[argument.index(after: equals)...])
    }
}
