internal import RedTrack

/// Looks at JSON in which every object of an account has lines of its own, as Waybill writes it.
struct BulkJSON {
    private let names: BulkNames
    private var schema: BulkSchema
    private var kind = 0
    private var index = 0
    private var line: UInt32 = 1
    private(set) var look = BulkLook()

    /// Deeper values are left to the reader.
    private static let depth = 32

    init(_ names: BulkNames) {
        self.names = names
        schema = names.schemas[0]
    }

    /// The objects of a file, given one by one; false when the reader has to look at it.
    mutating func read(
        _ bytes: Span<UInt8>, section: (Range<Int>) -> Void, object: (BulkChunk, BulkLook) -> Bool
    ) -> Bool {
        guard !BulkText.hasVariables(bytes), take(bytes, UInt8(ascii: "{")) else { return false }
        var seen = 0
        repeat {
            let start = index
            guard let word = string(bytes), !word.isEscaped,
                let known = Kind(
                    plural: String(
                        decoding: word.range.map { bytes[$0] }, as: UTF8.self))
            else { return false }
            kind = BulkNames.number(known)
            guard seen & (1 << kind) == 0 else { return false }
            seen |= 1 << kind
            schema = names.schemas[kind]
            guard take(bytes, UInt8(ascii: ":")), take(bytes, UInt8(ascii: "[")) else { return false }
            section(start..<index)
            if take(bytes, UInt8(ascii: "]")) { continue }
            repeat {
                guard let chunk = chunk(bytes), object(chunk, look) else { return false }
            } while lastWasComma(bytes)
            guard take(bytes, UInt8(ascii: "]")) else { return false }
        } while take(bytes, UInt8(ascii: ","))
        guard take(bytes, UInt8(ascii: "}")) else { return false }
        skip(bytes)
        return index == bytes.count
    }

    /// Looks at one object again.
    mutating func read(_ bytes: Span<UInt8>, _ chunk: BulkChunk) -> Bool {
        kind = Int(chunk.kind)
        schema = names.schemas[kind]
        index = Int(chunk.start)
        look.reset()
        return take(bytes, UInt8(ascii: "{"))
            && members(bytes, schema.object, isElement: false, depth: 0) != nil
    }

    /// One object, which has its lines for itself, with the comma behind it.
    private mutating func chunk(_ bytes: Span<UInt8>) -> BulkChunk? {
        skip(bytes)
        var start = index
        while start > 0, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
        guard start > 0, bytes[start - 1] == 0x0A, take(bytes, UInt8(ascii: "{")) else { return nil }
        let number = line
        look.reset()
        guard members(bytes, schema.object, isElement: false, depth: 0) != nil,
            let key = look.key ?? look.title, key.range.count < 1 << 15,
            let name = names.name(bytes, key.range, isEscaped: key.isEscaped, .json, kind)
        else { return nil }
        if index < bytes.count, bytes[index] == UInt8(ascii: ",") { index &+= 1 }
        guard index < bytes.count, bytes[index] == 0x0A else { return nil }
        index &+= 1
        line &+= 1
        var chunk = BulkChunk()
        chunk.name = name
        chunk.start = UInt32(truncatingIfNeeded: start)
        chunk.end = UInt32(truncatingIfNeeded: index)
        chunk.line = number
        chunk.keyStart = UInt32(truncatingIfNeeded: key.range.lowerBound)
        chunk.keyCount = UInt16(key.range.count)
        chunk.kind = UInt8(kind)
        if look.isSound { chunk.flags.insert(.isSound) }
        if look.hasWords { chunk.flags.insert(.hasWords) }
        if look.key != nil { chunk.flags.insert(.hasOwnKey) }
        if key.isEscaped { chunk.flags.insert(.isEscaped) }
        return chunk
    }

    /// Whether the object that was read last has a comma behind it: then another one follows.
    private func lastWasComma(_ bytes: Span<UInt8>) -> Bool {
        index > 1 && bytes[index - 2] == UInt8(ascii: ",")
    }

    // MARK: Tokens

    private mutating func skip(_ bytes: Span<UInt8>) {
        while index < bytes.count {
            switch bytes[index] {
            case 0x0A: line &+= 1
            case 0x20, 0x09, 0x0D: break
            default: return
            }
            index &+= 1
        }
    }

    private mutating func take(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
        skip(bytes)
        guard index < bytes.count, bytes[index] == byte else { return false }
        index &+= 1
        return true
    }

    /// What stands between quotes.
    private mutating func string(_ bytes: Span<UInt8>) -> (range: Range<Int>, isEscaped: Bool, isUsual: Bool)?
    {
        guard take(bytes, UInt8(ascii: "\"")) else { return nil }
        let start = index
        var isEscaped = false
        var isUsual = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                index &+= 1
                return (start..<(index &- 1), isEscaped, isUsual)
            }
            guard byte >= 0x20 else { return nil }
            index &+= 1
            guard byte == UInt8(ascii: "\\") else { continue }
            guard index < bytes.count else { return nil }
            isEscaped = true
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): break
            case UInt8(ascii: "/"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): isUsual = false
            default: return nil
            }
            index &+= 1
        }
        return nil
    }

    // MARK: Values

    /// The members behind a brace, and the brace that ends them; how many values there are that a filter needs.
    private mutating func members(
        _ bytes: Span<UInt8>, _ nodes: Range<Int>, isElement: Bool, depth: Int
    ) -> Int? {
        var seen: UInt64 = 0
        var guess = nodes.lowerBound - 1
        var values = 0
        var unknown = 0
        guard depth < Self.depth, nodes.count < 64 else { return nil }
        if take(bytes, UInt8(ascii: "}")) {
            look.isSound = false
            return 0
        }
        repeat {
            guard let word = string(bytes), !word.isEscaped, take(bytes, UInt8(ascii: ":")) else {
                return nil
            }
            guard let node = schema.node(named: bytes, word.range, in: nodes, after: guess) else {
                look.isSound = false
                look.hasWords = true
                unknown += 1
                guard unknown < 2, value(bytes, nil, depth: depth + 1) != nil else { return nil }
                continue
            }
            guess = node
            let bit = UInt64(1) << UInt64(node - nodes.lowerBound)
            guard seen & bit == 0 else { return nil }
            seen |= bit
            guard let count = value(bytes, node, depth: depth + 1) else { return nil }
            if schema.nodes[node].isFilterValue { values += count }
        } while take(bytes, UInt8(ascii: ","))
        guard take(bytes, UInt8(ascii: "}")) else { return nil }
        if isElement {
            for node in nodes where schema.nodes[node].isRequired {
                if seen & (1 << UInt64(node - nodes.lowerBound)) == 0 { look.isSound = false }
            }
        }
        return values
    }

    private mutating func value(_ bytes: Span<UInt8>, _ node: Int?, depth: Int) -> Int? {
        skip(bytes)
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "\""):
            guard let text = string(bytes) else { return nil }
            if !text.isUsual { look.isSound = false }
            return note(bytes, text.range, .quoted, isEscaped: text.isEscaped, node)
        case UInt8(ascii: "{"):
            index &+= 1
            let isRecord = node.map { schema.nodes[$0].value == .record } ?? false
            if !isRecord { look.isSound = false }
            let below = node.map { schema.nodes[$0].below } ?? 0..<0
            guard
                let values = members(bytes, isRecord ? below : 0..<0, isElement: false, depth: depth)
            else { return nil }
            if let node, schema.nodes[node].isFilter, values == 0 { look.isSound = false }
            return values
        case UInt8(ascii: "["):
            index &+= 1
            return elements(bytes, node, depth: depth)
        default: return word(bytes, node)
        }
    }

    private mutating func elements(_ bytes: Span<UInt8>, _ node: Int?, depth: Int) -> Int? {
        let kind = node.map { schema.nodes[$0].value }
        let below = node.map { schema.nodes[$0].below } ?? 0..<0
        if kind != .list && kind != .records { look.isSound = false }
        if take(bytes, UInt8(ascii: "]")) {
            // An empty list of shares is worth a warning.
            if node.map({ schema.nodes[$0].isRequired }) == true { look.isSound = false }
            return 0
        }
        let first = look.references.count
        var count = 0
        guard depth < Self.depth else { return nil }
        repeat {
            count += 1
            skip(bytes)
            guard index < bytes.count else { return nil }
            if kind == .records, bytes[index] == UInt8(ascii: "{") {
                index &+= 1
                guard members(bytes, below, isElement: true, depth: depth + 1) != nil else { return nil }
            } else {
                if kind != .list { look.isSound = false }
                guard value(bytes, kind == .list ? below.lowerBound : nil, depth: depth + 1) != nil else {
                    return nil
                }
            }
        } while take(bytes, UInt8(ascii: ","))
        guard take(bytes, UInt8(ascii: "]")) else { return nil }
        if kind == .records, below.contains(where: { schema.nodes[$0].value == .reference }),
            look.references.count - first > 32 || BulkLook.hasRepeated(look.references, from: first)
        {
            look.isSound = false
        }
        return count
    }

    /// A number, `true`, `false` or `null`.
    private mutating func word(_ bytes: Span<UInt8>, _ node: Int?) -> Int? {
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            guard
                (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
                    || byte == UInt8(ascii: ".")
            else { break }
            index &+= 1
        }
        let range = start..<index
        if BulkScalar.isBoolean(bytes, range) { return note(bytes, range, .boolean, isEscaped: false, node) }
        if BulkScalar.isWord(bytes, range, "null") {
            look.isSound = false
            return 0
        }
        // Numbers with a sign or an exponent are for the reader.
        guard BulkScalar.isDecimal(bytes, range, aboveZero: false) else { return nil }
        return note(bytes, range, .number, isEscaped: false, node)
    }

    private mutating func note(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ style: BulkScalar.Style, isEscaped: Bool, _ node: Int?
    ) -> Int? {
        guard let node else {
            look.isSound = false
            return 1
        }
        guard look.note(bytes, range, style, isEscaped: isEscaped, node, schema, names, .json) else {
            return nil
        }
        return range.isEmpty ? 0 : 1
    }
}
