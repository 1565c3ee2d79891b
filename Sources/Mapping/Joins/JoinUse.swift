internal import Feeds
internal import JMESPath
internal import Synchronization

/// The joins of one mapper, and which of their records it asked for.
final class JoinUse: Sendable {
    private struct Join {
        let data: JoinData?
        /// By entry: 1 when it was asked for, 2 when a record that was mapped did.
        var marks: [UInt8]
        /// The entry that was given last: a template asks for one several times.
        var last: (entry: Int, value: Operand)?
        /// What the record under way asked for and no mapped one before.
        var pending: [Int] = []
    }

    private let joins: Mutex<[Join]>

    /// - Parameter data: the joins in the order of the template; `nil` for one that is not given.
    init(_ data: [JoinData?]) {
        joins = Mutex(
            data.map { data in
                Join(data: data, marks: Array(repeating: 0, count: data?.entries.count ?? 0), last: nil)
            })
    }

    /// The record with a key, as a value; null when there is none.
    func find(_ key: Span<UInt8>, in join: Int) -> Operand {
        let key = key.withUnsafeBufferPointer { Array($0) }
        return joins.withLock { joins in
            guard joins.indices.contains(join), let data = joins[join].data,
                let entry = data.find(key.span)
            else { return .null }
            Self.mark(entry, in: &joins[join])
            if let last = joins[join].last, last.entry == entry { return last.value }
            let value = data.value(entry)
            joins[join].last = (entry, value)
            return value
        }
    }

    /// All records with a key, as a list.
    func findAll(_ key: Span<UInt8>, in join: Int) -> Operand {
        let key = key.withUnsafeBufferPointer { Array($0) }
        return joins.withLock { joins in
            guard joins.indices.contains(join), let data = joins[join].data else { return .list([]) }
            return .list(
                data.findAll(key.span).map { entry in
                    Self.mark(entry, in: &joins[join])
                    return data.value(entry)
                })
        }
    }

    private static func mark(_ entry: Int, in join: inout Join) {
        if join.marks[entry] < 2 { join.pending.append(entry) }
        join.marks[entry] = max(join.marks[entry], 1)
    }

    /// Ends a record of the feed.
    /// - Parameter isMapped: whether objects were made of it.
    /// - Returns: what was joined to a record that was mapped for the first time, by join.
    func settle(isMapped: Bool) -> [(join: Int, record: Record)] {
        joins.withLock { joins in
            var result: [(join: Int, record: Record)] = []
            for join in joins.indices where !joins[join].pending.isEmpty {
                for entry in joins[join].pending where isMapped && joins[join].marks[entry] < 2 {
                    joins[join].marks[entry] = 2
                    if let data = joins[join].data { result.append((join, data.record(entry))) }
                }
                joins[join].pending.removeAll(keepingCapacity: true)
            }
            return result
        }
    }

    /// What is to be said of the records that nobody asked for.
    var notes: [MappingNote] {
        joins.withLock { joins in
            joins.compactMap { join in
                guard let data = join.data else { return nil }
                let idle = data.index.entries.filter { join.marks[$0] == 0 }
                guard let first = idle.first else { return nil }
                return MappingNote(
                    message: "no record of the feed asked for records of the join \(data.name)",
                    count: idle.count, first: data.entries[first].position, join: data.name)
            }
        }
    }
}
