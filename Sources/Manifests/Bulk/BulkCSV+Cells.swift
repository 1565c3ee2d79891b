internal import Feeds
internal import RedTrack

/// The cells of rows.
extension BulkCSV {
    mutating func look(at bytes: Span<UInt8>, _ start: Int, isNew: Bool) {
        var filters: UInt64 = 0
        var filtersWithValues: UInt64 = 0
        var selector: Range<Int>?
        var hasElement = false
        var hasShare = false
        var elementFound = 0
        var lists: UInt64 = 0
        if isNew {
            endStream()
            state.selector = 0
            state.hasStream = false
        }
        for index in columns.indices {
            let field = scanner.field(index)
            if field.isEmpty { continue }
            let column = columns[index]
            let range = (field.lowerBound &+ start)..<(field.upperBound &+ start)
            switch column.level {
            case .object:
                // Further rows say which object they belong to, and nothing more of it.
                if !isNew, column.role != .key && column.role != .title { look.isSound = false }
            case .element:
                if column.role == .selector { selector = range } else { hasElement = true }
            case .nested: hasShare = true
            }
            switch column.role {
            case .selector: break
            case .close:
                look.isSound = false
                look.hasWords = true
            case .parts:
                let count = countParts(bytes, range, column)
                if lists & (1 << UInt64(column.list)) != 0, parts[column.list] != count {
                    look.isSound = false
                }
                parts[column.list] = count
            case .key, .title, .value:
                if column.isList {
                    _ = countParts(bytes, range, column)
                } else {
                    check(bytes, range, column, isEscaped: scanner.hasEscapes(index))
                }
                if column.filter >= 0 {
                    filters |= 1 << UInt64(column.filter)
                    if column.isFilterValue { filtersWithValues |= 1 << UInt64(column.filter) }
                } else if column.level == .element, schema.nodes[column.node].isRequired {
                    elementFound += 1
                }
            }
            if column.list >= 0 {
                let bit = UInt64(1) << UInt64(column.list)
                if lists & bit == 0 { found[column.list] = 0 }
                lists |= bit
                if schema.nodes[column.node].isRequired { found[column.list] += 1 }
            }
        }
        if filters != filtersWithValues { look.isSound = false }
        if hasRows { stream(bytes, selector, hasElement: hasElement, hasShare: hasShare) }
        // Lists are sent whole: what an element needs must stand in its row.
        if hasElement, elementFound != elementNeeds { look.isSound = false }
        guard lists != 0 else { return }
        for list in needs.indices where lists & (1 << UInt64(list)) != 0 && found[list] != needs[list] {
            look.isSound = false
        }
    }

    /// What the row says of a stream.
    private mutating func stream(
        _ bytes: Span<UInt8>, _ selector: Range<Int>?, hasElement: Bool, hasShare: Bool
    ) {
        guard let selector else {
            if hasElement || hasShare { look.isSound = false }
            return
        }
        guard let number = BulkScalar.integer(bytes, selector), number > 0 else {
            look.isSound = false
            return
        }
        if number != state.selector {
            // Numbers that grow never come again.
            if number < state.selector { look.isSound = false }
            let shares = pending
            endStream()
            pending = shares
            state.selector = number
            state.hasStream = true
            if !hasElement { look.isSound = false }
        } else if hasElement {
            look.isSound = false
        }
        for (list, name) in pending {
            state.shares[list].append(name)
            if list == offersList { state.hasShares = true }
        }
        pending.removeAll(keepingCapacity: true)
    }

    mutating func endStream() {
        guard hasRows else { return }
        if state.hasStream, !state.hasShares { look.isSound = false }
        for list in state.shares.indices {
            if state.shares[list].count > 32 || BulkLook.hasRepeated(state.shares[list], from: 0) {
                look.isSound = false
            }
            state.shares[list].removeAll(keepingCapacity: true)
        }
        state.hasShares = false
        state.hasStream = false
        pending.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private mutating func check(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ column: BulkColumn, isEscaped: Bool
    ) {
        if Self.isSpecial(bytes[range.lowerBound]) {
            look.isSound = false
            if schema.nodes[column.node].value == .reference { isUntold = true }
        }
        if !BulkScalar.accepts(bytes, range, .plain, column.node, schema) { look.isSound = false }
        guard schema.nodes[column.node].value == .reference else { return }
        let kind = BulkNames.number(schema.nodes[column.node].kind)
        guard let name = names.name(bytes, range, isEscaped: isEscaped, .csv, kind) else {
            isUntold = true
            return
        }
        look.references.append(name)
        if column.level == .nested { pending.append((column.list, name)) }
    }

    /// Whether a cell that starts with a byte may mean something else than it shows.
    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "@"), UInt8(ascii: "'"), 0x00...0x20:
            true
        default: false
        }
    }

    /// Checks the parts of a list; how many there are.
    private mutating func countParts(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ column: BulkColumn
    ) -> Int {
        var count = 0
        var start = range.lowerBound
        var index = range.lowerBound
        while index <= range.upperBound {
            if index == range.upperBound || bytes[index] == UInt8(ascii: "|") {
                count += 1
                let part = start..<index
                if part.isEmpty || Self.isSpecial(bytes[start])
                    || !BulkScalar.accepts(bytes, part, .plain, column.node, schema)
                {
                    look.isSound = false
                }
                start = index + 1
            } else if bytes[index] == UInt8(ascii: "\\") || bytes[index] == UInt8(ascii: "\"") {
                look.isSound = false
            }
            index += 1
        }
        return count
    }
}
