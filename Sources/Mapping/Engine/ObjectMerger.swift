internal import Feeds

/// Makes one object of two with the same key: lists are united in their order, of other values the later one counts.
///
/// A list of countries without any means everywhere, so united with others it stays empty.
struct ObjectMerger {
    private var bytes: [UInt8] = []
    private var nodes: [RecordNode] = []

    /// The earlier object with what the later one says. It stands where the earlier one does.
    static func merge(_ earlier: MappedObject, _ later: MappedObject) -> MappedObject {
        var merger = ObjectMerger()
        merger.merge(0, earlier.fields, 0, later.fields, path: "")
        var fields = Record()
        let key = earlier.fields.bytes[earlier.fields.keyRange ?? 0..<0]
        fields.keyRange = merger.bytes.count..<(merger.bytes.count + key.count)
        merger.bytes += key
        fields.bytes = merger.bytes
        fields.nodes = merger.nodes
        fields.position = earlier.fields.position
        fields.number = earlier.fields.number
        return MappedObject(kind: earlier.kind, fields: fields)
    }

    /// Recursion is as deep as the fields of objects are.
    private mutating func merge(_ left: Int, _ first: Record, _ right: Int, _ second: Record, path: String) {
        switch (first.nodes[left].kind, second.nodes[right].kind) {
        case (.map, .map): mergeMaps(left, first, right, second, path: path)
        case (.list, .list): mergeLists(left, first, right, second, isCountry: Template.Field.isCountry(path))
        default: copy(right, of: second)
        }
    }

    private mutating func mergeMaps(
        _ left: Int, _ first: Record, _ right: Int, _ second: Record, path: String
    ) {
        let map = start(left, of: first)
        var count = 0
        for child in first.children(of: left) {
            let name = first.name(of: child)
            if let other = second.child(of: right, named: name) {
                merge(child, first, other, second, path: path.isEmpty ? name : "\(path).\(name)")
            } else {
                copy(child, of: first)
            }
            count += 1
        }
        for child in second.children(of: right)
        where first.child(of: left, named: second.name(of: child)) == nil {
            copy(child, of: second)
            count += 1
        }
        end(map, count: count)
    }

    private mutating func mergeLists(
        _ left: Int, _ first: Record, _ right: Int, _ second: Record, isCountry: Bool
    ) {
        let list = start(left, of: first)
        var known: [[UInt8]] = []
        let isEverywhere = isCountry && (first.nodes[left].count == 0 || second.nodes[right].count == 0)
        for (parent, record) in isEverywhere ? [] : [(left, first), (right, second)] {
            for child in record.children(of: parent) {
                var text: [UInt8] = []
                RecordText.append(child, of: record, to: &text)
                if known.contains(text) { continue }
                known.append(text)
                copy(child, of: record)
            }
        }
        end(list, count: known.count)
    }

    // MARK: Writing

    private mutating func start(_ index: Int, of record: Record) -> Int {
        append(index, of: record)
        return nodes.count - 1
    }

    private mutating func end(_ index: Int, count: Int) {
        nodes[index].count = UInt32(clamping: count)
        nodes[index].end = UInt32(clamping: nodes.count)
    }

    private mutating func copy(_ index: Int, of record: Record) {
        let first = nodes.count
        for entry in index..<Int(record.nodes[index].end) {
            append(entry, of: record)
            nodes[nodes.count - 1].end = UInt32(clamping: first + Int(record.nodes[entry].end) - index)
        }
    }

    private mutating func append(_ index: Int, of record: Record) {
        var node = record.nodes[index]
        node.nameStart = UInt32(clamping: bytes.count)
        bytes.append(record.bytes.span, in: record.nameRange(of: index))
        if node.kind == .string || node.kind == .number {
            node.textStart = UInt32(clamping: bytes.count)
            bytes.append(record.bytes.span, in: record.textRange(of: index))
        }
        nodes.append(node)
    }
}

extension Record {
    /// The entries that stand directly in another.
    fileprivate func children(of parent: Int) -> [Int] {
        var result: [Int] = []
        var child = parent + 1
        while child < Int(nodes[parent].end) {
            result.append(child)
            child = Int(nodes[child].end)
        }
        return result
    }
}
