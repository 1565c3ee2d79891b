package import Feeds

/// What a template is drafted from: the statistics of a feed, and its first records.
///
/// Hand it every record of the feed; it keeps the first ones only, so that memory is bounded.
package struct FeedSample: Sendable {
    /// How many records are kept, at most.
    private static let mostRecords = 500
    /// How many bytes the kept records may have together.
    private static let mostBytes = 16 << 20

    /// What the fields of all records hold.
    package private(set) var statistics = RecordStatistics()
    /// The first records; those of a table without a header have their columns named.
    private(set) var records: [Record] = []
    /// The most columns of a record without names; 0 for a feed whose records are maps.
    private(set) var columns = 0
    private var bytes = 0

    /// Has seen nothing.
    package init() {}

    /// Takes a record in.
    package mutating func add(_ record: Record) {
        guard let root = record.nodes.first else { return }
        let isRow = root.kind == .list
        let named = isRow ? named(record) : record
        statistics.add(named)
        let cost = record.bytes.count + record.nodes.count * 32
        guard records.count < Self.mostRecords, bytes + cost <= Self.mostBytes || records.isEmpty else {
            return
        }
        bytes += cost
        records.append(record)
    }

    /// A row as a map of its columns, so that each is counted by itself.
    private mutating func named(_ record: Record) -> Record {
        let nodes = record.node().value.list ?? []
        columns = max(columns, nodes.count)
        let members = nodes.enumerated().map { Member(DraftPath.columnName($0.offset), $0.element.value) }
        guard let map = try? Record(.map(members), number: record.number) else { return record }
        return map
    }

    /// The records as a template reads them that names the columns.
    var namedRecords: [Record] {
        guard columns > 0 else { return records }
        var copy = self
        return records.map { $0.nodes.first?.kind == .list ? copy.named($0) : $0 }
    }
}
