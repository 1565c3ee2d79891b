internal import Feeds
internal import RedTrack

/// A JSON manifest, to be edited in its own layout.
struct JSONSyntax: TreeSyntax {
    let lines: SourceLines
    private(set) var sections: [SyntaxSection] = []
    private let root: SyntaxItem
    /// What one step of indentation is.
    private let unit: String

    /// Takes a file apart; `nil` when that cannot be done.
    init?(_ bytes: [UInt8]) {
        lines = SourceLines(bytes)
        var parser = JSONSyntaxParser(lines)
        guard let node = parser.document() else { return nil }
        root = SyntaxItem(range: node.range, nameEnd: node.range.lowerBound, node: node)
        for item in node.items {
            guard let kind = item.name.flatMap({ Kind(plural: $0) }) else { return nil }
            sections.append(SyntaxSection(kind: kind, item: item))
        }
        let (lines, start) = (lines, node.items.first?.range.lowerBound)
        let first = start.map { lines.indentation(of: $0) } ?? ""
        unit = first.isEmpty ? "  " : first
    }

    func repetitions(of node: SyntaxNode) -> [Int] { [] }

    func slot(for object: ManifestObject, in section: SyntaxSection) -> SyntaxSlot {
        SyntaxSlot.named(object, section.item.node)
    }

    func addSection(_ kind: Kind, _ objects: [ManifestObject]) throws(EditRefusal) -> [Splice] {
        let list = Value.array(objects.map { .map(ObjectMembers.of($0)) })
        guard !root.node.items.isEmpty else { return try replace(root, with: .object([(kind.plural, list)])) }
        return try reshape(
            root, as: root.node.items.indices.map(SyntaxSlot.kept) + [.new(name: kind.plural, list)],
            spacing: false)
    }

    func replace(_ item: SyntaxItem, with value: Value) throws(EditRefusal) -> [Splice] {
        let isWide = lines.startsLine(item.range.lowerBound) || item.range == root.range
        return [Splice(item.node.inner, text(value, at: item.range.lowerBound, isWide: isWide))]
    }

    func reshape(_ item: SyntaxItem, as slots: [SyntaxSlot], spacing: Bool) throws(EditRefusal) -> [Splice] {
        let node = item.node
        let first = node.items.first?.range.lowerBound ?? node.inner.lowerBound
        let isWide = lines.startsLine(first)
        return try FlowShape(lines: lines, node: node, hasComments: false) { slot in
            guard case .new(let name, let value) = slot else { return "" }
            let text = text(value, at: first, isWide: isWide)
            guard let name else { return text }
            return Value.string(name).jsonText() + colon(node) + text
        }.splices(slots)
    }

    /// The colon as the members of an object have it.
    private func colon(_ node: SyntaxNode) -> String {
        guard let first = node.items.first, first.name != nil else { return ": " }
        let gap = first.nameEnd..<first.node.range.lowerBound
        return lines.hasLineEnd(gap) ? ": " : text(gap)
    }

    /// A value: with a line for each part where the file has lines, else on one.
    private func text(_ value: Value, at offset: Int, isWide: Bool) -> String {
        if !isWide {
            let compact = value.jsonText()
            return compact
        }
        let indentation = lines.indentation(of: offset)
        let rows = value.jsonText(pretty: true).split(separator: "\n", omittingEmptySubsequences: false)
        let text = rows.enumerated().map { index, row in
            let steps = row.prefix { $0 == " " }.count / 2
            let body = row.drop { $0 == " " }
            return (index == 0 ? "" : indentation) + String(repeating: unit, count: steps) + body
        }
        return text.joined(separator: lines.newline)
    }
}

/// Takes a JSON text apart that has been read before: it is valid.
struct JSONSyntaxParser {
    private let lines: SourceLines
    private var index: Int

    init(_ lines: SourceLines) {
        self.lines = lines
        index = lines.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The value of the document.
    mutating func document() -> SyntaxNode? { value(depth: 0) }

    private var byte: UInt8? { index < lines.bytes.count ? lines.bytes[index] : nil }

    private mutating func value(depth: Int) -> SyntaxNode? {
        index = lines.skipSpace(index)
        let start = index
        guard depth <= ReaderLimits.greatestDepth else { return nil }
        switch byte {
        case UInt8(ascii: "{"):
            return children(from: start, close: UInt8(ascii: "}"), depth: depth) { .map($0) }
        case UInt8(ascii: "["):
            return children(from: start, close: UInt8(ascii: "]"), depth: depth) { .list($0) }
        case UInt8(ascii: "\""):
            skipString()
            return scalar(start, .doubleQuoted)
        case nil: return nil
        default:
            while let byte, byte > 0x20, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"),
                byte != UInt8(ascii: "}")
            {
                index += 1
            }
            return index > start ? scalar(start, .plain) : nil
        }
    }

    private func scalar(_ start: Int, _ style: SyntaxScalar) -> SyntaxNode {
        SyntaxNode(content: .scalar(style), range: start..<index, inner: start..<index, isFlow: true)
    }

    private mutating func children(
        from start: Int, close: UInt8, depth: Int, _ content: ([SyntaxItem]) -> SyntaxNode.Content
    ) -> SyntaxNode? {
        var items: [SyntaxItem] = []
        index = lines.skipSpace(index + 1)
        while let byte, byte != close {
            let first = index
            var nameEnd = first
            var name: String?
            if close == UInt8(ascii: "}") {
                skipString()
                nameEnd = index
                name = (try? JSONDocument.parse(Array(lines.bytes[first..<nameEnd])))?.value.string
                index = lines.skipSpace(index)
                guard self.byte == UInt8(ascii: ":"), name != nil else { return nil }
                index += 1
            }
            guard let node = value(depth: depth + 1) else { return nil }
            items.append(
                SyntaxItem(name: name, range: first..<index, nameEnd: nameEnd, isInFlow: true, node: node))
            index = lines.skipSpace(index)
            guard let separator = self.byte, separator == close || separator == UInt8(ascii: ",") else {
                return nil
            }
            if separator != close { index = lines.skipSpace(index + 1) }
        }
        guard byte == close else { return nil }
        index += 1
        return SyntaxNode(content: content(items), range: start..<index, inner: start..<index, isFlow: true)
    }

    private mutating func skipString() {
        guard byte == UInt8(ascii: "\"") else { return }
        index += 1
        while let byte, byte != UInt8(ascii: "\"") { index += byte == UInt8(ascii: "\\") ? 2 : 1 }
        index = min(index + 1, lines.bytes.count)
    }
}
