internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Makes objects of rows that are sound, without asking the reader: it would find nothing to say.
///
/// The objects are those that ``CSVManifest`` and ``ObjectReader`` make, with the same places. Campaigns, whose objects take
/// several rows, and lists of records are left to them.
struct BulkCSVObjects {
    /// A column whose cells are made values of.
    private struct Column {
        let index: Int
        let type: FieldType
        /// The field of the kind, and inside of it the member of a record.
        let field: Int
        let member: Int?
        let name: String
    }

    private let kind: Kind
    private let file: String
    private let bytes: [UInt8]
    private let fields: [FieldDescription]
    /// In the order in which the reader takes cells.
    private let columns: [Column]
    private let key: Int?
    /// The columns that are not among those.
    private let others: [Int]
    private var scanner: CSVTableScanner
    private let count: Int

    /// `nil` when the file is of a kind that takes several rows.
    init?(_ file: BulkSide.File) {
        guard let kind = CSVManifest.kind(ofFile: file.path) else { return nil }
        let table = CSVColumns(kind)
        guard table.rows == nil else { return nil }
        let delimiter = CSVManifest.delimiter(of: file.header + [0x0A])
        guard let names = BulkCSV.names(in: file.header, delimiter) else { return nil }
        let fields = kind.fields
        var columns: [(rank: Int, column: Column)] = []
        var others: [Int] = []
        var key: Int?
        for (index, name) in names.enumerated() {
            guard let rank = table.all.firstIndex(where: { $0.name == name }) else { return nil }
            let column = table.all[rank]
            if case .word(.key) = column.role {
                key = index
            } else if case .value = column.role,
                let field = fields.firstIndex(where: { $0.manifestName == column.path.first }),
                column.path.count < 3
            {
                var member: Int?
                if column.path.count == 2 {
                    guard case .record(let inner) = fields[field].type,
                        let found = inner.firstIndex(where: { $0.manifestName == column.path[1] })
                    else { return nil }
                    member = found
                }
                columns.append(
                    (
                        rank,
                        Column(
                            index: index, type: column.type, field: field, member: member,
                            name: column.path.last ?? "")
                    ))
            } else {
                others.append(index)
            }
        }
        self.kind = kind
        self.file = file.path
        bytes = file.bytes
        self.fields = fields
        self.columns = columns.sorted { $0.rank < $1.rank }.map(\.column)
        self.key = key
        self.others = others
        count = names.count
        scanner = CSVTableScanner(delimiter: delimiter, fields: names.count)
    }

    /// The object of a row, which starts at an offset of the file if that is elsewhere than in the bytes; `nil` when it is
    /// for the reader.
    mutating func object(_ chunk: BulkChunk, origin: Int? = nil) -> ManifestObject? {
        let start = Int(chunk.start)
        let bytes = bytes
        guard chunk.flags.contains(.isSound), let row = scanner.row(in: bytes.span, at: start),
            row.count == count, isOneLine(start..<row.next)
        else { return nil }
        for other in others where !scanner.field(other).isEmpty { return nil }
        var positions = Positions(
            start: start, line: Int(chunk.line), shift: (origin ?? start) - start)
        var object = ManifestObject(
            kind: kind, key: "", hasExplicitKey: false,
            place: SourcePlace(file: file, position: positions.position(bytes, at: start)))
        var records: [(field: Int, members: [(order: Int, member: Member)], position: SourcePosition)] = []
        var values: [(field: Int, node: Node)] = []
        for column in columns {
            guard let text = text(column.index, start) else { continue }
            let place = start + scanner.start(column.index)
            let position = positions.position(bytes, at: place)
            guard let node = node(column, text, at: position, place) else { return nil }
            guard let member = column.member else {
                values.append((column.field, node))
                continue
            }
            let named = (order: member, member: Member(column.name, node, at: position))
            if records.last?.field == column.field {
                records[records.count - 1].members.append(named)
            } else {
                records.append((column.field, [named], position))
            }
        }
        for record in records {
            let members = record.members.sorted { $0.order < $1.order }.map(\.member)
            values.append((record.field, Node(.map(members), at: record.position)))
        }
        values.sort { $0.field < $1.field }
        object.fields = values.map { value in
            ManifestField(
                fields[value.field], value.node, at: SourcePlace(file: file, position: value.node.position))
        }
        if let key = key.flatMap({ text($0, start) }) {
            object.key = key
            object.hasExplicitKey = true
        } else {
            guard let title = object.title else { return nil }
            object.key = title
        }
        return object
    }

    private func isOneLine(_ row: Range<Int>) -> Bool {
        var end = row.upperBound
        while end > row.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return !bytes[row.lowerBound..<end].contains { $0 == 0x0A || $0 == 0x0D }
    }

    /// The text of a cell; `nil` when it says nothing.
    private func text(_ column: Int, _ start: Int) -> String? {
        let field = scanner.field(column)
        if field.isEmpty { return nil }
        let range = (field.lowerBound + start)..<(field.upperBound + start)
        guard scanner.hasEscapes(column) else { return String(decoding: bytes[range], as: UTF8.self) }
        return BulkNames.unescaped(bytes.span, range, .csv).map { String(decoding: $0, as: UTF8.self) }
    }

    private func node(_ column: Column, _ text: String, at position: SourcePosition, _ place: Int) -> Node? {
        switch column.type {
        case .text, .reference: return Node(.string(text), at: position)
        case .integer, .decimal: return Node(.number(text), at: position)
        case .boolean: return Node(.bool(text == "true"), at: position)
        case .choice(let choices):
            let number = choices.first { $0.names.contains(text) }?.number
            return number.map { Node(.number(String($0)), at: position) }
        case .texts:
            let quote = bytes[place] == UInt8(ascii: "\"") ? 1 : 0
            var part = position
            part.column += quote
            part.offset += quote
            var nodes: [Node] = []
            for word in text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
                let text = String(Substring(word))
                nodes.append(Node(.string(text), at: part))
                part.column += text.unicodeScalars.count + 1
                part.offset += word.count + 1
            }
            return Node(.list(nodes), at: position)
        case .record, .records, .statistics: return nil
        }
    }

    /// Where bytes of a row stand: asked for in any order, and counted from the one before.
    private struct Positions {
        private let start: Int
        private let line: Int
        private let shift: Int
        private var last: Int
        private var column = 1

        init(start: Int, line: Int, shift: Int) {
            self.start = start
            self.line = line
            self.shift = shift
            last = start
        }

        mutating func position(_ bytes: [UInt8], at index: Int) -> SourcePosition {
            if index < last { (last, column) = (start, 1) }
            while last < index {
                if bytes[last] & 0xC0 != 0x80 { column += 1 }
                last += 1
            }
            return SourcePosition(line: line, column: column, offset: index + shift)
        }
    }
}
