internal import Feeds
internal import RedTrack

/// Looks at the rows of a CSV manifest.
struct BulkCSV {
    private let names: BulkNames
    private let kind: Int
    private let hasRows: Bool
    private let schema: BulkSchema
    private let columns: [BulkColumn]
    private var scanner: CSVTableScanner
    /// Where the first row starts, and the number of its line.
    let firstRow: Int
    private let firstLine: UInt32
    private(set) var look = BulkLook()
    /// The names of the columns, in order, and what stands between them: rows of tables that differ in it cannot be
    /// compared by their bytes.
    let header: [UInt8]

    // The row that is looked at.
    private var rowKey: (range: Range<Int>, isEscaped: Bool)?
    private var rowTitle: (range: Range<Int>, isEscaped: Bool)?
    private var state = RowState()

    /// What the rows of one object have shown so far.
    private struct RowState {
        var selector = 0
        /// Where the references of this stream start, by list.
        var shares: [[UInt64]] = []
        var hasShares = false
        var hasStream = false
    }

    /// `nil` when the reader has to look at the file.
    init?(_ bytes: [UInt8], file: String, _ names: BulkNames) {
        let span = bytes.span
        guard let kind = CSVManifest.kind(ofFile: file), let first = bytes.first, first < 0x80,
            first != 0x0A, first != 0x0D, !BulkText.hasVariables(span)
        else { return nil }
        let delimiter = CSVManifest.delimiter(of: bytes)
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        guard line.count < 1 << 14, !line.contains(UInt8(ascii: "\"")) else { return nil }
        let words = line.split(separator: delimiter.byte, omittingEmptySubsequences: false)
        let table = CSVColumns(kind)
        self.names = names
        self.kind = BulkNames.number(kind)
        schema = names.schemas[self.kind]
        hasRows = table.rows != nil
        var lists: [String] = []
        var filters: [String] = []
        var columns: [BulkColumn] = []
        var seen: Set<String> = []
        for word in words {
            guard let text = String(validating: word, as: UTF8.self), seen.insert(text).inserted,
                let column = table.column(named: text)
            else { return nil }
            columns.append(
                BulkColumn(column, schema, rows: table.rows?.list, lists: &lists, filters: &filters))
        }
        guard filters.count < 60, lists.count < 60 else { return nil }
        self.columns = columns
        keyColumn = columns.firstIndex { $0.role == .key }
        titleColumn = columns.firstIndex { $0.role == .title }
        let schema = schema
        offersList =
            columns.first {
                $0.level == .nested && schema.nodes[$0.node].value == .reference
                    && schema.nodes[$0.node].kind == .offer
            }?.list ?? -1
        needs = lists.map { list in
            let path = list.split(separator: ".").map(String.init)
            let node = schema.node(at: path) ?? schema.node(at: [table.rows?.list ?? ""] + path)
            let below = node.map { schema.nodes[$0].below } ?? 0..<0
            return below.count { schema.nodes[$0].isRequired }
        }
        let element =
            table.rows.flatMap { schema.node(at: [$0.list]) }.map { schema.nodes[$0].below } ?? 0..<0
        elementNeeds = element.count { schema.nodes[$0].isRequired && schema.nodes[$0].value != .records }
        header = Array(line)
        scanner = CSVTableScanner(delimiter: delimiter, fields: columns.count)
        var start = line.count
        if start < bytes.count, bytes[start] == 0x0D { start += 1 }
        if start < bytes.count, bytes[start] == 0x0A { start += 1 }
        firstRow = start
        firstLine = 2
        state.shares = lists.map { _ in [] }
        parts = [Int](repeating: 0, count: lists.count)
        found = parts
    }

    /// The objects of the file, given one by one; false when the reader has to look at it.
    mutating func read(_ bytes: Span<UInt8>, object: (BulkChunk, BulkLook) -> Bool) -> Bool {
        var start = firstRow
        var line = firstLine
        var chunk: BulkChunk?
        var titleName: UInt64 = 0
        while start < bytes.count {
            let byte = bytes[start]
            if byte == 0x0A || byte == 0x0D {
                start &+= 1
                if byte == 0x0A || start >= bytes.count || bytes[start] != 0x0A { line &+= 1 }
                continue
            }
            guard let row = scanner.row(in: bytes, at: start), row.count == columns.count else {
                return false
            }
            let isNew: Bool
            identify(bytes, start)
            var title: UInt64 = 0
            if hasRows, let known = chunk {
                var name: UInt64?
                if let rowKey {
                    name = names.name(bytes, rowKey.range, isEscaped: rowKey.isEscaped, .csv, kind)
                }
                if let rowTitle {
                    guard
                        let hash = names.name(
                            bytes, rowTitle.range, isEscaped: rowTitle.isEscaped, .csv, kind)
                    else { return false }
                    title = hash
                }
                if rowKey != nil {
                    isNew = name != known.name || !known.flags.contains(.hasOwnKey)
                } else {
                    isNew = rowTitle != nil && title != titleName
                }
            } else {
                isNew = true
                if hasRows, let rowTitle {
                    title =
                        names.name(bytes, rowTitle.range, isEscaped: rowTitle.isEscaped, .csv, kind) ?? 0
                }
            }
            if isNew {
                if let done = chunk, !finish(done, object) { return false }
                look.reset()
                guard let key = rowKey ?? rowTitle, key.range.count < 1 << 15,
                    let name = names.name(bytes, key.range, isEscaped: key.isEscaped, .csv, kind)
                else { return false }
                var new = BulkChunk()
                new.name = name
                new.start = UInt32(truncatingIfNeeded: start)
                new.line = line
                new.keyStart = UInt32(truncatingIfNeeded: key.range.lowerBound)
                new.keyCount = UInt16(key.range.count)
                new.kind = UInt8(kind)
                if rowKey != nil { new.flags.insert(.hasOwnKey) }
                if key.isEscaped { new.flags.insert(.isEscaped) }
                chunk = new
                titleName = title
                look.key = rowKey
                look.title = rowTitle
            }
            look(at: bytes, start, isNew: isNew)
            chunk?.end = UInt32(truncatingIfNeeded: row.next)
            start = row.next
            line &+= UInt32(truncatingIfNeeded: row.lines)
        }
        if let done = chunk { return finish(done, object) }
        return true
    }

    /// Looks at one object again.
    mutating func read(_ bytes: Span<UInt8>, _ chunk: BulkChunk) -> Bool {
        look.reset()
        var start = Int(chunk.start)
        var isNew = true
        while start < Int(chunk.end) {
            if bytes[start] == 0x0A || bytes[start] == 0x0D {
                start &+= 1
                continue
            }
            guard let row = scanner.row(in: bytes, at: start), row.count == columns.count else {
                return false
            }
            identify(bytes, start)
            if isNew { (look.key, look.title) = (rowKey, rowTitle) }
            look(at: bytes, start, isNew: isNew)
            isNew = false
            start = row.next
        }
        endStream()
        return !isUntold
    }

    private mutating func finish(_ chunk: BulkChunk, _ object: (BulkChunk, BulkLook) -> Bool) -> Bool {
        endStream()
        var chunk = chunk
        if look.isSound { chunk.flags.insert(.isSound) }
        if look.hasWords { chunk.flags.insert(.hasWords) }
        return !isUntold && object(chunk, look)
    }

    /// Finds the names in a row.
    @inline(__always)
    private mutating func identify(_ bytes: Span<UInt8>, _ start: Int) {
        rowKey = keyColumn.flatMap { name(in: $0, start) }
        rowTitle = titleColumn.flatMap { name(in: $0, start) }
    }

    @inline(__always)
    private func name(in column: Int, _ start: Int) -> (range: Range<Int>, isEscaped: Bool)? {
        let field = scanner.field(column)
        if field.isEmpty { return nil }
        return ((field.lowerBound &+ start)..<(field.upperBound &+ start), scanner.hasEscapes(column))
    }
    private let keyColumn: Int?
    private let titleColumn: Int?

    // MARK: Cells

    /// How many parts the cells of each list have in this row.
    private var parts: [Int]
    /// How many fields each list's elements need, and the element that the row is about; and how many are there.
    private let needs: [Int]
    private let elementNeeds: Int
    private var found: [Int]
    /// Whether a name in some cell cannot be told.
    private var isUntold = false

    private mutating func look(at bytes: Span<UInt8>, _ start: Int, isNew: Bool) {
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

    /// The shares of the row that is looked at.
    private var pending: [(list: Int, name: UInt64)] = []
    private let offersList: Int

    private mutating func endStream() {
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
