import Feeds
import RedTrack

/// Writes drafts for people: texts quoted, references and choices by name, one path a line.
struct ValueText: Sendable {
    /// The name to show for a reference.
    let name: @Sendable (Kind, Reference) -> String

    /// One line a value: the paths of all values inside a draft, with their texts.
    func lines(_ path: String, _ type: FieldType, _ draft: Draft) -> [(path: String, text: String)] {
        switch (type, draft) {
        case (.record(let fields), .record(let members)):
            return members.flatMap { member -> [(path: String, text: String)] in
                guard let field = fields.first(where: { $0.name == member.name }) else {
                    return [("\(path).\(member.name)", text(.text, member.draft))]
                }
                // The reference that names an element is in its path already.
                if case .reference = field.type, path.hasSuffix("]") { return [] }
                return lines("\(path).\(field.manifestName)", field.type, member.draft)
            }
        case (.records(let fields, _), .list(let drafts)) where !drafts.isEmpty:
            return drafts.enumerated().flatMap { index, element in
                lines(path + label(element, index, fields), .record(fields), element)
            }
        default:
            return [(path, text(type, draft))]
        }
    }

    /// The value on one line.
    func text(_ type: FieldType, _ draft: Draft?) -> String {
        guard let draft else { return "(nothing)" }
        switch (type, draft) {
        case (.reference(let kind), .reference(let reference)): return quoted(name(kind, reference))
        case (.choice(let values), .scalar(.number(let literal))):
            let number = DecimalLiteral(literal)?.integer
            return values.first { $0.number == number }?.names.first ?? literal
        case (_, .scalar(let value)): return value.jsonText()
        case (_, .list(let drafts)):
            let element: FieldType = if case .records(let fields, _) = type { .record(fields) } else { .text }
            return "[" + drafts.map { text(element, $0) }.joined(separator: ", ") + "]"
        case (_, .record(let members)):
            let fields: [FieldDescription] = if case .record(let fields) = type { fields } else { [] }
            return "{"
                + members.map { member in
                    let field = fields.first { $0.name == member.name }
                    return
                        "\(field?.manifestName ?? member.name): \(text(field?.type ?? .text, member.draft))"
                }.joined(separator: ", ") + "}"
        case (_, .reference(.existing(let id))): return quoted(id)
        case (_, .reference(.pending(let address))): return quoted(address.key)
        }
    }

    private func label(_ element: Draft, _ index: Int, _ fields: [FieldDescription]) -> String {
        for field in fields {
            if case .reference(let kind) = field.type, case .reference(let reference)? = element[field.name] {
                return "[\"\(name(kind, reference))\"]"
            }
        }
        return "[\(index + 1)]"
    }

    /// A text in quotes, as in JSON.
    func quoted(_ text: String) -> String { Value.string(text).jsonText() }
}
