import Diagnostics
import Feeds
import FoundationEssentials
import Manifests
import Migration
import RedTrack
import Routing

/// The sample of a tracker, as it ships or with other files in it.
struct SampleExport {
    /// The tracker's name.
    let tracker: String
    /// What stands in the place of the sample's files, by their names; `nil` where a file is left out.
    var changes: [String: String?] = [:]
    /// What the user decides.
    var options = MigrationOptions()

    /// The sample as it ships.
    init(_ tracker: String) { self.tracker = tracker }

    /// The sample with other files in it.
    func with(_ changes: [String: String?]) -> SampleExport {
        var copy = self
        copy.changes = changes
        return copy
    }

    /// The same with a decision of the user.
    func deciding(_ decide: (inout MigrationOptions) -> Void) -> SampleExport {
        var copy = self
        decide(&copy.options)
        return copy
    }

    /// Migrates it.
    func migration() throws -> Migration {
        let file = PackageFolder.path("templates/trackers/\(tracker).yaml")
        let tree = try YAMLValue.tree(PackageFolder.bytes(file), file: file)
        let template = try TrackerTemplate(tree, file: file)
        let sample = PackageFolder.path("samples/trackers/\(tracker)")
        guard !changes.isEmpty else {
            return try Migration(try TrackerExport(sample, for: template), template, options: options)
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("export-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(atPath: sample, toPath: folder.path)
        for (name, text) in changes {
            let file = folder.appendingPathComponent(name)
            try? FileManager.default.removeItem(at: file)
            guard let text else { continue }
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try Migration(try TrackerExport(folder.path, for: template), template, options: options)
    }
}

extension Migration {
    /// What became of each campaign: its streams with the proof, or why it is refused.
    var fates: [String] {
        campaigns.map { campaign in
            let errors = campaign.findings.filter { $0.severity == .error }.map(\.message)
            guard campaign.isMigrated else { return "\(campaign.name): \(errors.joined(separator: "; "))" }
            return "\(campaign.name): \(campaign.streams.count) streams, \(campaign.verdict.map { "\($0)" } ?? "")"
        }
    }

    /// The warnings of a campaign.
    func warnings(of name: String) -> [String] {
        (campaigns.first { $0.name == name }?.findings ?? []).filter { $0.severity == .warning }.map(\.message)
    }

    /// The fate of one campaign.
    func fate(of name: String) -> String? { fates.first { $0.hasPrefix("\(name): ") } }

    /// An object of the manifest by its key.
    func object(_ kind: Kind, _ key: String) -> ManifestObject? {
        objects.first { $0.kind == kind && $0.key == key }
    }

    /// A text of an object, by the path of its field on the wire.
    func text(_ kind: Kind, _ key: String, _ field: String) -> String? {
        let names = field.split(separator: ".").map(String.init)
        guard let first = names.first, var node = object(kind, key)?.field(first)?.node else { return nil }
        for name in names.dropFirst() {
            guard let inner = node.value[name] else { return nil }
            node = inner
        }
        return node.value.string ?? node.value.number ?? node.value.jsonText()
    }
}
