/// Everything in a YAML text that is no comment and no white space: names, marks and scalars, in order.
struct YAMLTokens {
    private(set) var ranges: [Range<Int>] = []
    private let lines: SourceLines
    /// Whether something stands where it is not looked for, such as a comment between a tag and its value.
    private(set) var isStrange = false

    init(_ lines: SourceLines, _ root: SyntaxNode) {
        self.lines = lines
        add(root)
    }

    private mutating func add(_ node: SyntaxNode) {
        if node.inner.lowerBound > node.range.lowerBound {
            let properties = node.range.lowerBound..<node.inner.lowerBound
            let text = lines.bytes[properties]
            if text.contains(0x0A) || text.contains(UInt8(ascii: "#")) {
                // An anchor on the line of the name, and its block below, is usual.
                let end = lines.end(of: properties.lowerBound)
                guard lines.isBlank(end..<properties.upperBound), !text.contains(UInt8(ascii: "#")) else {
                    isStrange = true
                    return
                }
            }
            var end = properties.upperBound
            while end > properties.lowerBound, lines.bytes[end - 1] <= 0x20 { end -= 1 }
            ranges.append(properties.lowerBound..<end)
        }
        guard !node.isFlow, !node.items.isEmpty else {
            if !node.inner.isEmpty { ranges.append(node.inner) }
            return
        }
        for item in node.items {
            if case .list = node.content {
                ranges.append(item.range.lowerBound..<item.range.lowerBound + 1)
            } else {
                let colon = lines.skipBlanks(item.nameEnd)
                let head = lines.bytes[lines.start(of: item.range.lowerBound)..<item.range.lowerBound]
                guard colon < lines.bytes.count, lines.bytes[colon] == UInt8(ascii: ":"),
                    !head.contains(UInt8(ascii: "?")), item.name != nil
                else {
                    isStrange = true
                    return
                }
                ranges.append(item.range.lowerBound..<item.nameEnd)
                ranges.append(colon..<colon + 1)
            }
            add(item.node)
        }
    }

    /// The end of the last token before a place; `nil` when there is none.
    func end(before offset: Int) -> Int? {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? ranges[low - 1].upperBound : nil
    }
}

/// The comments of a YAML text.
enum YAMLComments {
    /// All of them, without the blanks at their ends; `nil` when the text cannot be taken apart.
    static func all(_ lines: SourceLines) -> [String]? {
        guard let documents = YAMLSyntaxParser.documents(lines) else { return nil }
        var comments: [String] = []
        var reached = 0
        for root in documents.roots {
            for token in leaves(root).sorted(by: { $0.lowerBound < $1.lowerBound }) {
                comments += find(lines, reached..<max(reached, token.lowerBound))
                reached = max(reached, token.upperBound)
            }
        }
        return comments + find(lines, reached..<lines.bytes.count)
    }

    /// The scalars and aliases of a value, with the names of its members.
    private static func leaves(_ node: SyntaxNode) -> [Range<Int>] {
        guard !node.items.isEmpty else { return [node.inner] }
        return node.items.flatMap { item in
            (item.name == nil ? [] : [item.range.lowerBound..<item.nameEnd]) + leaves(item.node)
        }
    }

    /// The comments between two tokens.
    static func find(_ lines: SourceLines, _ range: Range<Int>) -> [String] {
        var comments: [String] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard lines.bytes[index] == UInt8(ascii: "#"),
                index == 0 || lines.bytes[index - 1] <= 0x20 || index == 3
            else {
                index += 1
                continue
            }
            var end = lines.end(of: index)
            comments.append(trimmed(lines, index..<end))
            end = max(end, index + 1)
            index = end
        }
        return comments
    }

    static func trimmed(_ lines: SourceLines, _ range: Range<Int>) -> String {
        var end = range.upperBound
        while end > range.lowerBound, lines.bytes[end - 1] <= 0x20 { end -= 1 }
        return String(decoding: lines.bytes[range.lowerBound..<end], as: UTF8.self)
    }
}
