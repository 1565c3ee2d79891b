internal import RedTrack

/// The big tables that both sides of a comparison have.
struct BulkTables: Sendable {
    private(set) var all: [BulkTable] = []

    /// Goes through the tables that have the same name on both sides; the others are read like any file.
    init(
        _ files: [ManifestFiles.File], _ others: [ManifestFiles.File], _ names: BulkNames, _ sizes: BulkSizes
    ) async {
        for file in files where file.format == .csv {
            let name = Self.name(of: file.path)
            let pairs = others.filter { $0.format == .csv && Self.name(of: $0.path) == name }
            guard pairs.count == 1, files.count(where: { Self.name(of: $0.path) == name }) == 1,
                let table = await BulkTable(file.path, pairs[0].path, names, sizes)
            else { continue }
            all.append(table)
        }
    }

    private static func name(of path: String) -> Substring {
        path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    }

    /// What there is of each file of the first side.
    var rows: [String: BulkRows] { Dictionary(all.map { ($0.path, $0.rows) }) { first, _ in first } }

    /// What there is of each file of the other side.
    var otherRows: [String: BulkRows] {
        Dictionary(all.map { ($0.otherPath, $0.otherRows) }) { first, _ in first }
    }
}
