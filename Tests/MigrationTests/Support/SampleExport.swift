import Diagnostics
import Feeds
import Foundation
import Manifests
import Migration
import RedTrack
import Routing

/// The sample of a tracker, as it ships or with other files in it.
struct SampleExport {
    private let tracker: String
    /// What stands in the place of the sample's files, by their names; `nil` where a file is left out.
    private var changes: [String: String?] = [:]
    private var options = MigrationOptions()

    /// The sample as it ships.
    init(_ tracker: String) { self.tracker = tracker }

    /// The sample with other files in it.
    func with(_ changes: [String: String?]) -> SampleExport {
        var copy = self
        copy.changes.merge(changes) { $1 }
        return copy
    }

    /// The same with a decision of the user.
    func deciding(_ decide: (inout MigrationOptions) -> Void) -> SampleExport {
        var copy = self
        decide(&copy.options)
        return copy
    }

    /// What a file of the sample holds.
    func text(of name: String) throws -> String {
        String(
            decoding: try PackageFolder.bytes(PackageFolder.path("samples/trackers/\(tracker)/\(name)")),
            as: UTF8.self)
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
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "export-\(UUID().uuidString)")
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

    /// What is wrong with the export as a whole.
    func failure() -> [String] {
        do {
            _ = try migration()
            return []
        } catch let error as DiagnosticsError {
            return error.diagnostics.map(\.message)
        } catch {
            return ["\(error)"]
        }
    }
}

extension Migration {
    /// What became of each campaign: its streams, which are proven, or why it is refused.
    var fates: [String] { campaigns.map(\.fate) }

    /// The campaign of a name.
    func campaign(_ name: String) -> Campaign? { campaigns.first { $0.name == name } }

    /// Everything that is said of other objects.
    var remarks: [String] { findings.map(\.message) }

    /// A value of an object, by the path of its field.
    func value(_ kind: Kind, _ key: String, _ path: String) -> Value? {
        let names = path.split(separator: ".").map(String.init)
        let object = objects.first { $0.kind == kind && $0.key == key }
        guard let first = names.first, var node = object?.field(first)?.node else { return nil }
        for name in names.dropFirst() {
            guard let inner = node.value[name] else { return nil }
            node = inner
        }
        return node.value
    }

    /// A text of an object.
    func text(_ kind: Kind, _ key: String, _ path: String) -> String? {
        value(kind, key, path).map { $0.string ?? $0.jsonText() }
    }
}

extension Migration.Campaign {
    /// What became of it.
    var fate: String {
        let errors = findings.filter { $0.severity == .error }.map { short($0.message) }
        if errors.isEmpty { return "\(name): \(isMigrated ? "\(streams.count) streams" : "not proven")" }
        // What asks for every condition that has no counterpart would fill a page.
        return errors.count > 4
            ? "\(name): \(errors.count) obstacles" : "\(name): \(errors.joined(separator: "; "))"
    }

    /// What deserves a look.
    var warnings: [String] { findings.filter { $0.severity == .warning }.map { short($0.message) } }

    /// The filters of its streams, in words.
    var filters: [String] {
        streams.map { stream in
            var words = stream.filters.map {
                "\($0.field) \($0.excludes ? "not " : "")\($0.values.joined(separator: ","))"
            }
            if let subs = stream.subs {
                words += subs.items.sorted { $0.key < $1.key }.map {
                    "sub\($0.key) \(subs.excludes ? "not " : "")\($0.value)"
                }
            }
            return words.sorted().joined(separator: "; ")
        }
    }

    private func short(_ message: String) -> String {
        guard message.hasPrefix("campaign \"\(name)\"") else { return message }
        let rest = message.dropFirst("campaign \"\(name)\"".count)
        if rest.hasPrefix(": ") { return String(rest.dropFirst(2)) }
        return String(rest.hasPrefix(" › ") ? rest.dropFirst(3) : rest)
    }
}
