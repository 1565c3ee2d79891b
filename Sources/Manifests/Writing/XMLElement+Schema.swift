internal import Diagnostics
internal import Feeds

/// The few shapes that a schema is made of.
extension XMLElement {
    /// An element of the XML Schema language.
    static func xsd(
        _ name: String, _ attributes: [(String, String)] = [], children: [XMLElement] = []
    ) -> XMLElement {
        XMLElement(
            "xs:" + name, attributes: attributes.map { XMLAttribute($0.0, $0.1) },
            children: children.map { .element($0) })
    }

    /// Declares an element by the name of its type, or by its content.
    static func element(
        _ name: String, _ occurrence: [(String, String)] = [], type: String? = nil, about: XMLElement? = nil,
        content: XMLElement? = nil
    ) -> XMLElement {
        let type = type.map { [("type", $0)] } ?? []
        return xsd(
            "element", [("name", name)] + occurrence + type, children: [about, content].compactMap(\.self))
    }

    /// A type with elements inside.
    static func complexType(
        name: String? = nil, _ content: XMLElement, attributes: [XMLElement] = []
    ) -> XMLElement {
        xsd(
            "complexType", name.map { [("name", $0)] } ?? [],
            children: [content] + attributes + [XSDTypes.foreignAttributes])
    }

    /// A sentence for whoever writes a manifest.
    static func documentation(_ text: String) -> XMLElement {
        var sentence = xsd("documentation")
        sentence.children = [.text(text, .start)]
        return xsd("annotation", children: [sentence])
    }
}
