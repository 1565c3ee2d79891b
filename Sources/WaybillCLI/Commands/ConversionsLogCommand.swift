import ArgumentParser
import RedTrack

/// Reads the log of conversions.
struct ConversionsLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversions", abstract: "Read the conversions.",
        discussion: "Example: waybill log conversions --clickid 5bd33d6ea7d98d0001adcaf6")

    @Option(help: ArgumentHelp("Only conversions of this campaign.", valueName: "id")) var campaign: String?
    @Option(help: ArgumentHelp("Only conversions of this offer.", valueName: "id")) var offer: String?
    @Option(help: ArgumentHelp("Only conversions of this source's clicks.", valueName: "id"))
    var source: String?
    @Option(help: ArgumentHelp("Only conversions of this network's offers.", valueName: "id"))
    var network: String?
    @Option(help: ArgumentHelp("Only conversions from this country, two letters.", valueName: "code"))
    var country: String?
    @Option(help: ArgumentHelp("Only conversions of this click.", valueName: "id")) var clickid: String?
    @OptionGroup var options: LogOptions

    func run() async throws {
        var filter = ConversionFilter()
        filter.campaign = campaign.map { CampaignID($0) }
        filter.offer = offer.map { OfferID($0) }
        filter.source = source.map { SourceID($0) }
        filter.network = network.map { NetworkID($0) }
        filter.countryCode = country
        filter.clickID = clickid
        filter.dates = options.days.span
        try await reporting { [filter] terminal, environment in
            let brief = ["created_at", "id", "clickid", "campaign", "offer", "source", "country", "payout"]
            return try await options.print(terminal, environment, brief: brief) { $0.conversions(filter) }
        }
    }
}
