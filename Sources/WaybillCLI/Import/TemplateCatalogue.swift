import Diagnostics
import Feeds
import Foundation
import Manifests
import Mapping
import Templates

/// Where templates are found: at a path, among the project's own, among those that ship.
struct TemplateCatalogue: Sendable {
    /// The folder of the project.
    let folder: String

    /// A template that can be named.
    struct Entry {
        let name: String
        let path: String
        /// Whether it is the project's own.
        let isOwn: Bool
    }

    private static let ownFolder = "templates/feeds"
    private static let ending = ".yaml"

    /// All templates, by name; the project's own ones hide others of the same name.
    var entries: [Entry] {
        let own = ownNames.map { Entry(name: $0, path: ownPath($0), isOwn: true) }
        let shipped = ShippedTemplates.feeds.filter { !ownNames.contains($0) }.compactMap { name in
            ShippedTemplates.feed(named: name).map { Entry(name: name, path: $0, isOwn: false) }
        }
        return (own + shipped).sorted { $0.name < $1.name }
    }

    /// Reads a template by its name or path.
    /// - Throws: everything that is wrong with it, or that there is none.
    func load(_ name: String) throws -> Template { try Self.read(try path(of: name)) }

    /// Where a template stands; a path stands for itself.
    func path(of name: String) throws(CommandFailure) -> String {
        if name.contains("/") || name.hasSuffix(Self.ending) || name.hasSuffix(".yml") { return name }
        let entries = entries
        if let entry = entries.first(where: { $0.name == name }) { return entry.path }
        let known = entries.map(\.name)
        let help =
            Suggestion.help(for: name, in: known)
            ?? (known.isEmpty
                ? "the templates that ship are not beside the program; name a file"
                : "there are \(known.joined(separator: ", ")); or name a file")
        throw CommandFailure(.usage, "there is no template \"\(name)\": \(help)")
    }

    /// Reads the template of a file; its tables stand beside it.
    static func read(_ path: String) throws -> Template {
        let tree = try YAMLValue.tree(try bytes(of: path), file: path)
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return try Template(tree, file: path) { table in
            try bytes(of: table.hasPrefix("/") ? table : folder + table)
        }
    }

    private static func bytes(of path: String) throws(CommandFailure) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandFailure(.invalidFile, "\(path) cannot be read: \(SystemReason.text(of: error))")
        }
    }

    private var ownNames: [String] {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + Self.ownFolder)
        return (files ?? []).filter { $0.hasSuffix(Self.ending) }.map {
            String($0.dropLast(Self.ending.count))
        }
    }

    private func ownPath(_ name: String) -> String {
        (folder == "." ? "" : folder + "/") + Self.ownFolder + "/" + name + Self.ending
    }
}
