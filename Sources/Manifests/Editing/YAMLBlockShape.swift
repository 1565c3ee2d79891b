internal import Feeds

/// YAML's lists and maps that take a line, or several, for each child.
struct YAMLBlockShape {
    let lines: SourceLines
    let node: SyntaxNode

    private var items: [SyntaxItem] { node.items }

    func splices(_ slots: [SyntaxSlot], spacing: Bool) throws(EditRefusal) -> [Splice] {
        try checkSimple()
        let kept = slots.compactMap { slot in if case .kept(let index) = slot { index } else { nil } }
        guard let first = kept.first else { return [] }
        let column = lines.column(of: items[0].range.lowerBound)
        let gap = spacing && isSpaced ? "\n" : ""
        var splices = deletions(Set(kept), first: first)
        var current: Int?
        var before = ""
        var groups: [Int: String] = [:]
        for slot in slots {
            if case .kept(let index) = slot {
                current = index
                continue
            }
            let text = Self.text(slot, indent: column) + "\n"
            if let current { groups[current, default: ""] += gap + text } else { before += text + gap }
        }
        if !before.isEmpty {
            // The first one starts where the first child does, which may be behind a dash.
            let blanks = String(repeating: " ", count: column)
            let text = String(before.drop { $0 == " " }) + blanks
            splices.append(Splice(at: items[first].range.lowerBound, lines.withLineEnds(text)))
        }
        for (index, text) in groups.sorted(by: { $0.key < $1.key }) {
            let offset = end(of: items[index])
            let isOpen = offset == lines.bytes.count && lines.endsInsideLine
            splices.append(Splice(at: offset, lines.withLineEnds(isOpen ? "\n" + text.dropLast() : text)))
        }
        return splices
    }

    private static func text(_ slot: SyntaxSlot, indent: Int) -> String {
        switch slot {
        case .new(let name?, let value): YAMLText.block(.map([Member(name, value)]), indent: indent)
        case .new(nil, let value): YAMLText.block(.list([Node(value)]), indent: indent)
        case .kept, .object: ""
        }
    }

    /// Keys behind a question mark are rare, and their colons stand on lines of their own.
    private func checkSimple() throws(EditRefusal) {
        guard case .map = node.content else { return }
        for item in items {
            let start = lines.start(of: item.range.lowerBound)
            let head = lines.bytes[start..<item.range.lowerBound]
            guard !head.contains(UInt8(ascii: "?")) else {
                throw EditRefusal(
                    problem: "key", message: "a mapping with `?` keys is not edited",
                    offset: item.range.lowerBound,
                    help: "write its keys as `key: value`")
            }
        }
    }

    /// Whether the last two children have an empty line between them.
    private var isSpaced: Bool {
        guard items.count > 1 else { return false }
        let end = end(of: items[items.count - 2])
        return end < items[items.count - 1].range.lowerBound && lines.skipBlanks(end) == lines.end(of: end)
    }

    /// The start of the line below a child, or the end of the file.
    private func end(of item: SyntaxItem) -> Int {
        let end = item.range.upperBound
        // Block scalars end with their line.
        if end > item.range.lowerBound, lines.bytes[end - 1] == 0x0A || lines.bytes[end - 1] == 0x0D {
            return end
        }
        return lines.next(after: end)
    }

    private func deletions(_ kept: Set<Int>, first: Int) -> [Splice] {
        var splices: [Splice] = []
        var done = 0
        if first > 0, !lines.startsLine(items[0].range.lowerBound) {
            // They start behind a dash: what follows them moves up, unless a comment stands between.
            let isBare = (0..<first).allSatisfy { index in
                lines.isBlank(items[index].range.upperBound..<items[index + 1].range.lowerBound)
            }
            let start = items[0].range.lowerBound
            let end = isBare ? items[first].range.lowerBound : items[0].range.upperBound
            splices.append(Splice(start..<end, ""))
            done = isBare ? first : 1
        }
        for (index, item) in items.enumerated() where index >= done && !kept.contains(index) {
            splices.append(Splice(lines.start(of: item.range.lowerBound)..<end(of: item), ""))
        }
        return splices
    }
}
