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

    /// The path of whose account it is.
    static let account = "/auth"
    /// The path of the catalogue of sources.
    static let sourcePresets = "/source_presets"
    /// The path of the catalogue of networks.
    static let networkPresets = "/network_presets"

    /// The objects asked for on a page. The document's default, sent all the same: not every table states it.
    static let pageSize = 100
    /// The ids sent in one request: a longer query may exceed what a gateway takes.
    static let idsPerRequest = 50
    /// A list with more pages than this is a server that never ends.
    static let pageLimit = 100_000
}
