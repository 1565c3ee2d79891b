import Feeds

@testable import Manifests

/// The part of JSON Schema that our schemas use, as a check of values.
struct JSONSchemaCheck {
    private let root: Value

    init(_ text: String) throws { root = try JSONDocument.parse(Array(text.utf8)).value }

    /// What is wrong with a value, as `PATH: fault`.
    func faults(_ value: Value) -> [String] { faults(value, root, "") }

    private func faults(_ value: Value, _ schema: Value, _ path: String) -> [String] {
        if case .bool(let truth) = schema { return truth ? [] : ["\(path): nothing may stand here"] }
        if let reference = schema["$ref"]?.value.string {
            let name = String(reference.dropFirst("#/$defs/".count))
            guard let target = root["$defs"]?.value[name]?.value else { return ["no schema \(reference)"] }
            return faults(value, target, path)
        }
        var found: [String] = []
        if let type = schema["type"]?.value {
            let types = type.list?.compactMap(\.value.string) ?? [type.string ?? ""]
            if !types.contains(where: { Self.has(value, $0) }) { return ["\(path): no \(types)"] }
        }
        if let words = schema["enum"]?.value.list, !words.contains(where: { $0.value == value }) {
            found.append("\(path): none of \(words.count) words")
        }
        if let pattern = schema["pattern"]?.value.string, let text = value.string {
            let match = try? Regex(pattern).firstMatch(in: text)
            if match == nil { found.append("\(path): not \(pattern)") }
        }
        if let minimum = schema["minimum"]?.value.number.flatMap(Double.init),
            let number = value.number.flatMap(Double.init),
            number < minimum
        {
            found.append("\(path): below \(minimum)")
        }
        if let choices = schema["anyOf"]?.value.list,
            !choices.contains(where: { faults(value, $0.value, path).isEmpty })
        {
            found.append("\(path): fits none of \(choices.count)")
        }
        if let members = value.members {
            for required in schema["required"]?.value.list ?? []
            where !members.contains(where: { $0.name == required.value.string }) {
                found.append("\(path): no \(required.value.string ?? "")")
            }
            for member in members {
                let inner = "\(path).\(member.name)"
                if let known = schema["properties"]?.value[member.name]?.value {
                    found += faults(member.node.value, known, inner)
                } else if let others = schema["additionalProperties"]?.value {
                    found += faults(member.node.value, others, inner)
                }
            }
        }
        if let nodes = value.list {
            if let most = schema["maxItems"]?.value.number.flatMap(Int.init), nodes.count > most {
                found.append("\(path): more than \(most)")
            }
            if let item = schema["items"]?.value {
                for (index, node) in nodes.enumerated() {
                    found += faults(node.value, item, "\(path)[\(index)]")
                }
            }
        }
        return found
    }

    private static func has(_ value: Value, _ type: String) -> Bool {
        switch (type, value) {
        case ("string", .string), ("number", .number), ("boolean", .bool), ("array", .list), ("object", .map),
            ("null", .null):
            true
        case ("integer", .number(let literal)): !literal.contains(".")
        default: false
        }
    }
}

/// A YAML document as an editor reads it: plain scalars by the core schema.
enum EditorYAML {
    static func values(_ text: String) -> [Value] {
        var findings = Findings(file: "a.yaml")
        return YAMLTree.read(Array(text.utf8), &findings).map(value)
    }

    private static func value(_ node: WrittenNode) -> Value {
        switch node.content {
        case .null: .null
        case .boolean(let truth): .bool(truth)
        case .number(let literal): .number(literal)
        case .text(let text): .string(text)
        case .plain("true"): .bool(true)
        case .plain("false"): .bool(false)
        case .plain(let text): JSONNumber.check(text).map { .number($0) } ?? .string(text)
        case .empty: .string("")
        case .list(let nodes): .array(nodes.map(value))
        case .map(let members): .object(members.map { ($0.name, value($0.node)) })
        }
    }
}
