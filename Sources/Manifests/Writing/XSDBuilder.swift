internal import Feeds
internal import RedTrack

/// Builds the schema from the root down: lists of objects, objects, records; ``XSDTypes`` has what they end in.
struct XSDBuilder {
    private let kind: Kind
    private var types: XSDTypes

    /// The whole schema.
    static func schema() -> XMLElement {
        var types = XSDTypes()
        var objects: [XMLElement] = []
        for kind in Kind.allCases {
            var builder = XSDBuilder(kind: kind, types: types)
            objects.append(builder.object())
            types = builder.types
        }
        let about = XMLElement.documentation(
            "Manifests of Waybill. An element that is left out leaves a field alone; an empty one clears a text, "
                + "a list or a record. The elements of an object, and of a record, stand in any order, each once."
        )
        var schema = XMLElement.xsd("schema", children: [about, root()] + objects + types.all)
        schema.namespaces = [XMLAttribute("xmlns:xs", "http://www.w3.org/2001/XMLSchema")]
        return schema
    }

    /// Lists of objects in any order; a kind may have several.
    private static func root() -> XMLElement {
        let lists = Kind.allCases.map { kind in
            XMLElement.element(
                kind.plural,
                content: .complexType(
                    .xsd(
                        "sequence",
                        children: [
                            .element(
                                kind.rawValue, [("minOccurs", "0"), ("maxOccurs", "unbounded")],
                                type: kind.rawValue)
                        ])))
        }
        return .element(
            XMLManifest.root,
            content: .complexType(
                .xsd("choice", [("minOccurs", "0"), ("maxOccurs", "unbounded")], children: lists)))
    }

    /// The type of an object: its words as elements or attributes, its fields as elements.
    private mutating func object() -> XMLElement {
        var members: [XMLElement] = []
        var attributes: [XMLElement] = []
        for word in ObjectWord.words(of: kind) {
            let type = types.name(of: word)
            let about = XMLElement.documentation(Self.meaning(of: word))
            members.append(
                .element(word.rawValue, [("minOccurs", "0")], type: XSDTypes.element(type), about: about))
            guard word != .extra else { continue }
            attributes.append(
                .xsd("attribute", [("name", word.rawValue), ("type", type)], children: [about]))
        }
        for field in kind.fields where field.access != .readOnly {
            members.append(element(field, at: FieldPath(field.manifestName)))
        }
        return .complexType(
            name: kind.rawValue, .xsd("all", children: members), attributes: attributes)
    }

    /// The element of a field; `isListed` when the record around it stands in a list, which is sent as a whole.
    private mutating func element(
        _ field: FieldDescription, at path: FieldPath, isListed: Bool = false
    ) -> XMLElement {
        let name = field.manifestName
        let occurrence = isListed && field.access == .required ? [] : [("minOccurs", "0")]
        let about = XMLElement.documentation(
            (FieldMeaning.of(kind, path.description).map { $0 + " " } ?? "")
                + XSDMeaning.of(field, at: path, isListed: isListed))
        guard field.access != .ignored else {
            return .element(name, occurrence, type: types.ignored(), about: about)
        }
        switch field.type {
        case .record(let fields):
            return .element(name, occurrence, about: about, content: .complexType(record(fields, at: path)))
        case .records(let fields, _):
            let item = XMLElement.element(
                Singular.of(name), [("minOccurs", "0"), ("maxOccurs", "unbounded")],
                content: .complexType(record(fields, at: path, isListed: true)))
            let list = XMLElement.complexType(.xsd("sequence", children: [item]))
            return .element(name, occurrence, about: about, content: list)
        default:
            let type = types.elementName(of: field, at: path, in: kind)
            return .element(name, occurrence, type: type, about: about)
        }
    }

    private mutating func record(
        _ fields: [FieldDescription], at path: FieldPath, isListed: Bool = false
    ) -> XMLElement {
        var members: [XMLElement] = []
        for field in fields where field.isWritable {
            members.append(element(field, at: path.appending(field.manifestName), isListed: isListed))
        }
        return .xsd("all", children: members)
    }

    private static func meaning(of word: ObjectWord) -> String {
        switch word {
        case .key: "The name that other objects use for it, and that it keeps when its title changes."
        case .id: "Its id in the account, to say which object is meant."
        case .preset: "The title or id of a preset, whose values are taken where the file says nothing."
        case .state: "present, or absent to remove it."
        case .protect: "true to forbid its removal."
        case .extra: "JSON: raw fields of the API that Waybill does not know, by name."
        }
    }
}
