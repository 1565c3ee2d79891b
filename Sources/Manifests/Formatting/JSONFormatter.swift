internal import RedTrack

/// JSON with a line for each member and element, indented by two spaces, its scalars as they were written.
struct JSONFormatter {
    private let lines: SourceLines
    private let isOrdered: Bool
    private var text: [UInt8] = []

    static func format(_ lines: SourceLines, isOrdered: Bool) -> [UInt8]? {
        var parser = JSONSyntaxParser(lines)
        guard let root = parser.document() else { return nil }
        var formatter = JSONFormatter(lines: lines, isOrdered: isOrdered)
        if lines.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { formatter.text = [0xEF, 0xBB, 0xBF] }
        formatter.write(root, depth: 0, names: nil, fields: nil)
        return formatter.text + lines.newline.utf8
    }

    private init(lines: SourceLines, isOrdered: Bool) {
        self.lines = lines
        self.isOrdered = isOrdered
    }

    /// Adds a value; `names` is the order of its members, `fields` what they are.
    private mutating func write(_ node: SyntaxNode, depth: Int, names: [String]?, fields: [FieldDescription]?)
    {
        switch node.content {
        case .scalar, .alias: text += lines.bytes[node.inner]
        case .list(let items):
            guard !items.isEmpty else {
                text += "[]".utf8
                return
            }
            text.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                lineBreak(depth + 1)
                write(item.node, depth: depth + 1, names: names, fields: fields)
            }
            lineBreak(depth)
            text.append(UInt8(ascii: "]"))
        case .map(let items):
            guard !items.isEmpty else {
                text += "{}".utf8
                return
            }
            text.append(UInt8(ascii: "{"))
            let order =
                names.flatMap { isOrdered ? MemberOrder.sorted(items, $0) : nil } ?? Array(items.indices)
            for (place, index) in order.enumerated() {
                let item = items[index]
                if place > 0 { text.append(UInt8(ascii: ",")) }
                lineBreak(depth + 1)
                text += lines.bytes[item.range.lowerBound..<item.nameEnd]
                text += ": ".utf8
                if depth == 0, let kind = item.name.flatMap({ Kind(plural: $0) }) {
                    section(item.node, kind)
                } else {
                    let inner = fields.flatMap { MemberOrder.fields(of: item.name, in: $0) }
                    write(item.node, depth: depth + 1, names: inner?.map(\.manifestName), fields: inner)
                }
            }
            lineBreak(depth)
            text.append(UInt8(ascii: "}"))
        }
    }

    /// Adds the objects of a kind, in a list or under their names.
    private mutating func section(_ node: SyntaxNode, _ kind: Kind) {
        guard case .map(let items) = node.content, !items.isEmpty else {
            return write(node, depth: 1, names: MemberOrder.names(of: kind), fields: kind.fields)
        }
        text.append(UInt8(ascii: "{"))
        for (index, item) in items.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            lineBreak(2)
            text += lines.bytes[item.range.lowerBound..<item.nameEnd]
            text += ": ".utf8
            write(item.node, depth: 2, names: MemberOrder.names(of: kind), fields: kind.fields)
        }
        lineBreak(1)
        text.append(UInt8(ascii: "}"))
    }

    private mutating func lineBreak(_ depth: Int) {
        text += lines.newline.utf8
        text += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }
}
