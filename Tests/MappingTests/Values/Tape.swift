import Feeds

/// Records from values, as a reader would fill them.
enum Tape {
    static func record(_ value: Value) -> Record {
        var record = Record()
        append(value, name: nil, to: &record)
        record.sourceCount = 0
        return record
    }

    private static func append(_ value: Value, name: String?, to record: inout Record) {
        let index = record.nodes.count
        var node = RecordNode(.null, end: 0, place: 0)
        if let name {
            node.nameStart = UInt32(record.bytes.count)
            node.nameCount = UInt32(name.utf8.count)
            record.bytes += name.utf8
        }
        func text(_ text: String, _ kind: RecordNode.Kind) {
            node.kind = kind
            node.textStart = UInt32(record.bytes.count)
            node.count = UInt32(text.utf8.count)
            record.bytes += text.utf8
        }
        switch value {
        case .null: break
        case .bool(let truth): node.kind = truth ? .true : .false
        case .number(let literal): text(literal, .number)
        case .string(let string): text(string, .string)
        case .list(let nodes):
            node.kind = .list
            node.count = UInt32(nodes.count)
        case .map(let members):
            node.kind = .map
            node.count = UInt32(members.count)
        }
        record.nodes.append(node)
        switch value {
        case .list(let nodes): for child in nodes { append(child.value, name: nil, to: &record) }
        case .map(let members):
            for member in members { append(member.node.value, name: member.name, to: &record) }
        default: break
        }
        record.nodes[index].end = UInt32(record.nodes.count)
    }
}
