internal import RedTrack

/// Values of YAML, with the lines that they take.
extension BulkYAML {
    /// The members of a mapping, the first of which starts here; how many values there are that a filter needs, `nil`
    /// when the file is unusual.
    mutating func members(
        _ bytes: Span<UInt8>, indent: Int, _ nodes: Range<Int>, isElement: Bool
    ) -> Int? {
        var seen: UInt64 = 0
        var guess = nodes.lowerBound - 1
        var values = 0
        var unknown = 0
        guard indent < 40, nodes.count < 64 else { return nil }
        repeat {
            guard let word = name(bytes) else { return nil }
            guard let node = schema.node(named: bytes, word, in: nodes, after: guess) else {
                // What nobody knows is at fault, or raw.
                look.isSound = false
                look.hasWords = true
                unknown += 1
                guard unknown < 2, value(bytes, indent: indent, nil) != nil else { return nil }
                continue
            }
            guess = node
            let bit = UInt64(1) << UInt64(node - nodes.lowerBound)
            guard seen & bit == 0 else { return nil }
            seen |= bit
            guard let count = value(bytes, indent: indent, node) else { return nil }
            if schema.nodes[node].isFilterValue { values += count }
        } while isNext(bytes, indent: indent)
        if isElement {
            for node in nodes where schema.nodes[node].isRequired {
                if seen & (1 << UInt64(node - nodes.lowerBound)) == 0 { look.isSound = false }
            }
        }
        return values
    }

    /// Goes to the next line if it has an indentation; else stays.
    private mutating func isNext(_ bytes: Span<UInt8>, indent: Int) -> Bool {
        let (start, number) = (index, line)
        if nextLine(bytes) == indent, bytes[index] != UInt8(ascii: "-") { return true }
        // Blank lines and comments behind an object are not its own.
        (index, line) = (start, number)
        return false
    }

    /// What stands behind a name and its colon, with the lines that belong to it.
    private mutating func value(_ bytes: Span<UInt8>, indent: Int, _ node: Int?) -> Int? {
        guard isLineEnd(bytes) else {
            guard take(bytes, " ") else { return nil }
            return scalar(bytes, node)
        }
        passLine(bytes)
        let (start, number) = (index, line)
        guard let inner = nextLine(bytes), inner > indent else {
            // Nothing: the reader says so.
            (index, line) = (start, number)
            look.isSound = false
            return 0
        }
        guard inner == indent + 2 else { return nil }
        let kind = node.map { schema.nodes[$0].value }
        let below = node.map { schema.nodes[$0].below } ?? 0..<0
        if bytes[index] == UInt8(ascii: "-") { return elements(bytes, indent: inner, kind, below, node) }
        if kind != .record { look.isSound = false }
        guard
            let values = members(
                bytes, indent: inner, kind == .record ? below : 0..<0, isElement: false)
        else { return nil }
        if let node, schema.nodes[node].isFilter, values == 0 { look.isSound = false }
        return values
    }

    private mutating func elements(
        _ bytes: Span<UInt8>, indent: Int, _ kind: BulkNode.Value?, _ below: Range<Int>, _ node: Int?
    ) -> Int? {
        var values = 0
        let first = look.references.count
        while true {
            guard take(bytes, "- ") else { return nil }
            values += 1
            let start = index
            if name(bytes) != nil {
                index = start
                if kind != .records { look.isSound = false }
                guard
                    members(
                        bytes, indent: indent + 2, kind == .records ? below : 0..<0, isElement: true) != nil
                else { return nil }
            } else {
                if kind != .list { look.isSound = false }
                guard scalar(bytes, kind == .list ? below.lowerBound : nil) != nil else { return nil }
            }
            let (end, number) = (index, line)
            if nextLine(bytes) == indent, bytes[index] == UInt8(ascii: "-") { continue }
            (index, line) = (end, number)
            break
        }
        if kind == .records, hasReference(below) { checkRepeated(from: first) }
        return values
    }

    private func hasReference(_ nodes: Range<Int>) -> Bool {
        nodes.contains { schema.nodes[$0].value == .reference }
    }

    private mutating func checkRepeated(from first: Int) {
        guard look.references.count - first <= 32 else {
            look.isSound = false
            return
        }
        if BulkLook.hasRepeated(look.references, from: first) { look.isSound = false }
    }

    /// A scalar or short list up to the end of its line, and the line end.
    private mutating func scalar(_ bytes: Span<UInt8>, _ node: Int?) -> Int? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "\""): return quoted(bytes, node)
        case UInt8(ascii: "["): return words(bytes, node)
        default: return plain(bytes, node)
        }
    }

    private mutating func quoted(_ bytes: Span<UInt8>, _ node: Int?) -> Int? {
        index &+= 1
        let start = index
        var isEscaped = false
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            guard bytes[index] != 0x0A else { return nil }
            if bytes[index] == UInt8(ascii: "\\") {
                isEscaped = true
                index &+= 1
                guard index < bytes.count else { return nil }
                switch bytes[index] {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): break
                // Whether the digits behind it are fine is for the reader, who has to see the whole file then.
                case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): look.isSound = false
                default: return nil
                }
            }
            index &+= 1
        }
        let range = start..<index
        guard index < bytes.count else { return nil }
        index &+= 1
        guard isLineEnd(bytes) else { return nil }
        passLine(bytes)
        return note(bytes, range, .quoted, isEscaped: isEscaped, node)
    }

    private mutating func plain(_ bytes: Span<UInt8>, _ node: Int?) -> Int? {
        let start = index
        let first = bytes[start]
        guard
            Self.isNameByte(first) || first >= 0x80 || first == UInt8(ascii: "/")
                || first == UInt8(ascii: ".")
        else { return nil }
        while index < bytes.count, bytes[index] != 0x0A {
            let byte = bytes[index]
            if byte == UInt8(ascii: "#") {
                if bytes[index &- 1] == UInt8(ascii: " ") { return nil }
            } else if byte == UInt8(ascii: ":") {
                let next = index &+ 1
                if next >= bytes.count || bytes[next] == 0x0A || bytes[next] == UInt8(ascii: " ") {
                    return nil
                }
            }
            index &+= 1
        }
        guard bytes[index &- 1] != UInt8(ascii: " ") else { return nil }
        let range = start..<index
        passLine(bytes)
        if range.count == 4, Self.isNull(bytes, range) {
            look.isSound = false
            return 0
        }
        return note(bytes, range, .plain, isEscaped: false, node)
    }

    private static func isNull(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        BulkScalar.isWord(bytes, range, "null") || BulkScalar.isWord(bytes, range, "Null")
            || BulkScalar.isWord(bytes, range, "NULL")
    }

    /// A list of words in brackets, on one line.
    private mutating func words(_ bytes: Span<UInt8>, _ node: Int?) -> Int? {
        index &+= 1
        let value = node.map { schema.nodes[$0].value }
        var count = 0
        if take(bytes, "]") {
            // An empty list of shares is worth a warning.
            if value != .list && value != .records || node.map({ schema.nodes[$0].isRequired }) == true {
                look.isSound = false
            }
        } else {
            if value != .list { look.isSound = false }
            let below = value == .list ? node.map { schema.nodes[$0].below.lowerBound } : nil
            repeat {
                let start = index
                while index < bytes.count, YAMLScalar.isWordByte(bytes[index]) { index &+= 1 }
                guard index > start, Self.isNameByte(bytes[start]) else { return nil }
                count += 1
                if index - start == 4, Self.isNull(bytes, start..<index) { look.isSound = false }
                _ = note(bytes, start..<index, .plain, isEscaped: false, below)
            } while take(bytes, ", ")
            guard take(bytes, "]") else { return nil }
        }
        guard isLineEnd(bytes) else { return nil }
        passLine(bytes)
        return count
    }

    /// Takes a scalar down; how many values it is for a filter, `nil` when a name in it cannot be told.
    private mutating func note(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ style: BulkScalar.Style, isEscaped: Bool, _ node: Int?
    ) -> Int? {
        guard let node else {
            look.isSound = false
            return 1
        }
        guard look.note(bytes, range, style, isEscaped: isEscaped, node, schema, names, .yaml) else {
            return nil
        }
        return range.isEmpty ? 0 : 1
    }
}
