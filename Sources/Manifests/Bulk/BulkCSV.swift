internal import Feeds
internal import RedTrack

/// Looks at the rows of a CSV manifest.
struct BulkCSV {
    let names: BulkNames
    let kind: Int
    let hasRows: Bool
    let schema: BulkSchema
    let columns: [BulkColumn]
    var scanner: CSVTableScanner
    /// Where the first row starts, and the number of its line.
    let firstRow: Int
    private let firstLine: UInt32
    var look = BulkLook()
    /// The names of the columns, in order, and what stands between them: rows of tables that differ in it cannot be
    /// compared by their bytes.
    let header: [UInt8]

    // The row that is looked at.
    private var rowKey: (range: Range<Int>, isEscaped: Bool)?
    private var rowTitle: (range: Range<Int>, isEscaped: Bool)?
    var state = RowState()

    /// What the rows of one object have shown so far.
    struct RowState {
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
        guard let words = Self.names(in: Array(line), delimiter) else { return nil }
        let table = CSVColumns(kind)
        self.names = names
        self.kind = BulkNames.number(kind)
        schema = names.schemas[self.kind]
        hasRows = table.rows != nil
        var lists: [String] = []
        var filters: [String] = []
        var columns: [BulkColumn] = []
        var seen: Set<String> = []
        for text in words {
            guard seen.insert(text).inserted, let column = table.column(named: text) else { return nil }
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

    /// The names of the columns in a header of one line.
    static func names(in header: [UInt8], _ delimiter: CSVDelimiter) -> [String]? {
        guard header.count < 1 << 14 else { return nil }
        var reader = CSVReader(header + [0x0A], options: CSVOptions(delimiter: delimiter))
        return (try? reader.header())?.map(\.text)
    }

    /// The row of a table of values that starts at an index, looked at as an object of its own, without its place.
    /// - Parameters:
    ///   - bytes: what the row stands in.
    ///   - start: where it starts, with no line end.
    ///   - isAtEnd: whether the file ends with the bytes.
    ///   - looks: whether cells are looked at.
    /// - Returns: `nil` when more bytes are needed, or the reader has to look at it.
    @inline(__always)
    mutating func row(_ bytes: Span<UInt8>, at start: Int, isAtEnd: Bool, looks: Bool) -> BulkRow? {
        guard let row = scanner.row(in: bytes, at: start, isAtEnd: isAtEnd), row.count == columns.count
        else { return nil }
        identify(bytes, start)
        guard let key = rowKey ?? rowTitle, key.range.count < 1 << 15,
            let name = names.name(bytes, key.range, isEscaped: key.isEscaped, .csv, kind)
        else { return nil }
        look.reset()
        (look.key, look.title) = (rowKey, rowTitle)
        if looks { look(at: bytes, start, isNew: true) } else { look.isSound = false }
        return BulkRow(
            name: name, next: row.next, lines: row.lines, key: key.range, isEscaped: key.isEscaped,
            hasOwnKey: rowKey != nil)
    }

    /// Whether objects may have a key beside their title.
    var hasKeys: Bool { keyColumn != nil }

    /// How many columns name other objects.
    var referenceColumns: Int { columns.count { schema.nodes[$0.node].value == .reference } }

    /// Whether rows say nothing but values: then a row that is the same as one that was looked at says the same.
    var hasValuesAlone: Bool { !hasRows && !columns.contains { $0.role == .close } }

    /// The objects of the file, given one by one; false when the reader has to look at it. Cells are looked at when
    /// `looks` says so; without that no object is taken for sound, and nothing is known of what it refers to.
    mutating func read(
        _ bytes: Span<UInt8>, looks: Bool = true, object: (BulkChunk, BulkLook) -> Bool
    ) -> Bool {
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
            if looks { look(at: bytes, start, isNew: isNew) } else { look.isSound = false }
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

    // MARK: What cells are held against

    /// How many parts the cells of each list have in this row.
    var parts: [Int]
    /// How many fields each list's elements need, and the element that the row is about; and how many are there.
    let needs: [Int]
    let elementNeeds: Int
    var found: [Int]
    /// Whether a name in some cell cannot be told.
    var isUntold = false
    /// The shares of the row that is looked at.
    var pending: [(list: Int, name: UInt64)] = []
    let offersList: Int
}
