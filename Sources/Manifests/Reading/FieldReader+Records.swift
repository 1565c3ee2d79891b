internal import Diagnostics
internal import Feeds
internal import RedTrack

extension FieldReader {
    /// A list of texts.
    mutating func texts(_ written: WrittenNode, _ path: FieldPath) -> Node? {
        if case .empty = written.content { return Node(.list([]), at: written.position) }
        guard case .list(let elements) = written.content else {
            mismatch(
                written, path, expected: "a list of texts", help: Self.listHelp(written, format))
            return nil
        }
        let element = FieldDescription(path.last, .text)
        var nodes: [Node] = []
        for written in elements {
            if let node = value(written, of: element, path) { nodes.append(node) }
        }
        return nodes.count == elements.count ? Node(.list(nodes), at: written.position) : nil
    }

    /// Named fields, in the order of their description.
    mutating func record(_ written: WrittenNode, _ fields: [FieldDescription], _ path: FieldPath) -> Node? {
        let members: [WrittenMember]
        switch written.content {
        case .empty: members = []
        case .list(let elements) where elements.isEmpty: members = []
        case .map(let written): members = written
        default:
            mismatch(written, path, expected: "a mapping", help: Self.known(fields))
            return nil
        }
        guard var read = self.members(members, of: fields, path) else { return nil }
        if StreamFilter.isFilter(fields) {
            StreamFilter.complete(&read, fields, at: written.position)
        } else if read.isEmpty, !members.isEmpty {
            // Everything that was written has been dropped: an empty record would clear what the account has.
            return nil
        }
        return Node(.map(read), at: written.position)
    }

    /// A list of records.
    mutating func records(_ written: WrittenNode, _ fields: [FieldDescription], _ path: FieldPath) -> Node? {
        if case .empty = written.content { return Node(.list([]), at: written.position) }
        guard case .list(let elements) = written.content else {
            mismatch(written, path, expected: "a list", help: Self.listHelp(written, format))
            return nil
        }
        var nodes: [Node] = []
        for element in elements {
            if let node = listed(element, fields, path) { nodes.append(node) }
        }
        return nodes.count == elements.count ? Node(.list(nodes), at: written.position) : nil
    }

    /// One record of a list. Lists are sent whole, so nothing that RedTrack demands may be left out.
    private mutating func listed(
        _ written: WrittenNode, _ fields: [FieldDescription], _ path: FieldPath
    ) -> Node? {
        guard case .map(let members) = written.content else {
            if case .null = written.content {
                findings.error(
                    "null", "an element of `\(path)` is null", at: written.position, length: written.length,
                    help: "remove it, or write its fields")
            } else {
                mismatch(written, path, expected: "a list of mappings", help: Self.known(fields))
            }
            return nil
        }
        guard let read = self.members(members, of: fields, path) else { return nil }
        var isWhole = true
        for field in fields
        where field.access == .required && !members.contains(where: { $0.name == field.manifestName }) {
            isWhole = false
            findings.error(
                "missing", "an element of `\(path)` has no `\(field.manifestName)`", at: written.position,
                help: "write its `\(field.manifestName)`: the list is sent as a whole")
        }
        if isWhole, read.isEmpty {
            isWhole = false
            findings.error(
                "missing", "an element of `\(path)` says nothing", at: written.position,
                help: "remove it, or write its fields. \(Self.known(fields) ?? "")")
        }
        return isWhole ? Node(.map(read), at: written.position) : nil
    }

    /// The members of a record in the order of their description; `nil` when one is at fault.
    private mutating func members(
        _ written: [WrittenMember], of fields: [FieldDescription], _ path: FieldPath
    ) -> [Member]? {
        var read: [Int: Member] = [:]
        var isSound = true
        for member in written {
            guard let index = fields.firstIndex(where: { $0.manifestName == member.name }),
                fields[index].isWritable
            else {
                unknown(member, in: fields, of: "`\(path)`", words: [])
                isSound = false
                continue
            }
            let before = findings.errorCount
            var node = member.node
            if StreamFilter.isFilter(fields) { node = single(node, of: fields[index], path) }
            if let value = value(node, of: fields[index], path.appending(member.name)) {
                read[index] = Member(member.name, value, at: member.position)
            } else if findings.errorCount > before {
                isSound = false
            }
        }
        return isSound ? fields.indices.compactMap { read[$0] } : nil
    }

    /// A list with one text where a filter holds one text: `connection_type` has no list in this API.
    private mutating func single(_ node: WrittenNode, of field: FieldDescription, _ path: FieldPath)
        -> WrittenNode
    {
        guard case .text = field.type, case .list(let elements) = node.content, elements.count < 2 else {
            return node
        }
        return elements.first ?? WrittenNode(.empty, at: node.position)
    }

    /// Says that a name is none of those that can stand here, and which one was probably meant.
    mutating func unknown(
        _ member: WrittenMember, in fields: [FieldDescription], of owner: String, words: [String]
    ) {
        let length = member.name.unicodeScalars.count
        if let field = fields.first(where: { $0.name == member.name || $0.manifestName == member.name }) {
            if case .reference(let kind) = field.type {
                findings.error(
                    "reference", "\(kind.plural) are written by name, not by id", at: member.position,
                    length: length, help: "write `\(field.manifestName): NAME` instead of `\(member.name)`")
            } else {
                findings.error(
                    "read-only", "`\(member.name)` is set by RedTrack", at: member.position, length: length,
                    help: "remove it")
            }
            return
        }
        let names = fields.filter(\.isWritable).map(\.manifestName) + words
        findings.error(
            "unknown-field", "\(owner) has no field `\(member.name)`", at: member.position, length: length,
            help: Suggestion.help(for: member.name, in: names) ?? Self.known(fields)
                ?? "raw fields of the API that Waybill does not know stand under `extra:`")
    }

    /// The names that can stand in a record, when they are few.
    static func known(_ fields: [FieldDescription]) -> String? {
        guard (1...10).contains(fields.count) else { return nil }
        return "its fields are \(fields.filter(\.isWritable).map(\.manifestName).joined(separator: ", "))"
    }

    private static func listHelp(_ written: WrittenNode, _ format: ManifestFormat) -> String? {
        switch (format, written.content) {
        case (.yaml, .plain(let text)): "write [\(text)]"
        case (.json, .text(let text)): "write [\(Value.string(text).jsonText())]"
        case (.yaml, .map): "put \"- \" before it"
        default: nil
        }
    }
}
