internal import Diagnostics
internal import Feeds
internal import RedTrack

/// An XML manifest, to be edited in its own layout.
struct XMLSyntax: TreeSyntax {
    let lines: SourceLines
    private(set) var sections: [SyntaxSection] = []
    private let root: SyntaxItem
    /// What one step of indentation is.
    private let unit: String

    /// Takes a file apart; `nil` when that cannot be done.
    init?(_ bytes: [UInt8]) {
        lines = SourceLines(bytes)
        var parser = XMLSyntaxParser(lines)
        guard let root = parser.document() else { return nil }
        self.root = root
        for item in root.node.items {
            guard let kind = item.name.flatMap({ Kind(plural: $0) }) else { return nil }
            sections.append(SyntaxSection(kind: kind, item: item))
        }
        let (lines, start) = (lines, root.node.items.first?.range.lowerBound)
        let first = start.map { lines.indentation(of: $0) } ?? ""
        unit = first.isEmpty ? "  " : first
    }

    func raw(_ value: Value) -> Value { value.members == nil ? value : .string(value.jsonText()) }

    func repetitions(of node: SyntaxNode) -> [Int] { [] }

    func slot(for object: ManifestObject, in section: SyntaxSection) -> SyntaxSlot { .object(object) }

    func addSection(_ kind: Kind, _ objects: [ManifestObject]) throws(EditRefusal) -> [Splice] {
        var section = XMLElement(kind.plural)
        for object in objects { section.children.append(.element(try element(object))) }
        return try fill(root, with: [section], keeping: true)
    }

    func replace(_ item: SyntaxItem, with value: Value) throws(EditRefusal) -> [Splice] {
        let element = XMLManifestWriter.element(Member(item.name ?? "", value))
        guard element.elements.isEmpty else { return try fill(item, with: element.elements, keeping: false) }
        let text = element.text
        let comments = comments(in: item.node.inner)
        if text.isEmpty, comments.isEmpty, isSelfClosed(item) { return [] }
        if case .scalar(.cdata) = item.node.content, !text.containsBytes("]]>"), !text.utf8.contains(0x0D) {
            return [Splice(item.node.inner, "<![CDATA[" + text + "]]>" + comments.joined())]
        }
        let content = text.isEmpty ? "" : try escaped(text, item)
        guard isSelfClosed(item) else { return [Splice(item.node.inner, content + comments.joined())] }
        return open(item, content)
    }

    func reshape(_ item: SyntaxItem, as slots: [SyntaxSlot], spacing: Bool) throws(EditRefusal) -> [Splice] {
        let items = item.node.items
        var splices: [Splice] = []
        var kept: Set<Int> = []
        for case .kept(let index) in slots { kept.insert(index) }
        for (index, child) in items.enumerated() where !kept.contains(index) {
            splices.append(deletion(child))
        }
        guard let first = kept.min() else {
            var elements: [XMLElement] = []
            for case .object(let object) in slots { elements.append(try element(object)) }
            return try fill(item, with: elements, keeping: false)
        }
        let prefix = prefix(item)
        let names = Singular.of(item.name ?? "")
        var current: Int?
        var groups: [Int?: [XMLElement]] = [:]
        for slot in slots {
            switch slot {
            case .kept(let index): current = index
            case .object(let object): groups[current, default: []].append(try element(object))
            case .new(let name, let value):
                let isRecord = value.members != nil
                let member = Member(name ?? (isRecord ? names : "item"), value)
                groups[current, default: []].append(XMLManifestWriter.element(member))
            }
        }
        for (index, elements) in groups.sorted(by: { ($0.key ?? -1) < ($1.key ?? -1) }) {
            let anchor = items[index ?? first]
            let isOwnLine = lines.startsLine(anchor.range.lowerBound)
            let indentation = isOwnLine ? lines.newline + lines.indentation(of: anchor.range.lowerBound) : ""
            var texts: [String] = []
            for element in elements { texts.append(try text(element, indentation, prefix)) }
            if index == nil {
                let text = texts.map { $0 + indentation }.joined()
                splices.append(Splice(at: anchor.range.lowerBound, text))
            } else {
                let place = isOwnLine ? endBehindComment(anchor.range.upperBound) : anchor.range.upperBound
                splices.append(Splice(at: place, texts.map { indentation + $0 }.joined()))
            }
        }
        return splices
    }

    // MARK: Parts

    /// Gives an element other elements as children; those that are there go, unless they are kept.
    private func fill(
        _ item: SyntaxItem, with elements: [XMLElement], keeping: Bool
    ) throws(EditRefusal) -> [Splice] {
        let isOwnLine = lines.startsLine(item.range.lowerBound)
        let outer = isOwnLine ? lines.newline + lines.indentation(of: item.range.lowerBound) : ""
        let indentation = isOwnLine ? outer + unit : ""
        var text = ""
        for element in elements { text += indentation + (try self.text(element, indentation, prefix(item))) }
        if isSelfClosed(item) { return open(item, text + outer) }
        guard keeping else {
            let comments = comments(in: item.node.inner).map { indentation + $0 }
            return [Splice(item.node.inner, comments.joined() + text + outer)]
        }
        var end = item.node.inner.upperBound
        while end > item.node.inner.lowerBound, lines.bytes[end - 1] <= 0x20 { end -= 1 }
        return [Splice(end..<item.node.inner.upperBound, text + outer)]
    }

    /// An element that was `<name/>` with content.
    private func open(_ item: SyntaxItem, _ content: String) -> [Splice] {
        var end = item.range.upperBound - 2
        while end > item.nameEnd, lines.bytes[end - 1] <= 0x20 { end -= 1 }
        let name = qualifiedName(item)
        return [Splice(end..<item.range.upperBound, ">" + content + "</" + name + ">")]
    }

    private func isSelfClosed(_ item: SyntaxItem) -> Bool {
        item.node.inner.lowerBound == item.range.upperBound
    }

    private func qualifiedName(_ item: SyntaxItem) -> String {
        text(item.range.lowerBound + 1..<item.nameEnd)
    }

    /// The prefix of an element's name with its colon.
    private func prefix(_ item: SyntaxItem) -> String {
        let name = qualifiedName(item)
        return name.lastIndex(of: ":").map { String(name[...$0]) } ?? ""
    }

    /// Takes a child out, with its line when nothing else stands there.
    private func deletion(_ item: SyntaxItem) -> Splice {
        let end = lines.skipBlanks(item.range.upperBound)
        guard lines.startsLine(item.range.lowerBound), end == lines.end(of: end) else {
            return Splice(item.range, "")
        }
        return Splice(lines.start(of: item.range.lowerBound)..<lines.next(after: end), "")
    }

    /// The end of a place's line when nothing but a comment stands there.
    private func endBehindComment(_ offset: Int) -> Int {
        let end = lines.end(of: offset)
        let rest = text(lines.skipBlanks(offset)..<max(end, lines.skipBlanks(offset)))
        let isComment = rest.hasPrefix("<!--") && rest.firstRange(of: "-->")?.upperBound == rest.endIndex
        return isComment ? end : offset
    }

    private func comments(in range: Range<Int>) -> [String] {
        var rest = text(range)[...]
        var comments: [String] = []
        while let start = rest.firstRange(of: "<!--") {
            // What looks like a comment in a CDATA section is text.
            if let section = rest.firstRange(of: "<![CDATA["), section.lowerBound < start.lowerBound {
                guard let end = rest.firstRange(of: "]]>") else { break }
                rest = rest[end.upperBound...]
                continue
            }
            guard let end = rest[start.upperBound...].firstRange(of: "-->") else { break }
            comments.append(String(rest[start.lowerBound..<end.upperBound]))
            rest = rest[end.upperBound...]
        }
        return comments
    }

    // MARK: Text

    private func element(_ object: ManifestObject) throws(EditRefusal) -> XMLElement {
        do {
            return try XMLManifestWriter.element(object)
        } catch {
            throw EditRefusal(
                problem: "unwritable", message: error.message, offset: root.range.lowerBound, help: error.help
            )
        }
    }

    private func escaped(_ text: String, _ item: SyntaxItem) throws(EditRefusal) -> String {
        var writer = XMLWriter(declaration: false)
        do {
            try writer.write(XMLElement("x", children: [.text(text, .start)]))
        } catch {
            throw EditRefusal(
                problem: "unwritable", message: error.message, offset: item.range.lowerBound,
                help: error.help ?? "use another format")
        }
        return String(decoding: writer.bytes.dropFirst(3).dropLast(4), as: UTF8.self)
    }

    /// An element with a line for each child, or on one line where the indentation is none.
    private func text(_ element: XMLElement, _ indentation: String, _ prefix: String) throws(EditRefusal)
        -> String
    {
        var renamed = element
        renamed.name = prefix + element.name
        let children = element.elements
        guard !children.isEmpty else {
            var writer = XMLWriter(declaration: false)
            do {
                try writer.write(renamed)
            } catch {
                throw EditRefusal(
                    problem: "unwritable", message: error.message, offset: root.range.lowerBound,
                    help: error.help ?? "use another format")
            }
            return writer.text
        }
        renamed.children = []
        let head = try text(renamed, "", "").dropLast(2)
        var body = ""
        let inner = indentation.isEmpty ? "" : indentation + unit
        for child in children { body += inner + (try text(child, inner, prefix)) }
        return head + ">" + body + indentation + "</" + renamed.name + ">"
    }
}
