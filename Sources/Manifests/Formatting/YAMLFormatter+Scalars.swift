extension YAMLFormatter {
    mutating func leaf(_ node: SyntaxNode, _ start: String, indent: Int, mark: Int) -> Bool {
        guard !node.inner.isEmpty else {
            rows.append(start + trailing(mark))
            return true
        }
        if case .scalar(.block) = node.content { return block(node, start, indent: indent) }
        var text = ""
        var index = node.inner.lowerBound
        let depths = flowDepths(node)
        while index < node.inner.upperBound {
            let end = min(lines.end(of: index), node.inner.upperBound)
            let content = lines.skipBlanks(index)
            if index == node.inner.lowerBound {
                text += " " + String(decoding: lines.bytes[index..<end], as: UTF8.self).trimmedEnd
            } else if content >= end {
                text += "\n"
            } else {
                // A closing bracket stands below the start of its line.
                let isClosing = "]}".utf8.contains(lines.bytes[content])
                let depth = depths.count { $0.lowerBound < content && content < $0.upperBound }
                let steps = depths.isEmpty ? 1 : isClosing ? depth - 1 : depth
                text += "\n" + String(repeating: " ", count: indent + 2 * max(steps, isClosing ? 0 : 1))
                text += String(decoding: lines.bytes[content..<end], as: UTF8.self).trimmedEnd
            }
            index = end == node.inner.upperBound ? end : lines.next(after: end)
        }
        let parts = (start + text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        rows += parts.dropLast()
        rows.append((parts.last ?? "") + trailing(node.inner.upperBound))
        return true
    }

    /// The brackets of a value, outer ones first.
    func flowDepths(_ node: SyntaxNode) -> [Range<Int>] {
        if case .scalar = node.content { return [] }
        if case .alias = node.content { return [] }
        return [node.inner] + node.items.flatMap { flowDepths($0.node) }
    }

    /// Adds a block text, its lines indented anew.
    mutating func block(_ node: SyntaxNode, _ start: String, indent: Int) -> Bool {
        let headEnd = lines.end(of: node.inner.lowerBound)
        let head = YAMLComments.trimmed(lines, node.inner.lowerBound..<min(headEnd, node.inner.upperBound))
        let mark = head.prefix { $0 != " " && $0 != "#" }
        // A text that says how deep it is indented starts with blanks, or nearly so.
        guard !mark.contains(where: \.isNumber) else { return false }
        rows.append(start + " " + head)
        var old: Int?
        var index = lines.next(after: node.inner.lowerBound)
        while index < node.inner.upperBound {
            let end = min(lines.end(of: index), node.inner.upperBound)
            let content = lines.bytes[index..<end].firstIndex { $0 != 0x20 } ?? end
            if old == nil, content < end { old = content - index }
            let blanks = min(old ?? .max, content - index)
            let rest = String(decoding: lines.bytes[index + blanks..<end], as: UTF8.self)
            rows.append(rest.isEmpty ? "" : String(repeating: " ", count: indent + 2) + rest)
            index = end == node.inner.upperBound ? end : lines.next(after: end)
        }
        return true
    }
}

extension String {
    /// Without the blanks at the end.
    var trimmedEnd: String {
        var bytes = Substring(self).utf8
        while let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0D { bytes.removeLast() }
        return String(Substring(bytes))
    }
}
