internal import Feeds

/// Values as YAML text, in the style of what they replace.
enum YAMLText {
    /// A value that fits on the line of its name; `nil` when it takes lines of its own.
    static func inline(_ value: Value, style: SyntaxScalar?) -> String? {
        switch value {
        case .map(let members) where !members.isEmpty: nil
        case .list(let nodes) where !nodes.isEmpty: YAMLEmitter.shortList(nodes)
        default: leaf(value, style: style)
        }
    }

    /// A value that stands in brackets.
    static func flow(_ value: Value, style: SyntaxScalar?) -> String {
        switch value {
        case .list(let nodes): "[" + nodes.map { flow($0.value, style: nil) }.joined(separator: ", ") + "]"
        case .map(let members):
            "{"
                + members.map { flowName($0.name) + ": " + flow($0.node.value, style: nil) }
                .joined(separator: ", ") + "}"
        case .string(let text):
            switch style {
            case .singleQuoted: singleQuoted(text) ?? YAMLEmitter.quoted(text)
            case .doubleQuoted, .block, .cdata: YAMLEmitter.quoted(text)
            case .plain, nil: isWord(text) ? text : YAMLEmitter.quoted(text)
            }
        default: leaf(value, style: style)
        }
    }

    /// A name in brackets.
    static func flowName(_ name: String) -> String { isWord(name) ? name : YAMLEmitter.quoted(name) }

    /// A list or map that starts on a line of its own, without the last line end.
    static func block(_ value: Value, indent: Int) -> String {
        var emitter = YAMLEmitter()
        switch value {
        case .map(let members): emitter.write(members, indent: indent)
        case .list(let nodes): emitter.write(nodes, indent: indent)
        default: return leaf(value, style: nil)
        }
        return String(emitter.text.dropLast())
    }

    /// A value behind a dash; its further lines are indented like its first.
    static func element(_ value: Value, indent: Int) -> String {
        String(block(value, indent: indent).drop { $0 == " " })
    }

    private static func leaf(_ value: Value, style: SyntaxScalar?) -> String {
        switch value {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .number(let literal): literal
        case .list: "[]"
        case .map: "{}"
        case .string(let text):
            switch style {
            case .singleQuoted: singleQuoted(text) ?? YAMLEmitter.quoted(text)
            case .doubleQuoted: YAMLEmitter.quoted(text)
            default: YAMLEmitter.scalar(text)
            }
        }
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(YAMLScalar.isWordByte) && YAMLEmitter.scalar(text) == text
    }

    /// A text in single quotes; `nil` where it needs escapes.
    private static func singleQuoted(_ text: String) -> String? {
        let quoted = YAMLEmitter.quoted(text.replacingByte("\"", with: "").replacingByte("\\", with: ""))
        guard !quoted.utf8.contains(UInt8(ascii: "\\")) else { return nil }
        return "'" + text.replacingByte("'", with: "''") + "'"
    }
}
