import Feeds
import RedTrack

/// A column of a table of records: where its cells are found.
struct RecordColumn: Sendable, Equatable {
    /// The names that lead to the field.
    let path: [String]
    /// Whether its cells are numbers, which stand at the right.
    let isNumber: Bool

    /// The names, joined by dots.
    var title: String { path.joined(separator: ".") }

    init(_ path: [String], isNumber: Bool = false) {
        self.path = path
        self.isNumber = isNumber
    }

    /// A column for each documented field; the fields of a record within have one each.
    static func all(_ fields: [FieldDescription], under path: [String] = []) -> [RecordColumn] {
        fields.flatMap { field -> [RecordColumn] in
            let own = path + [field.name]
            switch field.type {
            case .record(let fields): return all(fields, under: own)
            case .integer, .decimal: return [RecordColumn(own, isNumber: true)]
            default: return [RecordColumn(own)]
            }
        }
    }

    /// A column for each name that any of the records has, in the order in which they first come.
    static func all(of records: [Value]) -> [RecordColumn] {
        var names: [String] = []
        var texts: Set<String> = []
        var known: Set<String> = []
        for member in records.flatMap({ $0.members ?? [] }) {
            if known.insert(member.name).inserted { names.append(member.name) }
            if member.node.value.number == nil { texts.insert(member.name) }
        }
        return names.map { RecordColumn([$0], isNumber: !texts.contains($0)) }
    }

    /// The cell of a record; empty when it has no such field.
    func text(of record: Value) -> String {
        var value = record
        for name in path {
            guard let node = value[name] else { return "" }
            value = node.value
        }
        return Self.text(value)
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .null: ""
        case .bool(let truth): truth ? "true" : "false"
        case .number(let text), .string(let text): text
        case .list(let nodes): nodes.map { text($0.value) }.joined(separator: "|")
        case .map: value.jsonText()
        }
    }
}
