import Feeds
import RedTrack
import TestSupport

/// Other ways in which a server may write the same object.
enum ServerQuirk: String, CaseIterable, Sendable {
    case fillsRecords, nullsForEmpty, dropsEmpty, reordersSets, otherNumberForms, unknownFields

    func record(_ record: Value, of kind: Kind, _ generator: inout SeededGenerator) -> Value {
        members(record, kind.fields, &generator, isTop: true)
    }

    private func value(_ value: Value, _ type: FieldType, _ generator: inout SeededGenerator) -> Value {
        switch (type, value) {
        case (.record(let fields), _): members(value, fields, &generator, isTop: false)
        case (.records(let fields, let ordered), .list(let nodes)):
            .list(
                arranged(
                    nodes.map { Node(members($0.value, fields, &generator, isTop: false)) }, ordered,
                    &generator))
        case (.texts(let ordered), .list(let nodes)): .list(arranged(nodes, ordered, &generator))
        case (.integer, .number(let literal)), (.decimal, .number(let literal)),
            (.choice, .number(let literal)):
            self == .otherNumberForms && !literal.contains(".")
                ? .number(generator.chance(50) ? literal + ".0" : literal + "e0") : value
        default: value
        }
    }

    private func arranged(_ nodes: [Node], _ ordered: Bool, _ generator: inout SeededGenerator) -> [Node] {
        guard self == .reordersSets, !ordered else { return nodes }
        return nodes.shuffled(using: &generator)
    }

    private func members(
        _ record: Value, _ fields: [FieldDescription], _ generator: inout SeededGenerator, isTop: Bool
    ) -> Value {
        var result: [Member] = isTop ? [Member("id", record["id"]?.value ?? .null)] : []
        for field in fields where field.isWritable {
            let old = record[field.name]?.value
            let new = old.map { value($0, field.type, &generator) } ?? Self.empty(field.type)
            switch self {
            case .fillsRecords:
                result.append(Member(field.name, old == nil ? value(new, field.type, &generator) : new))
            case .nullsForEmpty: result.append(Member(field.name, Self.isEmpty(new) ? .null : new))
            case .dropsEmpty: if !Self.isEmpty(new) { result.append(Member(field.name, new)) }
            default: if old != nil { result.append(Member(field.name, new)) }
            }
        }
        if self == .unknownFields {
            result.append(Member("x_unknown", .object([("deep", .array([.number("1")]))])))
        }
        return .map(result)
    }

    private static func isEmpty(_ value: Value) -> Bool {
        switch value {
        case .null, .bool(false), .string(""): true
        case .number(let literal): DecimalLiteral(literal)?.integer == 0
        case .list(let nodes): nodes.isEmpty
        case .map(let members): members.isEmpty
        default: false
        }
    }

    private static func empty(_ type: FieldType) -> Value {
        switch type {
        case .text, .reference: .string("")
        case .integer, .decimal, .choice: .number("0")
        case .boolean: .bool(false)
        case .texts, .records: .array([])
        case .record, .statistics: .object([])
        }
    }
}
