internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Writes objects of one kind as an XML manifest.
enum XMLManifestWriter {
    /// The text of a file.
    /// - Throws: ``ManifestWriterError`` at a character that XML cannot carry.
    static func text(_ objects: [ManifestObject], _ kind: Kind) throws(ManifestWriterError) -> String {
        var elements: [XMLNode] = []
        for object in objects { elements.append(.element(try element(object))) }
        let root = XMLElement(
            XMLManifest.root, children: [.element(XMLElement(kind.plural, children: elements))])
        var writer = XMLWriter()
        do {
            try writer.write(root, pretty: true)
        } catch {
            throw ManifestWriterError(
                kind: kind, key: "", field: "", message: error.message, help: "use another format")
        }
        return writer.text
    }

    static func element(_ object: ManifestObject) throws(ManifestWriterError) -> XMLElement {
        var element = XMLElement(object.kind.rawValue)
        for member in ObjectMembers.words(of: object) {
            let text = scalar(member.node.value)
            element.attributes.append(XMLAttribute(member.name, text))
        }
        for member in ObjectMembers.fields(of: object) {
            element.children.append(.element(self.element(member)))
        }
        if !object.extra.isEmpty {
            let json = ObjectMembers.extra(of: object).jsonText()
            element.children.append(.element(leaf(ObjectWord.extra.rawValue, json)))
        }
        try check(element, object)
        return element
    }

    static func element(_ member: Member) -> XMLElement {
        switch member.node.value {
        case .map(let members):
            return XMLElement(member.name, children: members.map { .element(element($0)) })
        case .list(let nodes):
            let items = nodes.map { node -> XMLNode in
                let isRecord = node.value.members != nil
                let name = isRecord ? Singular.of(member.name) : "item"
                return .element(element(Member(name, node.value)))
            }
            return XMLElement(member.name, children: items)
        default: return leaf(member.name, scalar(member.node.value))
        }
    }

    private static func leaf(_ name: String, _ text: String) -> XMLElement {
        XMLElement(name, children: text.isEmpty ? [] : [.text(text, .start)])
    }

    private static func scalar(_ value: Value) -> String {
        switch value {
        case .string(let text): text
        case .number(let literal): literal
        case .bool(let truth): truth ? "true" : "false"
        case .null, .list, .map: ""
        }
    }

    /// Names the object and field of a text that XML cannot carry, which the writer cannot.
    private static func check(_ element: XMLElement, _ object: ManifestObject) throws(ManifestWriterError) {
        for attribute in element.attributes { try check(attribute.value, attribute.name, object) }
        var pending = element.elements.map { ($0, $0.name) }
        while let (next, path) = pending.popLast() {
            try check(next.text, path, object)
            pending += next.elements.map { ($0, path + "." + $0.name) }
        }
    }

    private static func check(
        _ text: String, _ field: String, _ object: ManifestObject
    ) throws(ManifestWriterError) {
        var writer = XMLWriter(declaration: false)
        do {
            try writer.write(XMLElement("x", children: [.text(text, .start)]))
        } catch {
            throw ManifestWriterError(
                kind: object.kind, key: object.key, field: field, message: error.message,
                help: error.help ?? "remove it, or use another format")
        }
    }
}
