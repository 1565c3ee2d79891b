internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Reads an XML manifest: `<waybill><offers><offer>...`.
struct XMLManifest {
    static let root = "waybill"
    private var findings: Findings

    /// The objects of a file.
    static func objects(_ bytes: [UInt8], _ findings: inout Findings) -> [WrittenObject] {
        do {
            let root = try XMLDocument.parse(bytes)
            var manifest = XMLManifest(findings: findings)
            let objects = manifest.objects(in: root)
            findings = manifest.findings
            return objects
        } catch {
            findings.add(error.diagnostic(file: findings.file))
            return []
        }
    }

    private init(findings: Findings) {
        self.findings = findings
    }

    private mutating func objects(in root: XMLElement) -> [WrittenObject] {
        guard root.localName == Self.root else {
            findings.error(
                "document", "the root of a manifest is <\(Self.root)>, found <\(root.name)>",
                at: root.namePosition, length: root.name.unicodeScalars.count, help: "write <\(Self.root)>")
            return []
        }
        refuseAttributes(of: root)
        return elements(of: root).flatMap { list -> [WrittenObject] in
            guard let kind = Kind(plural: list.localName) else {
                findings.error(
                    "kind", "there is no kind <\(list.name)>", at: list.namePosition,
                    length: list.name.unicodeScalars.count,
                    help: Suggestion.help(for: list.localName, in: ObjectTree.kindNames)
                        ?? "the kinds are \(ObjectTree.kindNames.joined(separator: ", "))")
                return []
            }
            refuseAttributes(of: list)
            return elements(of: list).compactMap { object($0, kind) }
        }
    }

    private mutating func object(_ element: XMLElement, _ kind: Kind) -> WrittenObject? {
        guard expect(element, named: kind.rawValue) else { return nil }
        let words = ObjectWord.words(of: kind).filter { $0 != .extra }.map(\.rawValue)
        var members: [WrittenMember] = []
        for attribute in element.attributes where !Self.isForeign(attribute) {
            guard words.contains(attribute.name) else {
                let isField = kind.fields.contains { $0.isWritable && $0.manifestName == attribute.name }
                findings.error(
                    "unknown-field",
                    isField
                        ? "`\(attribute.name)` is an element, not an attribute"
                        : "<\(element.name)> has no attribute `\(attribute.name)`",
                    at: attribute.position, length: attribute.name.unicodeScalars.count,
                    help: isField
                        ? "write <\(attribute.name)>...</\(attribute.name)>"
                        : Suggestion.help(for: attribute.name, in: words)
                            ?? "its attributes are \(words.joined(separator: ", "))")
                continue
            }
            members.append(
                WrittenMember(
                    attribute.name, at: attribute.position,
                    WrittenNode(.plain(attribute.value), at: attribute.valuePosition)))
        }
        let fields = kind.fields
        for child in elements(of: element) where isFirst(child, in: members) {
            let type = fields.first { $0.manifestName == child.localName }?.type ?? .text
            let isWord = ObjectWord(rawValue: child.localName) != nil
            members.append(member(child, isWord ? .text : type))
        }
        return WrittenObject(kind: kind, position: element.position, outerKey: nil, members: members)
    }

    private mutating func member(_ element: XMLElement, _ type: FieldType) -> WrittenMember {
        refuseAttributes(of: element)
        return WrittenMember(element.localName, at: element.namePosition, value(of: element, type))
    }

    private mutating func value(of element: XMLElement, _ type: FieldType) -> WrittenNode {
        switch type {
        case .record(let fields): return record(element, fields)
        case .records(let fields, _):
            let items = items(of: element, named: Singular.of(element.localName))
            let nodes = items.map { item in
                let node = record(item, fields)
                if case .empty = node.content { return WrittenNode(.map([]), at: node.position) }
                return node
            }
            return list(nodes, at: element)
        case .texts:
            return list(items(of: element, named: "item").map { scalar($0, empty: .plain("")) }, at: element)
        default: return scalar(element, empty: .empty)
        }
    }

    private func list(_ nodes: [WrittenNode], at element: XMLElement) -> WrittenNode {
        WrittenNode(nodes.isEmpty ? .empty : .list(nodes), at: element.position)
    }

    private mutating func items(of element: XMLElement, named name: String) -> [XMLElement] {
        elements(of: element).filter { item in
            guard expect(item, named: name) else { return false }
            refuseAttributes(of: item)
            return true
        }
    }

    private mutating func record(_ element: XMLElement, _ fields: [FieldDescription]) -> WrittenNode {
        var members: [WrittenMember] = []
        for child in elements(of: element) where isFirst(child, in: members) {
            let type = fields.first { $0.manifestName == child.localName }?.type ?? .text
            members.append(member(child, type))
        }
        return WrittenNode(members.isEmpty ? .empty : .map(members), at: element.position)
    }

    /// A text, byte for byte.
    private mutating func scalar(_ element: XMLElement, empty: WrittenNode.Content) -> WrittenNode {
        if let child = element.elements.first {
            return WrittenNode(.map([]), at: child.position)
        }
        var start: SourcePosition?
        for case .text(_, let position) in element.children where start == nil { start = position }
        guard let start else { return WrittenNode(empty, at: element.position) }
        return WrittenNode(.plain(element.text), at: start)
    }

    // MARK: Structure

    /// The elements inside of one that holds nothing else but white space.
    private mutating func elements(of element: XMLElement) -> [XMLElement] {
        for case .text(let text, let position) in element.children
        where !FieldReader.trimmed(text).isEmpty {
            findings.error(
                "mixed", "<\(element.name)> holds elements, not text",
                at: Self.firstVisible(in: text, from: position),
                help: "put the text into an element of its own")
        }
        return element.elements
    }

    /// The place of the first character that is no white space.
    private static func firstVisible(in text: String, from start: SourcePosition) -> SourcePosition {
        var position = start
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n":
                position.line += 1
                position.column = 1
            case " ", "\t", "\r": position.column += 1
            default: return position
            }
            position.offset += 1
        }
        return start
    }

    private mutating func expect(_ element: XMLElement, named name: String) -> Bool {
        if element.localName == name { return true }
        findings.error(
            "unknown-element", "expected <\(name)>, found <\(element.name)>", at: element.namePosition,
            length: element.name.unicodeScalars.count, help: "write <\(name)>")
        return false
    }

    private mutating func isFirst(_ element: XMLElement, in members: [WrittenMember]) -> Bool {
        guard let first = members.first(where: { $0.name == element.localName }) else { return true }
        findings.error(
            "duplicate-key", "`\(element.localName)` stands twice in one element", at: element.namePosition,
            length: element.name.unicodeScalars.count,
            help:
                "the first one is at line \(first.position.line), column \(first.position.column): keep one of them"
        )
        return false
    }

    private mutating func refuseAttributes(of element: XMLElement) {
        for attribute in element.attributes where !Self.isForeign(attribute) {
            findings.error(
                "unknown-field", "<\(element.name)> has no attribute `\(attribute.name)`",
                at: attribute.position,
                length: attribute.name.unicodeScalars.count, help: "remove it, or write it as an element")
        }
    }

    /// Attributes for tools, such as `xsi:schemaLocation`, say nothing about the account.
    private static func isForeign(_ attribute: XMLAttribute) -> Bool {
        attribute.name.hasPrefix("xsi:") || attribute.name.hasPrefix("xml:") || attribute.isDefault
    }
}

extension XMLElement {
    /// Where the name starts, behind the `<`.
    var namePosition: SourcePosition {
        SourcePosition(line: position.line, column: position.column + 1, offset: position.offset + 1)
    }
}
