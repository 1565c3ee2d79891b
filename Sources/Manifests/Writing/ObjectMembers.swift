internal import Feeds
internal import RedTrack

/// An object as the names and values that files hold, in the order in which they are written.
enum ObjectMembers {
    /// The words and fields of an object; choices by name.
    static func of(_ object: ManifestObject) -> [Member] {
        words(of: object) + fields(of: object)
            + (object.extra.isEmpty ? [] : [Member(ObjectWord.extra.rawValue, extra(of: object))])
    }

    /// The words that are needed: a key only when it was written, a state only when it is not the usual one.
    static func words(of object: ManifestObject) -> [Member] {
        var members: [Member] = []
        if object.hasExplicitKey { members.append(Member(ObjectWord.key.rawValue, escaped(object.key))) }
        if let id = object.id { members.append(Member(ObjectWord.id.rawValue, escaped(id.value))) }
        if let preset = object.preset {
            members.append(Member(ObjectWord.preset.rawValue, escaped(preset.value)))
        }
        if object.state != .present {
            members.append(Member(ObjectWord.state.rawValue, .string(object.state.rawValue)))
        }
        if object.isProtected { members.append(Member(ObjectWord.protect.rawValue, .bool(true))) }
        return members
    }

    /// The fields, in the order of the API document.
    static func fields(of object: ManifestObject) -> [Member] {
        object.kind.fields.compactMap { description in
            guard let field = object.field(description.name) else { return nil }
            return Member(description.manifestName, value(field.node.value, description.type))
        }
    }

    /// A value as files write it.
    static func value(_ value: Value, _ type: FieldType) -> Value {
        switch (type, value) {
        case (.choice(let choices), .number(let literal)):
            guard let number = Int(literal),
                let name = choices.first(where: { $0.number == number })?.names.first
            else { return value }
            return .string(name)
        case (.record(let fields), .map(let members)): return .map(record(members, fields))
        case (.records(let fields, _), .list(let nodes)):
            return .list(nodes.map { Node(.map(record($0.value.members ?? [], fields))) })
        case (.texts, .list(let nodes)):
            return .list(nodes.map { Node($0.value.string.map(escaped) ?? $0.value) })
        case (_, .string(let text)): return escaped(text)
        default: return value
        }
    }

    /// The raw fields.
    static func extra(of object: ManifestObject) -> Value { escaped(.map(object.extra)) }

    /// A text that reads as itself, also when it looks like a variable.
    private static func escaped(_ text: String) -> Value { .string(VariableText.escaped(text)) }

    private static func escaped(_ value: Value) -> Value {
        switch value {
        case .string(let text): escaped(text)
        case .list(let nodes): .array(nodes.map { escaped($0.value) })
        case .map(let members): .object(members.map { ($0.name, escaped($0.node.value)) })
        default: value
        }
    }

    private static func record(_ members: [Member], _ fields: [FieldDescription]) -> [Member] {
        // A filter with values is active and includes unless it says otherwise: nobody needs to read that.
        let isFilter = StreamFilter.isFilter(fields) && StreamFilter.hasValues(members)
        return fields.compactMap { field in
            guard let member = members.first(where: { $0.name == field.manifestName }) else { return nil }
            if isFilter, member.node.value.bool.map({ StreamFilter.isImplied(field.name, $0) }) == true {
                return nil
            }
            return Member(member.name, value(member.node.value, field.type))
        }
    }
}
