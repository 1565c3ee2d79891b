package import Feeds
package import RedTrack

extension Draft {
    /// What a file writes so that it means this value: the inverse of ``init(manifest:type:resolve:)``.
    ///
    /// Whatever means the same as leaving it out is left out, so that a sparse record and a filled one give the same
    /// text. Sets are sorted, since their order means nothing and answers change it. A filter says whether it is
    /// active, since a file that is silent means that it is.
    /// - Parameters:
    ///   - type: the type of the field.
    ///   - name: how files call an object.
    /// - Returns: the value in manifest names, `nil` when there is nothing to write.
    package func manifestNode(type: FieldType, name: (Kind, Reference) -> String) -> Node? {
        if Canonical(self, type: type) == .absent { return nil }
        switch (type, self) {
        case (.reference(let kind), .reference(let reference)):
            return Node(.string(name(kind, reference)))
        case (.record(let fields), .record(let members)):
            return Node(.map(Self.members(members, fields, name)))
        case (.records(let fields, let ordered), .list(let drafts)):
            let elements = drafts.map { Self.element($0, fields, name) }
            return Node(.list(ordered ? elements : Self.sorted(elements, fields)))
        case (.texts(let ordered), .list(let drafts)):
            let texts = drafts.compactMap { draft -> String? in
                if case .scalar(.string(let text)) = draft { text } else { nil }
            }
            return Node(.array(Self.arranged(texts, ordered: ordered).map(Value.string)))
        case (.integer, .scalar(.number(let literal))), (.choice, .scalar(.number(let literal))):
            return Node(.number(DecimalLiteral(literal)?.integer.map(String.init) ?? literal))
        case (_, .scalar(let value)): return Node(value)
        default: return nil
        }
    }

    private static func members(
        _ members: [DraftMember], _ fields: [FieldDescription], _ name: (Kind, Reference) -> String
    ) -> [Member] {
        let isFilter = Self.isFilter(fields)
        return fields.compactMap { field in
            guard field.isWritable else { return nil }
            let draft = members.first { $0.name == field.name }?.draft
            if let node = draft?.manifestNode(type: field.type, name: name) {
                return Member(field.manifestName, node.value)
            }
            return isFilter && field.type == .boolean ? Member(field.manifestName, .bool(false)) : nil
        }
    }

    /// An element of a list stays an element when it says nothing: files want at least one member.
    private static func element(
        _ draft: Draft, _ fields: [FieldDescription], _ name: (Kind, Reference) -> String
    ) -> Node {
        guard case .record(let members) = draft else { return Node(.map([])) }
        let written = Self.members(members, fields, name)
        if written.isEmpty, let field = fields.first(where: \.isWritable) {
            return Node(.map([Member(field.manifestName, Self.empty(field.type))]))
        }
        return Node(.map(written))
    }

    private static func empty(_ type: FieldType) -> Value {
        switch type {
        case .text, .reference: .string("")
        case .integer, .decimal, .choice: .number("0")
        case .boolean: .bool(false)
        case .texts, .records: .list([])
        case .record, .statistics: .map([])
        }
    }

    private static func arranged(_ texts: [String], ordered: Bool) -> [String] {
        ordered ? texts : Set(texts.map(ExactText.init)).sorted().map(\.text)
    }

    /// By what the elements refer to, else by all that they say.
    private static func sorted(_ elements: [Node], _ fields: [FieldDescription]) -> [Node] {
        let reference = fields.first { if case .reference = $0.type { true } else { false } }?.manifestName
        return elements.map { element in
            let named = reference.flatMap { element.value[$0]?.value.string } ?? ""
            return (name: ExactText(named), text: ExactText(element.value.jsonText()), node: element)
        }.sorted { ($0.name, $0.text) < ($1.name, $1.text) }.map(\.node)
    }

    /// Whether the fields are those of a stream's filter.
    private static func isFilter(_ fields: [FieldDescription]) -> Bool {
        fields.contains { $0.name == "active" } && fields.contains { $0.name == "exclude" }
    }
}
