internal import Feeds

/// Writes values as YAML that every reader of YAML 1.1 or 1.2 takes for the same values.
struct YAMLEmitter {
    private(set) var text = ""

    /// Adds a mapping; each member gets a line.
    mutating func write(_ members: [Member], indent: Int) {
        for (index, member) in members.enumerated() {
            if index > 0 || !text.hasSuffix("- ") { text += String(repeating: " ", count: indent) }
            text += Self.scalar(member.name) + ":"
            write(valueOf: member.node.value, indent: indent)
        }
    }

    /// Adds what stands behind a name and its colon.
    private mutating func write(valueOf value: Value, indent: Int) {
        switch value {
        case .map(let members) where !members.isEmpty:
            text += "\n"
            write(members, indent: indent + 2)
        case .list(let nodes) where !nodes.isEmpty:
            if let short = Self.shortList(nodes) {
                text += " " + short + "\n"
            } else {
                text += "\n"
                write(nodes, indent: indent + 2)
            }
        default: text += " " + Self.leaf(value) + "\n"
        }
    }

    /// Adds a list; each element gets a dash.
    mutating func write(_ nodes: [Node], indent: Int) {
        for node in nodes {
            text += String(repeating: " ", count: indent) + "- "
            switch node.value {
            case .map(let members) where !members.isEmpty: write(members, indent: indent + 2)
            case .list(let inner) where !inner.isEmpty:
                // Only raw fields have lists of lists: JSON is YAML.
                text += Self.flow(.list(inner)) + "\n"
            default: text += Self.leaf(node.value) + "\n"
            }
        }
    }

    /// How long a list on one line may be.
    static let longestLine = 80

    /// A list of a few words on one line.
    static func shortList(_ nodes: [Node]) -> String? {
        var words: [String] = []
        for node in nodes {
            guard case .string(let text) = node.value, !text.isEmpty, scalar(text) == text,
                text.utf8.allSatisfy(YAMLScalar.isWordByte)
            else { return nil }
            words.append(text)
        }
        let line = "[" + words.joined(separator: ", ") + "]"
        return line.utf8.count <= longestLine ? line : nil
    }

    private static func leaf(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .number(let literal): literal
        case .string(let text): scalar(text)
        case .list: "[]"
        case .map: "{}"
        }
    }

    private static func flow(_ value: Value) -> String {
        switch value {
        case .list(let nodes): "[" + nodes.map { flow($0.value) }.joined(separator: ", ") + "]"
        case .map(let members):
            "{" + members.map { quoted($0.name) + ": " + flow($0.node.value) }.joined(separator: ", ") + "}"
        case .string(let text): quoted(text)
        default: leaf(value)
        }
    }

    // MARK: Scalars

    /// A text without quotes when nobody can take it for something else.
    static func scalar(_ text: String) -> String { written(text, YAMLScalar.append) }

    /// A text in double quotes; what is no visible character is escaped.
    static func quoted(_ text: String) -> String { written(text, YAMLScalar.appendQuoted) }

    private static func written(_ text: String, _ append: (Span<UInt8>, inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        append(text.utf8.span, &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
