import ArgumentParser
import Feeds
import RedTrack

/// A list that the API keeps beside the objects of an account: what filters and settings can name.
enum AccountIndex: String, CaseIterable, Sendable, ExpressibleByArgument {
    case countries, cities, browsers, os, devices, isp, timezones, plans, tags

    /// Whose tags are listed.
    enum TagOwner: String, CaseIterable, Sendable, ExpressibleByArgument {
        case campaigns, offers
    }

    /// The columns of its entries.
    var columns: [RecordColumn] {
        switch self {
        case .countries: RecordColumn.all(Country.fields)
        case .cities: RecordColumn.all(City.fields)
        case .browsers, .os: RecordColumn.all(TitledEntry.fields)
        case .devices: RecordColumn.all(Device.fields)
        case .isp: RecordColumn.all(InternetProvider.fields)
        case .timezones: RecordColumn.all(Timezone.fields)
        case .plans: RecordColumn.all(PricingPlan.fields)
        case .tags: [RecordColumn(["tag"])]
        }
    }

    /// Its entries, as the account sent them.
    func entries(
        _ client: RedTrackClient, names: [String], of owner: TagOwner
    ) async throws(APIError) -> [Value] {
        switch self {
        case .countries: try await client.countries().map(\.wireValue)
        case .cities: try await client.cities(named: names.first).map(\.wireValue)
        case .browsers: try await client.browsers().map(\.wireValue)
        case .os: try await client.operatingSystems().map(\.wireValue)
        case .devices: try await client.devices().map(\.wireValue)
        case .isp: try await client.providers(named: names).map(\.wireValue)
        case .timezones: try await client.timezones().map(\.wireValue)
        case .plans: try await client.plans().map(\.wireValue)
        case .tags:
            try await (owner == .offers ? client.offerTags() : client.campaignTags())
                .map { .object([("tag", .string($0))]) }
        }
    }
}
