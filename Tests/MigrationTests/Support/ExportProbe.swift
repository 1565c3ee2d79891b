import Diagnostics
import Feeds
import Foundation
import Migration

/// The sample of a tracker with a field that nobody knows in every map of it, however deep.
struct ExportProbe {
    /// What the field is called.
    static let name = "zz_probe"

    /// The files, by their names in the sample.
    private(set) var files: [String: String] = [:]
    /// The paths at which the field stands, by the list: `conditionalPathsGroups[].paths[].zz_probe`.
    private(set) var paths: [String: Set<String>] = [:]

    /// Puts the field into the sample, but not into maps of some names, where whatever stands has a meaning.
    init(_ tracker: String, sparing spared: Set<String> = []) throws {
        let folder = PackageFolder.path("samples/trackers/\(tracker)")
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".json")
        {
            var tree = try JSONDocument.parse(PackageFolder.bytes("\(folder)/\(name)"))
            let list = Self.list(name)
            var found: Set<String> = []
            Self.add(to: &tree.value, "", spared, &found)
            paths[list, default: []].formUnion(Self.ofRecords(found))
            files[name] = tree.value.jsonText()
        }
    }

    /// The paths at which the field was not noticed: neither lost nor left out for a reason, by itself or with what it
    /// stands in.
    func unnoticed(in migration: Migration) -> [String] {
        paths.flatMap { list, paths in
            let join = "joined \(list.replacing("-", with: "_")): "
            var noticed: Set<String> = []
            for (owner, fields) in migration.lost.merging(migration.ignored, uniquingKeysWith: +) {
                for path in fields.map(\.path) {
                    if owner == list, !path.hasPrefix("joined ") { noticed.insert(path) }
                    if path.hasPrefix(join) { noticed.insert(String(path.dropFirst(join.count))) }
                }
            }
            return paths.filter { path in
                !noticed.contains { path == $0 || path.hasPrefix($0 + ".") || path.hasPrefix($0 + "[]") }
            }.map { "\(list): \($0)" }
        }.sorted()
    }

    /// `offers-1.json` and `offers/7.json` belong to `offers`.
    private static func list(_ name: String) -> String {
        if let folder = name.split(separator: "/").dropLast().first { return String(folder) }
        let stem = name.dropLast(".json".count)
        guard let dash = stem.lastIndex(of: "-"), stem[stem.index(after: dash)...].allSatisfy(\.isNumber)
        else { return String(stem) }
        return String(stem[..<dash])
    }

    private static func add(
        to value: inout Value, _ path: String, _ spared: Set<String>, _ found: inout Set<String>
    ) {
        switch value {
        case .map(var members):
            for index in members.indices {
                let name = members[index].name
                add(to: &members[index].node.value, path.isEmpty ? name : "\(path).\(name)", spared, &found)
            }
            guard !spared.contains(path.split(separator: ".").last.map(String.init) ?? "") else {
                value = .map(members)
                return
            }
            found.insert(path.isEmpty ? name : "\(path).\(name)")
            members.append(Member(name, Node(.number("1"), at: .start), at: .start))
            value = .map(members)
        case .list(var nodes):
            for index in nodes.indices { add(to: &nodes[index].value, path + "[]", spared, &found) }
            value = .list(nodes)
        default: break
        }
    }

    /// The paths inside of records: a list is bare, or stands in its answer, and a file may hold one record.
    private static func ofRecords(_ found: Set<String>) -> Set<String> {
        let starts =
            ["[]."]
            + ["data", "campaigns", "flows", "offers", "landers", "affiliateNetworks", "trafficSources"]
            .map { "\($0)[]." } + ["data."]
        for start in starts where found.contains(start + name) {
            return Set(found.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) })
        }
        return found
    }
}
