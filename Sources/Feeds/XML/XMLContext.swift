internal import CXMLReader
internal import Diagnostics

/// What the elements around a record say: their attributes, and their children that hold text alone, so far.
struct XMLContext {
    private struct Entry {
        /// The parser's number of the name, and whether it is an attribute's.
        var name: Int
        var isAttribute: Bool
        var key: Int32
        var text: [UInt8]
    }

    private var entries: [Entry] = []
    /// Where the entries of each open element start.
    private var starts: [Int] = []
    private var byteCount = 0
    private let limits: ReaderLimits

    init(limits: ReaderLimits) {
        self.limits = limits
    }

    /// An element around records starts.
    mutating func open() { starts.append(entries.count) }

    /// The innermost open element ends.
    mutating func close() {
        guard let start = starts.popLast() else { return }
        for entry in entries[start...] { byteCount -= entry.text.count }
        entries.removeSubrange(start...)
    }

    /// The innermost open element says something; what it said under the same name before is replaced.
    mutating func add(
        _ name: Int, isAttribute: Bool, key: Int32, text: [UInt8], at position: SourcePosition
    ) throws(FeedError) {
        let entry = Entry(name: name, isAttribute: isAttribute, key: key, text: text)
        byteCount += text.count
        if let known = entries[(starts.last ?? 0)...].firstIndex(where: { $0.key == key }) {
            byteCount -= entries[known].text.count
            entries[known] = entry
        } else {
            entries.append(entry)
        }
        guard entries.count <= limits.fields, byteCount <= limits.textBytes else {
            throw FeedError(
                .limit,
                "the elements around a record say more than \(limits.fields) things or \(limits.textBytes) bytes",
                at: position)
        }
    }

    /// Appends the map `^`: the nearest element first, and of equal names only what that says.
    func write(to record: inout Record, names: XMLNames) {
        func append(_ bytes: some Collection<UInt8>) -> (start: UInt32, count: UInt32) {
            let start = record.bytes.count
            record.bytes.append(contentsOf: bytes)
            return (UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: bytes.count))
        }
        let map = record.nodes.count
        var node = RecordNode(.map, end: 0, place: 0)
        (node.nameStart, node.nameCount) = append(CollectionOfOne(UInt8(ascii: "^")))
        record.nodes.append(node)
        var seen: Set<Int32> = []
        var end = entries.count
        for start in starts.reversed() {
            for entry in entries[start..<end] where seen.insert(entry.key).inserted {
                let name = entry.isAttribute ? names.attributes[entry.name] : names.elements[entry.name]
                let text = append(entry.text)
                var node = RecordNode(
                    .string, textStart: text.start, count: text.count,
                    end: UInt32(truncatingIfNeeded: record.nodes.count + 1), place: 0)
                (node.nameStart, node.nameCount) = append(names.text[name.start..<(name.start + name.count)])
                record.nodes.append(node)
            }
            end = start
        }
        record.nodes[map].count = UInt32(truncatingIfNeeded: seen.count)
        record.nodes[map].end = UInt32(truncatingIfNeeded: record.nodes.count)
    }
}
