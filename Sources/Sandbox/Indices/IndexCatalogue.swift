import Feeds

/// The indices that are the same for every account: what they are called, and their answers.
enum IndexCatalogue: String, Sendable, Hashable, CaseIterable {
    case timezones, countries, cities, browsers, os, devices, isp, plans

    /// The bytes of the answer. An index without a filter is made once.
    func answer(_ query: QueryParameters) -> [UInt8] {
        switch self {
        case .timezones: return Self.timezoneBytes
        case .countries: return Self.countryBytes
        case .browsers: return Self.browserBytes
        case .os: return Self.systemBytes
        case .devices: return Self.deviceBytes
        case .plans: return Self.planBytes
        case .cities:
            guard let name = query["name"]?.lowercased(), !name.isEmpty else { return Self.cityBytes }
            return Self.bytes(City.all.filter { $0.slug.contains(name) }.map(\.value))
        case .isp:
            let names = (query["names"] ?? "").lowercased().split(separator: ",")
            guard !names.isEmpty else { return Self.providerBytes }
            let found = Provider.all.filter { provider in
                let name = provider.name.lowercased()
                return names.contains { name.contains($0) }
            }
            return Self.bytes(found.map(\.value))
        }
    }

    private static let timezoneBytes = bytes(Timezone.all.map(\.value))
    private static let countryBytes = bytes(Country.all.map(\.value))
    private static let cityBytes = bytes(City.all.map(\.value))
    private static let browserBytes = bytes(Titles.browsers)
    private static let systemBytes = bytes(Titles.systems)
    private static let providerBytes = bytes(Provider.all.map(\.value))
    private static let planBytes = bytes(PlanCatalogue.all)
    private static let deviceBytes = bytes(
        Titles.devices.map {
            .object([("id", .string($0.id)), ("title", .string($0.title)), ("code", .string($0.code))])
        })

    private static func bytes(_ rows: [Value]) -> [UInt8] { Value.array(rows).jsonBytes() }
}
