internal import Feeds
internal import RedTrack

/// The types that elements and attributes of a manifest end in, collected as the schema asks for them.
///
/// Each simple type has a twin for elements, which may carry attributes such as `xml:space`.
struct XSDTypes {
    private var names: Set<String> = []
    private var collected: [XMLElement] = []

    /// The definitions of all types that were asked for, in the order asked for.
    var all: [XMLElement] {
        collected + [
            .xsd(
                "attributeGroup", [("name", Self.foreign)],
                children: [
                    .xsd(
                        "anyAttribute",
                        [("namespace", "http://www.w3.org/XML/1998/namespace"), ("processContents", "skip")])
                ])
        ]
    }

    private static let foreign = "foreign"

    /// The attributes that readers leave to other tools: those that start with `xml:`.
    static var foreignAttributes: XMLElement { .xsd("attributeGroup", [("ref", foreign)]) }

    /// The name of the twin of a simple type.
    static func element(_ simple: String) -> String { simple + "-element" }

    // MARK: Names

    /// The simple type of a word's values.
    mutating func name(of word: ObjectWord) -> String {
        switch word {
        case .key, .id, .preset: return filledText()
        case .protect: return boolean()
        case .state:
            let states = ManifestObject.State.allCases.map { XSDPattern.anyCase($0.rawValue) }
            return simple("state", XSDPattern.text(states + [XSDPattern.variable]))
        case .extra: return simple("json", XSDPattern.text([#"(\s*\{[\s\S]*)?"#]))
        }
    }

    /// The type of the element of a field that is no record.
    mutating func elementName(of field: FieldDescription, at path: FieldPath, in kind: Kind) -> String {
        let isCountry = CountryCode.isExpected(in: path)
        switch field.type {
        case .texts: return isCountry ? list("countries", of: country()) : list("texts", of: text())
        case .text where isCountry: return Self.element(country())
        case .text where DomainAddress.isExpected(in: path, of: kind): return Self.element(webAddress())
        case .text, .reference: return Self.element(field.access == .required ? filledText() : text())
        case .integer(let minimum): return Self.element(integer(minimum))
        case .decimal: return Self.element(decimal())
        case .boolean: return Self.element(boolean())
        case .choice(let choices):
            let allowed = choices.filter { FieldReader.allowsChoice($0.number, path) }
            return Self.element(choice("\(kind.rawValue).\(path)", among: allowed))
        case .record, .records, .statistics: return ignored()
        }
    }

    /// The type of an element whose content is not looked at.
    mutating func ignored() -> String {
        let anything = XMLElement.xsd(
            "any", [("minOccurs", "0"), ("maxOccurs", "unbounded"), ("processContents", "skip")])
        return add(
            "ignored",
            .xsd(
                "complexType", [("name", "ignored"), ("mixed", "true")],
                children: [.xsd("sequence", children: [anything]), Self.foreignAttributes]))
    }

    // MARK: Definitions

    private mutating func text() -> String { simple("text", XSDPattern.text([])) }

    private mutating func filledText() -> String {
        simple("filled-text", XSDPattern.text([#"\s*\S[\s\S]*"#]))
    }

    private mutating func webAddress() -> String {
        let scheme = XSDPattern.anyCase("http") + XSDPattern.anyCase("s") + "?"
        return simple("web-address", XSDPattern.text([scheme + #"://[^/?#][\s\S]*"#, XSDPattern.variable]))
    }

    private mutating func country() -> String {
        let codes = CountryCode.all.sorted()
        let byFirst = Dictionary(grouping: codes) { $0.prefix(1) }.sorted { $0.key < $1.key }
        let patterns = byFirst.map { first, codes in
            let seconds = codes.map { $0.dropFirst() }.joined()
            return XSDPattern.anyCase(first) + "[\(seconds)\(seconds.lowercased())]"
        }
        return simple("country", XSDPattern.text(patterns + [XSDPattern.variable]))
    }

    private mutating func boolean() -> String {
        let words = ["true", "false", "yes", "no"].map { XSDPattern.anyCase($0) }
        return simple(
            "boolean", XSDPattern.union(["xs:boolean"], [XSDPattern.token(words + [XSDPattern.variable])]))
    }

    private mutating func decimal() -> String {
        simple("decimal", XSDPattern.token(XSDPattern.decimals + [XSDPattern.variable]))
    }

    /// The plain spelling with its bounds, or `3.0` and `3e2`.
    private mutating func integer(_ minimum: Int) -> String {
        let plain = XMLElement.xsd(
            "restriction", [("base", "xs:integer")],
            children: [
                .xsd("minInclusive", [("value", String(minimum))]),
                .xsd("maxInclusive", [("value", String(Int.max))]),
                .xsd("pattern", [("value", "-?(0|[1-9][0-9]*)")]),
            ])
        let spellings = XSDPattern.wholeNumbers(minimum: minimum) + [XSDPattern.variable]
        return simple(
            "integer-from-\(minimum)",
            XSDPattern.union([], [plain, XSDPattern.token(spellings)]))
    }

    /// The words and numbers as an editor offers them, or in other spellings.
    private mutating func choice(_ name: String, among choices: [FieldType.NamedValue]) -> String {
        var offered: [String] = []
        for word in choices.flatMap(\.names) + choices.map({ String($0.number) })
        where !offered.contains(word) { offered.append(word) }
        let plain = XMLElement.xsd(
            "restriction", [("base", "xs:token")],
            children: offered.map { .xsd("enumeration", [("value", $0)]) })
        let spellings =
            choices.flatMap(\.names).map { XSDPattern.anyCase($0) } + XSDPattern.spellings(of: choices)
            + [XSDPattern.variable]
        return simple(name, XSDPattern.union([], [plain, XSDPattern.token(spellings)]))
    }

    private mutating func list(_ name: String, of simple: String) -> String {
        let item = XMLElement.element(
            "item", [("minOccurs", "0"), ("maxOccurs", "unbounded")], type: Self.element(simple))
        return add(name, .complexType(name: name, .xsd("sequence", children: [item])))
    }

    /// Adds a simple type and its twin.
    private mutating func simple(_ name: String, _ definition: XMLElement) -> String {
        let twin = XMLElement.xsd(
            "extension", [("base", name)], children: [Self.foreignAttributes])
        _ = add(
            Self.element(name),
            .xsd(
                "complexType", [("name", Self.element(name))],
                children: [.xsd("simpleContent", children: [twin])]))
        return add(name, .xsd("simpleType", [("name", name)], children: [definition]))
    }

    private mutating func add(_ name: String, _ definition: XMLElement) -> String {
        if names.insert(name).inserted { collected.append(definition) }
        return name
    }
}
