import Feeds
import RedTrack

// How the types of values stand in a saved plan. The field tables are a part of the program: a type that has parts is
// named by its place in the table of its field.

extension FieldType {
    /// The type, as a part of a field.
    func saved(in field: FieldDescription) -> Value {
        switch self {
        case .text: .string("text")
        case .boolean: .string("boolean")
        case .statistics: .string("statistics")
        case .decimal(positive: false): .string("decimal")
        case .decimal(positive: true): .string("positive decimal")
        case .texts(ordered: false): .string("texts")
        case .texts(ordered: true): .string("ordered texts")
        case .integer(let minimum): .object([("integer", .number("\(minimum)"))])
        case .reference(let kind): .object([("reference", .string(kind.plural))])
        case .choice, .record, .records:
            Self.parts(field.name, field.type).first { $0.type == self }
                .map { .object([("of", .string($0.path))]) } ?? .string("text")
        }
    }

    init(saved reader: SavedReader, in field: FieldDescription) throws(SavedFault) {
        if case .map(let members) = reader.node.value, members.count == 1 {
            if let minimum = reader["integer"] {
                self = .integer(minimum: try minimum.integer())
                return
            }
            if let kind = reader["reference"] {
                self = .reference(try kind.kind())
                return
            }
            let path = try reader.member("of").text()
            guard let part = Self.parts(field.name, field.type).first(where: { $0.path == path }) else {
                throw SavedFault(
                    message: "this Waybill knows no `\(path)`", position: reader.node.position)
            }
            self = part.type
            return
        }
        switch try reader.text() {
        case "text": self = .text
        case "boolean": self = .boolean
        case "statistics": self = .statistics
        case "decimal": self = .decimal(positive: false)
        case "positive decimal": self = .decimal(positive: true)
        case "texts": self = .texts(ordered: false)
        case "ordered texts": self = .texts(ordered: true)
        case let word:
            throw SavedFault(message: "`\(word)` is no type of value", position: reader.node.position)
        }
    }

    /// The types that have parts, in a type and inside of it, by their places: `streams`, `streams[]` for one of its
    /// elements, `streams[].filters`.
    private static func parts(_ path: String, _ type: FieldType) -> [(path: String, type: FieldType)] {
        switch type {
        case .choice: [(path, type)]
        case .record(let fields):
            [(path, type)] + fields.flatMap { parts("\(path).\($0.name)", $0.type) }
        case .records(let fields, _): [(path, type)] + parts("\(path)[]", .record(fields))
        default: []
        }
    }
}
