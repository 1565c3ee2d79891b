import ArgumentParser
import RedTrack

/// Reads the log of clicks.
struct TracksLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tracks", abstract: "Read the clicks.",
        discussion: "Example: waybill log tracks --from 2018-11-01 --json")

    @Option(help: ArgumentHelp("Only clicks on this campaign.", valueName: "id")) var campaign: String?
    @OptionGroup var options: LogOptions

    func run() async throws {
        var filter = TrackFilter()
        filter.campaign = campaign.map { CampaignID($0) }
        filter.dates = options.days.span
        try await reporting { [filter] terminal, environment in
            let brief = ["created_at", "id", "campaign", "offer", "source", "country", "os", "cost"]
            return try await options.print(terminal, environment, brief: brief) { $0.tracks(filter) }
        }
    }
}
