internal import Feeds
internal import RedTrack

/// A YAML manifest, to be edited in its own style.
struct YAMLSyntax: TreeSyntax {
    let lines: SourceLines
    private(set) var sections: [SyntaxSection] = []
    /// The last document, which new sections are added to.
    private let root: SyntaxItem?
    private let aliases: [Int: [Int]]

    /// Takes a file apart; `nil` when that cannot be done.
    init?(_ bytes: [UInt8]) {
        lines = SourceLines(bytes)
        guard let documents = YAMLSyntaxParser.documents(lines) else { return nil }
        aliases = documents.repetitions
        var last: SyntaxItem?
        var sections: [SyntaxSection] = []
        let repeated = { (node: SyntaxNode) in node.anchor.flatMap { documents.repetitions[$0]?.first } }
        for root in documents.roots {
            guard case .map(let items) = root.content else { continue }
            last = SyntaxItem(range: root.range, nameEnd: root.range.lowerBound, node: root)
            for item in items {
                guard let kind = item.name.flatMap({ Kind(plural: $0) }) else { return nil }
                sections.append(
                    SyntaxSection(
                        kind: kind, item: item, repeatedAt: repeated(root) ?? repeated(item.node)))
            }
        }
        root = last
        self.sections = sections
    }

    func repetitions(of node: SyntaxNode) -> [Int] { node.anchor.flatMap { aliases[$0] } ?? [] }

    func slot(for object: ManifestObject, in section: SyntaxSection) -> SyntaxSlot {
        SyntaxSlot.named(object, section.item.node)
    }

    func addSection(_ kind: Kind, _ objects: [ManifestObject]) throws(EditRefusal) -> [Splice] {
        let list = Value.array(objects.map { .map(ObjectMembers.of($0)) })
        guard let root, !root.node.items.isEmpty else {
            throw EditRefusal(
                problem: "document", message: "the file has no place for \(kind.plural)", offset: 0,
                help: "write `\(kind.plural): []` into it")
        }
        let slots = root.node.items.indices.map(SyntaxSlot.kept) + [.new(name: kind.plural, list)]
        return try reshape(root, as: slots, spacing: true)
    }

    // MARK: Values

    func replace(_ item: SyntaxItem, with value: Value) throws(EditRefusal) -> [Splice] {
        let node = item.node
        let old: SyntaxScalar? = if case .scalar(let style) = node.content { style } else { nil }
        if item.isInFlow {
            return [Splice(node.inner, YAMLText.flow(value, style: old))]
        }
        if let inline = YAMLText.inline(value, style: old) { return replace(item, inline: inline) }
        return try replace(item, block: value)
    }

    private func replace(_ item: SyntaxItem, inline text: String) -> [Splice] {
        let node = item.node
        switch node.content {
        case .scalar(.block):
            let ends =
                node.inner.upperBound > 0 && node.inner.upperBound <= lines.bytes.count
                && lines.bytes[node.inner.upperBound - 1] == 0x0A
            return [Splice(node.inner, text + (ends ? lines.newline : ""))]
        case .list, .map:
            guard !node.isFlow else { break }
            guard let colon = colon(of: item) else {
                return [Splice(node.inner.lowerBound..<end(of: node), text)]
            }
            let gap = colon + 1..<node.inner.lowerBound
            if lines.isBlank(gap) { return [Splice(colon + 1..<end(of: node), " " + text)] }
            return [Splice(node.inner.lowerBound..<end(of: node), text)]
        default: break
        }
        // An empty value starts right behind its colon.
        let isBare =
            node.inner.isEmpty && node.inner.lowerBound > 0
            && lines.bytes[node.inner.lowerBound - 1] > 0x20
        return [Splice(node.inner, (isBare ? " " : "") + text)]
    }

    private func replace(_ item: SyntaxItem, block value: Value) throws(EditRefusal) -> [Splice] {
        let node = item.node
        guard let colon = colon(of: item) else {
            // An element of a list starts behind its dash.
            let text = YAMLText.element(value, indent: lines.column(of: node.inner.lowerBound))
            let isBlockScalar = if case .scalar(.block) = node.content { true } else { false }
            return [
                Splice(
                    node.inner.lowerBound..<end(of: node),
                    lines.withLineEnds(text + (isBlockScalar ? "\n" : "")))
            ]
        }
        let column = lines.column(of: item.range.lowerBound)
        var indent = column + 2
        if !node.isFlow, case .list = node.content { indent = lines.column(of: node.inner.lowerBound) }
        if !node.isFlow, case .map = node.content { indent = lines.column(of: node.inner.lowerBound) }
        if case .map = value { indent = max(indent, column + 1) }
        let text = lines.withLineEnds("\n" + YAMLText.block(value, indent: indent))
        let isBlock = !node.isFlow && !node.isScalar
        if case .scalar(.block) = node.content {
            return [Splice(colon + 1..<node.inner.upperBound, text + lines.newline)]
        }
        if isBlock {
            let gap = colon + 1..<node.inner.lowerBound
            guard lines.isBlank(gap) else {
                // A comment stands behind the colon: it stays.
                let head = lines.start(of: node.inner.lowerBound)
                return [
                    Splice(
                        head..<end(of: node), String(text.drop { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }))
                ]
            }
            return [Splice(colon + 1..<end(of: node), text)]
        }
        // What stands behind the old value in its line, a comment, stays there.
        let lineEnd = lines.end(of: node.inner.upperBound)
        return [Splice(colon + 1..<node.inner.upperBound, ""), Splice(at: lineEnd, text)]
    }

    /// The colon behind the name of a member.
    private func colon(of item: SyntaxItem) -> Int? {
        guard item.name != nil else { return nil }
        let index = lines.skipSpace(item.nameEnd)
        return index < lines.bytes.count && lines.bytes[index] == UInt8(ascii: ":") ? index : nil
    }

    /// The end of a value without the line end that a block scalar at its end has.
    private func end(of node: SyntaxNode) -> Int {
        var end = node.range.upperBound
        guard !node.isScalar, !node.isFlow else { return end }
        if end > 0, lines.bytes[end - 1] == 0x0A { end -= 1 }
        if end > 0, lines.bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    // MARK: Children

    func reshape(_ item: SyntaxItem, as slots: [SyntaxSlot], spacing: Bool) throws(EditRefusal) -> [Splice] {
        if item.node.isFlow {
            return try FlowShape(lines: lines, node: item.node, hasComments: true) { slot in
                switch slot {
                case .new(let name?, let value):
                    return YAMLText.flowName(name) + ": " + YAMLText.flow(value, style: nil)
                case .new(nil, let value): return YAMLText.flow(value, style: nil)
                case .kept, .object: return ""
                }
            }.splices(slots)
        }
        return try YAMLBlockShape(lines: lines, node: item.node).splices(slots, spacing: spacing)
    }
}

extension SyntaxSlot {
    /// An object as it stands in a list or, without its key, in a mapping of names.
    static func named(_ object: ManifestObject, _ section: SyntaxNode) -> SyntaxSlot {
        let members = ObjectMembers.of(object)
        guard case .map = section.content, !section.items.isEmpty else {
            return .new(name: nil, .map(members))
        }
        // The name that an object stands under is its key.
        return .new(name: object.key, .map(members.filter { $0.name != ObjectWord.key.rawValue }))
    }
}
