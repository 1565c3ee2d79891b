import Diagnostics
import Feeds
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// The sample export of Voluum, moved.
@dynamicMemberLookup
struct VoluumSample: Sendable {
    /// Without any decision of the user, once for all tests.
    static let plain = Result { try VoluumSample() }

    private let migration: Migration

    /// Moves it.
    init(_ options: MigrationOptions = MigrationOptions()) throws {
        let file = PackageFolder.path("templates/trackers/voluum.yaml")
        let tree = try YAMLValue.tree(PackageFolder.bytes(file), file: file)
        let template = try TrackerTemplate(tree, file: file)
        let export = try TrackerExport(PackageFolder.path("samples/trackers/voluum"), for: template)
        migration = try Migration(export, template, options: options)
    }

    subscript<Part>(dynamicMember path: KeyPath<Migration, Part>) -> Part { migration[keyPath: path] }

    /// A campaign by its name.
    func campaign(_ name: String) throws -> Migration.Campaign {
        try #require(migration.campaigns.first { $0.name == name }, "\(name)")
    }

    /// Why a campaign is refused.
    func errors(_ name: String) throws -> [String] {
        try campaign(name).findings.filter { $0.severity == .error }.map(\.message)
    }

    /// What is to be looked at in a campaign.
    func warnings(_ name: String) throws -> [String] {
        try campaign(name).findings.filter { $0.severity == .warning }.map(\.message)
    }

    /// The streams of a campaign, a line each: `country=AT,DE sub3≠vip: [b1] d2*70 d3*30 x1`.
    func streams(_ name: String) throws -> [String] { try campaign(name).streams.map(Self.text) }

    /// An object of the manifest by the last digits of its id.
    func object(_ kind: Kind, _ number: Int) throws -> ManifestObject {
        let prefix: [Kind: String] = [
            .network: "a", .landing: "b", .campaign: "c", .offer: "d", .source: "e",
        ]
        let digits = String(repeating: "0", count: 12 - "\(number)".count) + "\(number)"
        let key = "voluum/\(prefix[kind] ?? "")0000000-0000-4000-8000-\(digits)"
        return try #require(migration.objects.first { $0.kind == kind && $0.key == key }, "\(kind) \(number)")
    }

    private static func text(_ stream: RoutedStream) -> String {
        var filters = stream.filters.map { filter in
            "\(filter.field.name)\(filter.excludes ? "≠" : "=")\(filter.values.joined(separator: ","))"
        }
        filters.sort()
        if let subs = stream.subs {
            filters += subs.items.sorted { $0.key < $1.key }
                .map { "sub\($0.key)\(subs.excludes ? "≠" : "=")\($0.value)" }
        }
        let landings = stream.landings.isEmpty ? [] : ["[\(list(stream.landings))]"]
        return (filters.isEmpty ? "all" : filters.joined(separator: " ")) + ": "
            + (landings + [list(stream.offers), "x\(stream.weight)"]).joined(separator: " ")
    }

    private static func list(_ shares: [StreamShare]) -> String {
        shares.map { share in
            // `d0000000-0000-4000-8000-000000000012` is d12.
            let digits = share.id.split(separator: "-").last.flatMap { Int($0) }.map(String.init)
            return "\(share.id.prefix(1))\(digits ?? share.id)*\(share.weight)"
        }.joined(separator: " ")
    }
}

extension ManifestObject {
    /// The text of a field.
    func fieldText(_ name: String) -> String? { field(name)?.node.value.string }
}
