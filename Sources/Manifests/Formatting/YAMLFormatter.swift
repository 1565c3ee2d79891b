internal import RedTrack

/// YAML with two spaces for each level, fields in the order of the API document and an empty line between kinds.
///
/// Scalars, and what stands in brackets, stay as they were written. A comment on a line of its own belongs to what
/// follows it, unless it is indented deeper than that.
struct YAMLFormatter {
    /// A line that holds a comment, or nothing.
    struct Remark {
        var column: Int
        var text: String
        var isBlank: Bool { text.isEmpty }
    }

    let lines: SourceLines
    let isOrdered: Bool
    var tokens: YAMLTokens
    var rows: [String] = []
    /// The columns of the blocks around what was written last, before and after.
    var chain: [(old: Int, new: Int)] = []

    static func format(_ lines: SourceLines, isOrdered: Bool) -> [UInt8]? {
        guard let documents = YAMLSyntaxParser.documents(lines) else { return nil }
        let start = lines.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var reached = start
        var rows: [String] = []
        for root in documents.roots {
            let tokens = YAMLTokens(lines, root)
            guard !tokens.isStrange else { return nil }
            // What stands between documents stays as it is.
            guard !root.isFlow, case .map(let items) = root.content, !items.isEmpty,
                lines.startsLine(root.inner.lowerBound), root.inner.lowerBound == root.range.lowerBound
            else { return nil }
            rows += raw(lines, reached..<root.inner.lowerBound)
            var formatter = YAMLFormatter(lines: lines, isOrdered: isOrdered, tokens: tokens)
            guard formatter.sections(items) else { return nil }
            rows += formatter.rows
            let last = tokens.ranges.last?.upperBound ?? reached
            reached = lines.bytes[last - 1] == 0x0A ? last : lines.next(after: last)
        }
        rows += raw(lines, reached..<lines.bytes.count)
        while let last = rows.last, last.isEmpty { rows.removeLast() }
        return lines.bytes[..<start] + Array((rows.joined(separator: lines.newline) + lines.newline).utf8)
    }

    private init(lines: SourceLines, isOrdered: Bool, tokens: YAMLTokens) {
        self.lines = lines
        self.isOrdered = isOrdered
        self.tokens = tokens
    }

    /// Whole lines as they are, without the blanks at their ends.
    private static func raw(_ lines: SourceLines, _ range: Range<Int>) -> [String] {
        var rows: [String] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let end = min(lines.end(of: index), range.upperBound)
            rows.append(YAMLComments.trimmed(lines, index..<end))
            index = lines.next(after: index)
        }
        return rows
    }

    // MARK: Blocks

    private mutating func sections(_ items: [SyntaxItem]) -> Bool {
        for (index, item) in items.enumerated() {
            guard let kind = item.name.flatMap({ Kind(plural: $0) }) else { return false }
            if index > 0 {
                let (tail, lead) = remarks(before: item)
                write(tail)
                rows.append("")
                write(Array(lead.drop { $0.isBlank }), indent: 0)
            }
            chain = [(lines.column(of: item.range.lowerBound), 0)]
            let names = MemberOrder.names(of: kind)
            guard member(item, indent: 0, level: 0, names: names, fields: kind.fields, isSection: true) else {
                return false
            }
        }
        return true
    }

    /// Adds a member: its name and its value.
    private mutating func member(
        _ item: SyntaxItem, indent: Int, level: Int, names: [String]?, fields: [FieldDescription]?,
        isSection: Bool = false, head: String? = nil
    ) -> Bool {
        let name = String(decoding: lines.bytes[item.range.lowerBound..<item.nameEnd], as: UTF8.self)
        let start = (head ?? String(repeating: " ", count: indent)) + name + ":"
        let colon = lines.skipBlanks(item.nameEnd)
        if isSection {
            return value(
                item.node, start, after: colon + 1, indent: indent, level: level, names: names,
                fields: fields, isSection: true)
        }
        let inner = fields.flatMap { MemberOrder.fields(of: item.name, in: $0) }
        return value(
            item.node, start, after: colon + 1, indent: indent, level: level,
            names: inner?.map(\.manifestName),
            fields: inner)
    }

    /// Adds what stands behind a name or a dash.
    private mutating func value(
        _ node: SyntaxNode, _ start: String, after mark: Int, indent: Int, level: Int, names: [String]?,
        fields: [FieldDescription]?, isSection: Bool = false
    ) -> Bool {
        var start = start
        var mark = mark
        if node.range.lowerBound < node.inner.lowerBound {
            let properties = YAMLComments.trimmed(lines, node.range.lowerBound..<node.inner.lowerBound)
            start += " " + properties
            mark = node.range.lowerBound + properties.utf8.count
        }
        guard !node.isFlow, !node.items.isEmpty else {
            // A value on the line below its name may have a comment before it.
            guard node.inner.isEmpty || YAMLComments.find(lines, mark..<node.inner.lowerBound).isEmpty else {
                return false
            }
            return leaf(node, start, indent: indent, mark: mark)
        }
        let isInline = !lines.hasLineEnd(mark..<node.inner.lowerBound)
        guard !isInline || start.hasSuffix("-") else { return false }
        if case .list(let items) = node.content {
            rows.append(start + trailing(mark))
            return list(items, indent: indent + 2, level: level + 1, names: names, fields: fields)
        }
        let items = node.items
        if isSection {
            rows.append(start + trailing(mark))
            return map(
                items, indent: indent + 2, level: level + 1, names: nil, fields: nil, objects: (names, fields)
            )
        }
        let isCommented = !YAMLComments.find(lines, mark..<items[0].range.lowerBound).isEmpty
        guard start.hasSuffix("-"), !isCommented else {
            rows.append(start + trailing(mark))
            return map(
                items, indent: indent + 2, level: level + 1, names: names, fields: fields, objects: nil)
        }
        return map(
            items, indent: indent + 2, level: level + 1, names: names, fields: fields, objects: nil,
            head: start + " ")
    }

    private mutating func map(
        _ items: [SyntaxItem], indent: Int, level: Int, names: [String]?, fields: [FieldDescription]?,
        objects: (names: [String]?, fields: [FieldDescription]?)?, head: String? = nil
    ) -> Bool {
        let order = names.flatMap { isOrdered ? MemberOrder.sorted(items, $0) : nil } ?? Array(items.indices)
        var remarks: [(tail: [Remark], lead: [Remark])] = []
        for (index, item) in items.enumerated() {
            remarks.append(index == 0 && head != nil ? ([], []) : self.remarks(before: item))
        }
        for (place, index) in order.enumerated() {
            let item = items[index]
            var lead = remarks[index].lead
            if index == 0 { lead = remarks[0].tail + lead }
            if place == 0 { while lead.first?.isBlank ?? false { lead.removeFirst() } }
            // Comments cannot stand between a dash and the first member on its line: they go above.
            let isBehindDash = place == 0 && head != nil
            write(lead, indent: isBehindDash ? indent - 2 : indent)
            chain = Array(chain.prefix(level)) + [(lines.column(of: item.range.lowerBound), indent)]
            let isDone =
                objects.map {
                    object(item, indent: indent, level: level, names: $0.names, fields: $0.fields)
                }
                ?? member(
                    item, indent: indent, level: level, names: names, fields: fields,
                    head: isBehindDash ? head : nil)
            guard isDone else { return false }
            // What is indented deeper than the next sibling belongs to this one.
            if index + 1 < items.count { write(remarks[index + 1].tail) }
        }
        return true
    }

    /// Adds an object that stands under its name.
    private mutating func object(
        _ item: SyntaxItem, indent: Int, level: Int, names: [String]?, fields: [FieldDescription]?
    ) -> Bool {
        let name = String(decoding: lines.bytes[item.range.lowerBound..<item.nameEnd], as: UTF8.self)
        let start = String(repeating: " ", count: indent) + name + ":"
        let colon = lines.skipBlanks(item.nameEnd)
        return value(
            item.node, start, after: colon + 1, indent: indent, level: level, names: names, fields: fields)
    }

    private mutating func list(
        _ items: [SyntaxItem], indent: Int, level: Int, names: [String]?, fields: [FieldDescription]?
    ) -> Bool {
        for (index, item) in items.enumerated() {
            var (tail, lead) = remarks(before: item)
            if index == 0 {
                lead = tail + lead
                while lead.first?.isBlank ?? false { lead.removeFirst() }
                tail = []
            }
            write(tail)
            write(lead, indent: indent)
            chain = Array(chain.prefix(level)) + [(lines.column(of: item.range.lowerBound), indent)]
            let start = String(repeating: " ", count: indent) + "-"
            guard
                value(
                    item.node, start, after: item.range.lowerBound + 1, indent: indent, level: level,
                    names: names, fields: fields)
            else { return false }
        }
        return true
    }
}
