/// Where the API answers for the objects of one kind, and what it can do there (API document, the kind's section).
///
/// The only place that knows paths; a later profile of the API has other values here.
struct Endpoint: Sendable {
    /// The path of the list, and of creating.
    let collection: String
    /// The paths under which one object is deleted, in the order in which they are tried; none means that the API
    /// cannot delete it.
    let deletion: [String]
    /// The statuses that must be asked for by name, since a list without a status may leave them out.
    let hiddenStatuses: [Status]
    /// Whether the list takes `ids`.
    let selectsByID: Bool
    /// Whether an object has a status that a request can set.
    let hasStatus: Bool

    private init(
        _ collection: String, deletion: [String]? = nil, hiddenStatuses: [Status] = [],
        selectsByID: Bool = false,
        hasStatus: Bool = false
    ) {
        self.collection = collection
        self.deletion = deletion ?? [collection]
        self.hiddenStatuses = hiddenStatuses
        self.selectsByID = selectsByID
        self.hasStatus = hasStatus
    }

    /// The endpoint of a kind.
    static func of(_ kind: Kind) -> Endpoint {
        switch kind {
        case .network: network
        case .source: source
        case .domain: domain
        case .landing: landing
        case .offer: offer
        case .campaign: campaign
        }
    }

    private static let network = Endpoint("/networks")
    // The document deletes under the singular; other readings of it, and the API of today, under the plural. Both
    // name the same object.
    private static let source = Endpoint("/sources", deletion: ["/source", "/sources"])
    private static let domain = Endpoint("/domains")
    private static let landing = Endpoint("/landings", selectsByID: true)
    private static let offer = Endpoint(
        "/offers", deletion: [], hiddenStatuses: [.archived, .deleted], selectsByID: true, hasStatus: true)
    private static let campaign = Endpoint(
        "/campaigns", hiddenStatuses: [.archived, .deleted], selectsByID: true, hasStatus: true)

    /// The path of whose account it is, and of the login by credentials.
    static let account = "/auth"
    /// The path of what a user changes about himself.
    static let user = "/me"
    /// The path under which the key is replaced.
    static let key = "/me/apikey"
    /// The path of the catalogue of sources.
    static let sourcePresets = "/source_presets"
    /// The path of the catalogue of networks.
    static let networkPresets = "/network_presets"

    /// The path of the log of clicks.
    static let tracks = "/tracks"
    /// The path of the log of conversions, and of reporting them.
    static let conversions = "/conversions"
    /// The path of the report.
    static let report = "/report"
    /// The path of the payments.
    static let transactions = "/transactions"

    /// The path of the index of time zones.
    static let timezones = "/timezones"
    /// The path of the index of countries.
    static let countries = "/countries"
    /// The path of the index of cities.
    static let cities = "/cities"
    /// The path of the index of browsers.
    static let browsers = "/browsers"
    /// The path of the index of operating systems.
    static let operatingSystems = "/os"
    /// The path of the index of devices.
    static let devices = "/devices"
    /// The path of the index of internet providers.
    static let providers = "/isp"
    /// The path of the tags of campaigns.
    static let campaignTags = "/tags/campaigns"
    /// The path of the tags of offers.
    static let offerTags = "/tags/offers"
    /// The path of the index of plans.
    static let plans = "/plans"

    /// The objects asked for on a page. The document's default, sent all the same: not every table states it.
    static let pageSize = 100
    /// The records of a log asked for on a page: logs are long, and their calls are the ones most strictly counted.
    static let logPageSize = 1_000
    /// The conversions sent in one request: few enough for a gateway's patience.
    static let conversionsPerRequest = 500
    /// The ids sent in one request: a longer query may exceed what a gateway takes.
    static let idsPerRequest = 50
    /// A list with more pages than this is a server that never ends.
    static let pageLimit = 100_000
}
