import Diagnostics
import Feeds
import Manifests
import Migration
import RedTrack
import Routing
import Testing

/// A shipped template with its sample.
enum TrackerSample {
    /// What the sample of a tracker becomes.
    static func migration(_ tracker: String, options: MigrationOptions = MigrationOptions()) throws
        -> Migration
    {
        try migration(tracker, folder: PackageFolder.path("samples/trackers/\(tracker)"), options: options)
    }

    /// What another export of a tracker becomes.
    static func migration(
        _ tracker: String, folder: String, options: MigrationOptions = MigrationOptions()
    ) throws -> Migration {
        let template = try template(tracker)
        return try Migration(try TrackerExport(folder, for: template), template, options: options)
    }

    /// What there is of an export.
    static func export(_ tracker: String, folder: String) throws(DiagnosticsError) -> TrackerExport {
        try TrackerExport(folder, for: try template(tracker))
    }

    private static func template(_ tracker: String) throws(DiagnosticsError) -> TrackerTemplate {
        let file = PackageFolder.path("templates/trackers/\(tracker).yaml")
        let bytes = (try? PackageFolder.bytes(file)) ?? []
        return try TrackerTemplate(try YAMLValue.tree(bytes, file: file), file: file)
    }
}

extension Migration {
    /// How a campaign fared, in a line: its streams and the proof, or what stands in the way.
    func fate(_ id: String) -> String {
        guard let campaign = campaigns.first(where: { $0.id == id }) else { return "there is none" }
        let errors = campaign.findings.filter { $0.severity == .error }.map(\.message)
        if !errors.isEmpty { return Self.short(errors, of: campaign).joined(separator: "; ") }
        return campaign.verdict.map { "\(campaign.streams.count) streams, \($0)" } ?? "no proof"
    }

    /// What is said of a campaign beside that.
    func warnings(_ id: String) -> [String] {
        guard let campaign = campaigns.first(where: { $0.id == id }) else { return ["there is none"] }
        return Self.short(campaign.findings.filter { $0.severity == .warning }.map(\.message), of: campaign)
    }

    /// Messages without the campaign's name.
    private static func short(_ messages: [String], of campaign: Campaign) -> [String] {
        messages.map { message in
            let start = "campaign \"\(campaign.name)\""
            return message.hasPrefix(start) ? "campaign" + message.dropFirst(start.count) : message
        }
    }

    /// The streams of a campaign in a line each: weight, filters, where they lead.
    func streams(_ id: String) -> [String] {
        (campaigns.first { $0.id == id }?.streams ?? []).map { stream in
            let filters = stream.filters.map {
                "\($0.field) \($0.excludes ? "not " : "")\($0.values.joined(separator: ","))"
            }
            let subs = (stream.subs?.items ?? [:]).sorted { $0.key < $1.key }.map {
                "sub\($0.key) \(stream.subs?.excludes == true ? "not " : "")\($0.value)"
            }
            let landers = stream.landings.map { "\($0.id):\($0.weight)" }.joined(separator: " ")
            let offers = stream.offers.map { "\($0.id):\($0.weight)" }.joined(separator: " ")
            let target = landers.isEmpty ? offers : "\(landers) then \(offers)"
            return (["\(stream.weight)"] + filters + subs).joined(separator: "; ") + " → \(target)"
        }
    }

    /// The fields of an object as JSON, without those of its streams.
    func fields(_ kind: Kind, _ key: String) -> String {
        guard let object = objects.first(where: { $0.kind == kind && $0.key == key }) else {
            return "there is none"
        }
        return object.fields.filter { $0.description.name != "streams" }
            .map { "\($0.description.name) \($0.node.value.jsonText())" }.joined(separator: ", ")
    }
}
