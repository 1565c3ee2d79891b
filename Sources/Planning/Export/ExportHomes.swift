import Diagnostics
import Feeds
package import Manifests
import RedTrack

/// Where objects that only the account has go in a folder of files: to their like, split as those are.
package struct ExportHomes: Sendable {
    /// Objects for files that are there, by path.
    package private(set) var additions: [(file: String, edits: [ManifestEdit])] = []
    /// Objects for new files, by path.
    package private(set) var files: [(path: String, objects: [ManifestObject])] = []

    /// Finds a place for each object.
    /// - Parameters:
    ///   - entries: the objects.
    ///   - manifest: what the files say.
    ///   - folder: where new files go that have no like.
    ///   - layout: how such files are written.
    package init(
        _ entries: [ExportPlan.Entry], _ manifest: Manifest, folder: String, layout: ExportLayout
    ) {
        var taken = Set(manifest.files.map(Self.folded))
        let names = ExportFileNames.names(of: entries)
        let totals = Dictionary(grouping: manifest.objects, by: \.place.file).mapValues(\.count)
        for kind in Kind.allCases {
            let own = zip(entries, names).filter { $0.0.object.kind == kind }
            guard !own.isEmpty else { continue }
            let counts = Dictionary(grouping: manifest.objects.filter { $0.kind == kind }, by: \.place.file)
                .mapValues(\.count)
            let homes = manifest.files.filter { counts[$0] != nil }
            let isSplit = homes.count > 1 && homes.allSatisfy { totals[$0] == 1 }
            if isSplit, let like = homes.last, let format = ManifestFormat(fileName: like) {
                for (entry, name) in own {
                    add(entry, name, Self.folder(of: like), format, &taken)
                }
            } else if let home = homes.max(by: { (counts[$0] ?? 0) < (counts[$1] ?? 0) }) {
                append(own.map(\.0.object), to: home)
            } else if manifest.files.count == 1, let only = manifest.files.first,
                ManifestFormat(fileName: only) != .csv
            {
                append(own.map(\.0.object), to: only)
            } else if layout.split == .object {
                for (entry, name) in own {
                    add(entry, name, Self.join(folder, kind.plural), layout.format, &taken)
                }
            } else {
                let path = free(Self.join(folder, kind.plural), layout.format, &taken)
                files.append((path, own.map(\.0.object)))
            }
        }
    }

    private mutating func append(_ objects: [ManifestObject], to file: String) {
        let edits = objects.map { ManifestEdit($0.kind, $0.key, .add($0)) }
        if let index = additions.firstIndex(where: { $0.file == file }) {
            additions[index].edits += edits
        } else {
            additions.append((file, edits))
        }
    }

    private mutating func add(
        _ entry: ExportPlan.Entry, _ name: String, _ folder: String, _ format: ManifestFormat,
        _ taken: inout Set<String>
    ) {
        // The name of a CSV file tells its kind.
        let stem = format == .csv ? "\(entry.object.kind.plural)-\(name)" : name
        files.append((free(Self.join(folder, stem), format, &taken), [entry.object]))
    }

    private func free(_ stem: String, _ format: ManifestFormat, _ taken: inout Set<String>) -> String {
        var path = "\(stem).\(format.rawValue)"
        var number = 2
        while !taken.insert(Self.folded(path)).inserted {
            path = "\(stem)-\(number).\(format.rawValue)"
            number += 1
        }
        return path
    }

    private static func folded(_ path: String) -> String { path.lowercased() }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private static func join(_ folder: String, _ name: String) -> String {
        if folder == "." { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}
