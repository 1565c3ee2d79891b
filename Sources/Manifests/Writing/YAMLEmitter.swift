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

    /// A list of a few words on one line.
    private static func shortList(_ nodes: [Node]) -> String? {
        var words: [String] = []
        for node in nodes {
            guard case .string(let text) = node.value, !text.isEmpty, scalar(text) == text,
                text.utf8.allSatisfy({ isWordByte($0) })
            else { return nil }
            words.append(text)
        }
        let line = "[" + words.joined(separator: ", ") + "]"
        return line.utf8.count <= 80 ? line : nil
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
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    private static let reserved: Set<String> = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ]

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || isDigit(first) || first == UInt8(ascii: "/"),
            text.utf8.last != UInt8(ascii: " "), text.utf8.last != UInt8(ascii: ":"), text.utf8.count <= 200
        else { return false }
        var previous: UInt8 = 0
        for byte in text.utf8 {
            guard byte >= 0x20, byte < 0x7F else { return false }
            if byte == UInt8(ascii: " "), previous == UInt8(ascii: ":") { return false }
            if byte == UInt8(ascii: "#"), previous == UInt8(ascii: " ") { return false }
            previous = byte
        }
        if isDigit(first) { return !text.utf8.allSatisfy(isNumeric) }
        return !reserved.contains(text.lowercased())
    }

    /// Whether numbers, dates and times may hold a byte.
    private static func isNumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || "abcdefABCDEFxXoOtTzZ_.:+- ".utf8.contains(byte)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || "-_./".utf8.contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// A text in double quotes; what is no visible character is escaped.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default:
                switch scalar.value {
                case 0x20...0x7E, 0xA1...0x2027, 0x202F...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
                    0x10000...0x10FFFF:
                    quoted.unicodeScalars.append(scalar)
                default:
                    let hex = String(scalar.value, radix: 16, uppercase: true)
                    quoted += "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
                }
            }
        }
        return quoted + "\""
    }
}
