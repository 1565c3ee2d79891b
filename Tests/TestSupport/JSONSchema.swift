package import Feeds

/// As much of JSON Schema as the schemas in `docs/` use. A word that it does not know is a fault, so that no rule is
/// passed over in silence.
package struct JSONSchema {
    private let root: Value

    /// Reads a schema.
    package init(_ root: Value) { self.root = root }

    /// What is wrong with a document, each with its path.
    package func faults(_ value: Value) -> [String] { faults(value, root, "$") }

    private func faults(_ value: Value, _ schema: Value, _ path: String) -> [String] {
        var result: [String] = []
        for rule in schema.members ?? [] {
            let argument = rule.node.value
            switch rule.name {
            case "$schema", "$defs", "title", "description", "required", "additionalProperties": continue
            case "$ref": result += faults(value, referred(argument.string ?? ""), path)
            case "const": if value != argument { result.append("\(path) is not \(argument.jsonText())") }
            case "enum":
                if argument.list?.contains(where: { $0.value == value }) != true {
                    result.append("\(path) is none of \(argument.jsonText())")
                }
            case "type": result += type(value, argument, path)
            case "minimum": if value.number?.hasPrefix("-") == true { result.append("\(path) is below 0") }
            case "items":
                for (index, node) in (value.list ?? []).enumerated() {
                    result += faults(node.value, argument, "\(path)[\(index)]")
                }
            case "properties": result += members(value, schema, path)
            default: result.append("the schema has `\(rule.name)`, which this check does not know")
            }
        }
        return result
    }

    private func members(_ value: Value, _ schema: Value, _ path: String) -> [String] {
        var result: [String] = []
        // What an object holds says nothing of other values: `null` may be allowed beside it.
        guard let known = value.members else { return [] }
        for member in known {
            if let rule = schema["properties"]?.value[member.name]?.value {
                result += faults(member.node.value, rule, "\(path).\(member.name)")
            } else if schema["additionalProperties"]?.value.bool == false {
                result.append("\(path).\(member.name) is unknown")
            }
        }
        for name in schema["required"]?.value.list?.compactMap(\.value.string) ?? [] where value[name] == nil
        {
            result.append("\(path).\(name) is missing")
        }
        return result
    }

    private func type(_ value: Value, _ argument: Value, _ path: String) -> [String] {
        let allowed = argument.list?.compactMap(\.value.string) ?? [argument.string ?? ""]
        let name =
            switch value {
            case .null: "null"
            case .bool: "boolean"
            case .number(let literal): literal.contains(".") ? "number" : "integer"
            case .string: "string"
            case .list: "array"
            case .map: "object"
            }
        return allowed.contains(name) ? [] : ["\(path) is of type \(name)"]
    }

    private func referred(_ reference: String) -> Value {
        reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)]?.value ?? .null }
    }
}
