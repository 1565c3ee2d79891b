internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Reads `extra:`, the raw fields of the API that Waybill does not know: JSON values, whatever the format around them.
enum ExtraReader {
    /// The raw fields, in order; those at fault are left out.
    static func read(
        _ written: WrittenNode, format: ManifestFormat, known: [FieldDescription], _ findings: inout Findings
    ) -> [Member] {
        var node: Node
        switch written.content {
        case .empty: return []
        case .plain(let text) where format == .csv || format == .xml:
            guard let parsed = parse(text, at: written, &findings) else { return [] }
            node = parsed
        // Elements inside of it: XML has no types that could tell a number from a text.
        case .map where format == .csv || format == .xml: node = Node(.null)
        default: node = value(written)
        }
        guard case .map(let members) = node.value else {
            findings.error(
                "extra", "`extra` holds raw fields by name, found \(written.kindName)", at: written.position,
                length: written.length,
                help: format == .csv || format == .xml ? "write JSON: {\"name\": 1}" : nil)
            return []
        }
        return members.filter { isUnknown($0, known, &findings) }
    }

    /// A field that has a place of its own must not come in by two ways.
    private static func isUnknown(
        _ member: Member, _ known: [FieldDescription], _ findings: inout Findings
    ) -> Bool {
        guard let field = known.first(where: { $0.name == member.name }) else { return true }
        let length = member.name.unicodeScalars.count
        if field.isWritable {
            findings.error(
                "extra", "`\(member.name)` is a field that Waybill knows", at: member.namePosition,
                length: length,
                help: "write `\(field.manifestName)` outside of `extra`")
        } else {
            findings.error(
                "read-only", "`\(member.name)` is set by RedTrack", at: member.namePosition, length: length,
                help: "remove it")
        }
        return false
    }

    private static func parse(_ text: String, at written: WrittenNode, _ findings: inout Findings) -> Node? {
        do {
            return relocated(try JSONDocument.parse(Array(text.utf8)), to: written.position)
        } catch {
            findings.error(
                "extra",
                "`extra` is no JSON: \(error.message) (line \(error.position.line), column "
                    + "\(error.position.column) of the text)",
                at: written.position, length: written.length, help: error.help)
            return nil
        }
    }

    /// Places inside a cell or an element are not known exactly, since its text may have been escaped.
    private static func relocated(_ node: Node, to position: SourcePosition) -> Node {
        let content: Value =
            switch node.value {
            case .list(let nodes): .list(nodes.map { relocated($0, to: position) })
            case .map(let members):
                .map(members.map { Member($0.name, relocated($0.node, to: position), at: position) })
            default: node.value
            }
        return Node(content, at: position)
    }

    /// The JSON value that is meant; plain scalars of YAML mean what its core schema says.
    private static func value(_ written: WrittenNode) -> Node {
        let content: Value =
            switch written.content {
            case .null: .null
            case .boolean(let truth): .bool(truth)
            case .number(let literal): .number(literal)
            case .text(let text): .string(text)
            case .plain(let text): core(text)
            case .empty: .string("")
            case .list(let nodes): .list(nodes.map(value))
            case .map(let members): .map(members.map { Member($0.name, value($0.node), at: $0.position) })
            }
        return Node(content, at: written.position)
    }

    private static func core(_ text: String) -> Value {
        switch text {
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        default: JSONNumber.check(text).map(Value.number) ?? .string(text)
        }
    }
}
