/// Lists and maps in brackets: those of JSON, and YAML's flow style.
struct FlowShape {
    let lines: SourceLines
    let node: SyntaxNode
    /// Whether a `#` starts a comment.
    let hasComments: Bool
    /// The text of a new child, its further lines indented.
    let render: (SyntaxSlot) -> String

    private var items: [SyntaxItem] { node.items }

    /// Whether each child has a line of its own.
    private var isMultiline: Bool {
        guard let first = items.first else { return false }
        return lines.hasLineEnd(node.inner.lowerBound..<first.range.lowerBound)
    }

    func splices(_ slots: [SyntaxSlot]) throws(EditRefusal) -> [Splice] {
        let kept = slots.compactMap { slot in if case .kept(let index) = slot { index } else { nil } }
        guard let first = kept.first, let last = kept.last else { return [] }
        var splices = try deletions(Set(kept), last: last)
        var before: [String] = []
        var current: Int?
        var groups: [Int: [String]] = [:]
        for slot in slots {
            if case .kept(let index) = slot {
                current = index
            } else if let current {
                groups[current, default: []].append(render(slot))
            } else {
                before.append(render(slot))
            }
        }
        let separator = separator
        if !before.isEmpty {
            let text = before.map { $0 + separator }.joined()
            splices.append(Splice(at: items[first].range.lowerBound, text))
        }
        for (index, texts) in groups.sorted(by: { $0.key < $1.key }) {
            splices += insertion(texts, after: index, isLast: index == last)
        }
        return splices
    }

    private var separator: String {
        if isMultiline, let first = items.first {
            return "," + lines.newline + lines.indentation(of: first.range.lowerBound)
        }
        if items.count > 1 {
            let gap = items[0].range.upperBound..<items[1].range.lowerBound
            let text = String(decoding: lines.bytes[gap], as: UTF8.self)
            if !text.contains("#"), text.hasPrefix(","), !text.contains("\n") { return text }
        }
        return hasComments || items.count < 2 ? ", " : ","
    }

    private func insertion(_ texts: [String], after index: Int, isLast: Bool) -> [Splice] {
        let end = items[index].range.upperBound
        let isTail = isLast && index + 1 < items.count
        if isMultiline, !isTail, let comma = commaOrComment(after: end) {
            let lineBreak = lines.newline + lines.indentation(of: items[index].range.lowerBound)
            let lineEnd = lines.end(of: end)
            if comma.hasComma {
                return [Splice(at: lineEnd, texts.map { lineBreak + $0 + "," }.joined())]
            }
            return [
                Splice(at: end, ","),
                Splice(at: lineEnd, texts.map { lineBreak + $0 }.joined(separator: ",")),
            ]
        }
        return [Splice(at: end, texts.map { separator + $0 }.joined())]
    }

    /// What stands behind a child in its line: `nil` when that is more than a comma and a comment.
    private func commaOrComment(after end: Int) -> (hasComma: Bool, hasComment: Bool)? {
        var index = lines.skipBlanks(end)
        let lineEnd = lines.end(of: end)
        let hasComma = index < lineEnd && lines.bytes[index] == UInt8(ascii: ",")
        if hasComma { index = lines.skipBlanks(index + 1) }
        if index >= lineEnd { return hasComma ? (true, false) : nil }
        guard hasComments, lines.bytes[index] == UInt8(ascii: "#") else { return nil }
        return (hasComma, true)
    }

    private func deletions(_ kept: Set<Int>, last: Int) throws(EditRefusal) -> [Splice] {
        var splices: [Splice] = []
        var index = 0
        while index < items.count {
            guard !kept.contains(index) else {
                index += 1
                continue
            }
            var end = index
            while end + 1 < items.count, !kept.contains(end + 1) { end += 1 }
            if end + 1 < items.count {
                splices += try middle(index, end)
            } else {
                let gap = items[index - 1].range.upperBound..<items[index].range.lowerBound
                let start = hasHash(gap) ? gap.upperBound : gap.lowerBound
                splices.append(Splice(start..<items[end].range.upperBound, ""))
            }
            index = end + 1
        }
        return splices
    }

    /// Takes children out that others follow; comments above those others stay.
    private func middle(_ first: Int, _ last: Int) throws(EditRefusal) -> [Splice] {
        let start = items[first].range.lowerBound
        let next = items[last + 1].range.lowerBound
        let gap = items[last].range.upperBound..<next
        guard hasHash(gap) else { return [Splice(start..<next, "")] }
        guard lines.startsLine(start), commaOrComment(after: gap.lowerBound)?.hasComma ?? false else {
            throw EditRefusal(
                problem: "comment", message: "a comment stands between elements in brackets", offset: start,
                help: "write each element on a line of its own, or make this change by hand")
        }
        return [Splice(lines.start(of: start)..<lines.next(after: gap.lowerBound), "")]
    }

    private func hasHash(_ range: Range<Int>) -> Bool {
        hasComments && lines.bytes[range].contains(UInt8(ascii: "#"))
    }
}
