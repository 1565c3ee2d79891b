import Feeds
import Manifests
import RedTrack

/// One value of a file, changed; and the path under which a plan has to show it.
struct SingleEdit {
    let path: String
    let field: ManifestField

    /// All single edits of a field. What names an element of a list is not edited: that is another element.
    static func all(of field: ManifestField) -> [SingleEdit] {
        edits(field.node.value, field.description.type, field.description.manifestName).map { path, value in
            SingleEdit(path: path, field: ManifestField(field.description, Node(value), at: field.place))
        }
    }

    private static func edits(_ value: Value, _ type: FieldType, _ path: String) -> [(String, Value)] {
        switch (type, value) {
        case (.text, .string(let text)): return [(path, .string(text + "x"))]
        case (.integer, .number(let literal)), (.decimal, .number(let literal)):
            return [(path, .number(literal.contains(".") ? literal + "7" : "1" + literal))]
        case (.boolean, .bool(let truth)): return [(path, .bool(!truth))]
        case (.choice, .number(let literal)): return [(path, .number(literal == "1" ? "2" : "1"))]
        case (.texts, .list(let nodes)):
            let isCountries = ["country_codes", "countries", "iso"].contains { path.hasSuffix($0) }
            return [(path, .list(nodes + [Node(.string(isCountries ? "FR" : "one more"))]))]
        case (.record(let fields), .map(let members)):
            return members.indices.flatMap { index -> [(String, Value)] in
                let member = members[index]
                guard let field = fields.first(where: { $0.manifestName == member.name }) else { return [] }
                return edits(member.node.value, field.type, "\(path).\(member.name)").map { path, value in
                    var changed = members
                    changed[index] = Member(member.name, value)
                    return (path, .map(changed))
                }
            }
        case (.records(let fields, _), .list(let nodes)):
            return nodes.indices.flatMap { index -> [(String, Value)] in
                edits(nodes[index].value, .record(fields), path + label(nodes[index].value, index, fields))
                    .map { path, value in
                        var changed = nodes
                        changed[index] = Node(value)
                        return (path, .list(changed))
                    }
            }
        default: return []
        }
    }

    private static func label(_ element: Value, _ index: Int, _ fields: [FieldDescription]) -> String {
        for field in fields {
            if case .reference = field.type, let name = element[field.manifestName]?.value.string {
                return "[\"\(name)\"]"
            }
        }
        return "[\(index + 1)]"
    }
}
