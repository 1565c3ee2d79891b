internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Reads a CSV manifest: one kind, a column a field path, a row an object or, of a campaign, a stream's share.
struct CSVManifest {
    private let kind: Kind
    private let columns: CSVColumns
    private var findings: Findings
    private var cells: CSVCellReader
    private var objects: [CSVObjectRows] = []
    private var known: [[UInt8]: Int] = [:]
    /// The rows as they stand in the file, kept for who edits it.
    private var layout: CSVLayout?

    /// The rows of a file that has been read before, with the objects that they belong to.
    static func layout(_ bytes: [UInt8], file: String) -> CSVLayout? {
        guard let kind = kind(ofFile: file) else { return nil }
        var manifest = CSVManifest(kind: kind, findings: Findings(file: file))
        manifest.layout = CSVLayout(kind: kind, columns: manifest.columns, delimiter: delimiter(of: bytes))
        guard (try? manifest.read(bytes, { _ in })) != nil, manifest.findings.errorCount == 0 else {
            return nil
        }
        return manifest.layout
    }

    /// The objects of a file; its name tells the kind.
    /// - Parameters:
    ///   - bytes: the file.
    ///   - findings: what is wrong with it.
    ///   - sink: takes the objects in their order, each as soon as its last row may be known: where a row is an object,
    ///     no more than one is held.
    static func objects(
        _ bytes: [UInt8], _ findings: inout Findings, _ sink: (WrittenObject) -> Void
    ) {
        guard let kind = kind(ofFile: findings.file) else {
            let name = findings.file.split(separator: "/").last.map(String.init) ?? findings.file
            let stem = String(name.prefix { $0 != "." && $0 != "-" && $0 != "_" })
            let wanted = Suggestion.closest(to: stem, in: ObjectTree.kindNames)
            findings.add(
                Diagnostic(
                    .error, "manifest.kind",
                    "the name of a CSV file tells what it holds, and \"\(name)\" does not",
                    at: SourcePlace(file: findings.file),
                    help:
                        "name it \(wanted ?? "offers").csv, or \(wanted ?? "offers")-SOMETHING.csv; the kinds are "
                        + ObjectTree.kindNames.joined(separator: ", ")))
            return
        }
        var manifest = CSVManifest(kind: kind, findings: findings)
        do {
            try manifest.read(bytes, sink)
        } catch {
            manifest.findings.add(error.diagnostic(file: findings.file))
        }
        manifest.objects.reverse()
        while let object = manifest.objects.popLast() { sink(manifest.written(object)) }
        findings = manifest.findings
        for diagnostic in manifest.cells.findings.diagnostics { findings.add(diagnostic) }
    }

    /// `offers.csv`, `offers-de.csv`, `offers.de.csv` and `offers_de.csv` hold offers.
    static func kind(ofFile path: String) -> Kind? {
        let name = path.split(separator: "/").last ?? ""
        return Kind(plural: name.prefix { $0 != "." && $0 != "-" && $0 != "_" }.lowercased())
    }

    private init(kind: Kind, findings: Findings) {
        self.kind = kind
        self.columns = CSVColumns(kind)
        self.findings = findings
        cells = CSVCellReader(columns: columns, findings: Findings(file: findings.file))
    }

    private mutating func read(_ bytes: [UInt8], _ sink: (WrittenObject) -> Void) throws(FeedError) {
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let text = isWide ? Array(try SourceText.decode(bytes).utf8) : bytes
        var reader = CSVReader(text, options: CSVOptions(delimiter: Self.delimiter(of: text)))
        let header = try reader.header()
        if header.isEmpty { findings.reportEmptyFile() }
        let targets = header.map { self.target(of: $0) }
        layout?.header = header
        layout?.targets = targets
        while true {
            do {
                guard let row = try reader.next() else { return }
                add(row, targets, sink)
            } catch  where error.code == .ragged {
                findings.add(error.diagnostic(file: findings.file))
            }
        }
    }

    /// No column's name holds a delimiter, so the first one of the header is it.
    static func delimiter(of bytes: [UInt8]) -> CSVDelimiter {
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let found = line.lazy.compactMap { byte in CSVDelimiter.detected.first { $0.byte == byte } }
        return found.first ?? .comma
    }

    /// The column that a header names.
    private mutating func target(of header: CSVField) -> Int? {
        if let index = columns.all.firstIndex(where: { $0.name == header.text }) { return index }
        let top = header.text.split(separator: ".").first.map(String.init) ?? ""
        if let field = kind.fields.first(where: { $0.manifestName == top }), field.access == .ignored {
            findings.warning(
                "ignored", "RedTrack does not store `\(top)` of a \(kind.rawValue): the column is left out",
                at: header.position, length: header.text.unicodeScalars.count, help: "remove the column")
            return nil
        }
        if let field = kind.fields.first(where: { $0.name == top }), field.access == .readOnly {
            findings.error(
                "read-only", "`\(top)` is set by RedTrack", at: header.position,
                length: header.text.unicodeScalars.count, help: "remove the column")
            return nil
        }
        var reader = FieldReader(kind: kind, format: .csv, findings: findings)
        let isNested = header.text.contains(".")
        reader.unknown(
            WrittenMember(header.text, at: header.position, WrittenNode(.null, at: header.position)),
            in: isNested ? [] : kind.fields, of: "\(kind.article) \(kind.rawValue)",
            words: columns.all.map(\.name))
        findings = reader.findings
        return nil
    }

    /// Finds the object that a row belongs to.
    private mutating func add(_ row: CSVRow, _ targets: [Int?], _ sink: (WrittenObject) -> Void) {
        if columns.rows == nil, layout == nil {
            var object = CSVObjectRows(at: row.position)
            object.add(row, columns, targets, &findings)
            return sink(written(object))
        }
        let index: Int
        if columns.rows == nil {
            objects.append(CSVObjectRows(at: row.position))
            index = objects.count - 1
        } else {
            index = object(of: row, targets)
        }
        layout?.rows.append((row, index))
        objects[index].add(row, columns, targets, &findings)
    }

    private mutating func object(of row: CSVRow, _ targets: [Int?]) -> Int {
        let key = text("key", row, targets)
        let title = text("title", row, targets)
        let id = text("id", row, targets)
        let name: String
        if let key {
            name = "key " + key
        } else if let title {
            if let last = objects.indices.last,
                let index = columns.all.firstIndex(where: { $0.name == "title" }),
                let earlier = objects[last].cells[index]?.text,
                CSVCell.unguarded(earlier).utf8.elementsEqual(title.utf8)
            {
                return last
            }
            name = "title " + title
        } else if let id {
            name = "id " + id
        } else if let last = objects.indices.last {
            return last
        } else {
            name = ""
        }
        let bytes = Array(name.utf8)
        if let index = known[bytes] { return index }
        objects.append(CSVObjectRows(at: row.position))
        known[bytes] = objects.count - 1
        return objects.count - 1
    }

    private func text(_ column: String, _ row: CSVRow, _ targets: [Int?]) -> String? {
        for (field, target) in zip(row.fields, targets) {
            guard let target, columns.all[target].name == column, !field.text.isEmpty else { continue }
            return CSVCell.unguarded(field.text)
        }
        return nil
    }

    // MARK: Values

    private mutating func written(_ object: CSVObjectRows) -> WrittenObject {
        var members = cells.members(object.cells, level: .object)
        if let list = Self.list(of: object, columns, &cells) { members.append(list) }
        return WrittenObject(kind: kind, position: object.position, outerKey: nil, members: members)
    }

    private static func list(
        of object: CSVObjectRows, _ columns: CSVColumns, _ reader: inout CSVCellReader
    ) -> WrittenMember? {
        guard let rows = columns.rows else { return nil }
        if let empty = object.emptyList {
            if let element = object.elements.first {
                reader.findings.error(
                    "cell", "`\(rows.list)` are said to be empty, and have values", at: element.position,
                    help: "the `[]` stands in line \(empty.position.line): keep it or the values")
            }
            return WrittenMember(rows.list, at: empty.position, WrittenNode(.empty, at: empty.position))
        }
        guard let first = object.elements.first else { return nil }
        let nodes = object.elements.map { element in
            var members = reader.members(element.cells, level: .element)
            for name in columns.nestedLists {
                guard let records = element.nested[name] else { continue }
                let nodes = records.map { record in
                    WrittenNode(.map(reader.members(record.cells, level: .nested(name))), at: record.position)
                }
                members.append(
                    WrittenMember(
                        name, at: element.position,
                        WrittenNode(nodes.isEmpty ? .empty : .list(nodes), at: element.position)))
            }
            return WrittenNode(.map(members), at: element.position)
        }
        return WrittenMember(rows.list, at: first.position, WrittenNode(.list(nodes), at: first.position))
    }
}
