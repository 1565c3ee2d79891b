internal import Feeds
internal import RedTrack

/// All objects of some files, as ranges of lines that are found by the objects' names.
struct BulkSide: Sendable {
    /// One file.
    struct File: Sendable {
        var path: String
        var format: ManifestFormat
        var bytes: [UInt8]
        /// What the lines of different files must share to be compared: the header of a CSV file.
        var header: [UInt8] = []
        /// Where each object stands in the file, if only some of its rows are in ``bytes``.
        var origins: [Int]?
        var sections: [BulkSection] = []
        var chunks = 0..<0
    }

    let names: BulkNames
    private(set) var files: [File] = []
    /// The objects, in the order of the files.
    private(set) var chunks: [BulkChunk] = []
    /// All names that some object refers to.
    private(set) var references = BulkHashSet()
    private var slots: [UInt32] = []

    /// Looks at files; `nil` when the readers have to: at unusual or faulty files, and when a name occurs twice.
    /// - Parameters:
    ///   - files: the files.
    ///   - names: what makes numbers of names.
    ///   - tables: what there is of tables that somebody has gone through, by their paths.
    ///   - notesReferences: whether objects are judged, and what they refer to is taken down.
    init?(
        _ files: [ManifestFiles.File], _ names: BulkNames, _ tables: [String: BulkRows], notesReferences: Bool
    ) {
        self.names = names
        guard files.count < 1 << 16 else { return nil }
        for file in files {
            if let rows = tables[file.path] {
                add(rows, file.path)
                continue
            }
            guard let bytes = BulkBytes.read(file.path), UTF8Text.isText(bytes.span) else { return nil }
            self.files.append(File(path: file.path, format: file.format, bytes: bytes))
            guard read(self.files.count - 1, notesReferences) else { return nil }
        }
        guard index() else { return nil }
    }

    /// Adds rows of a table.
    private mutating func add(_ rows: BulkRows, _ path: String) {
        var file = File(path: path, format: .csv, bytes: rows.bytes)
        file.header = Array(rows.bytes.prefix { $0 != 0x0A })
        file.origins = rows.origins
        file.chunks = chunks.count..<(chunks.count + rows.chunks.count)
        for chunk in rows.chunks {
            var chunk = chunk
            chunk.file = UInt16(truncatingIfNeeded: files.count)
            chunks.append(chunk)
        }
        files.append(file)
    }

    /// Adds rows to those of a table that stay, in the order of its file. Names find only what was there before.
    mutating func keep(_ added: BulkRows, of path: String, _ isLeftOut: inout [Bool]) {
        guard !added.chunks.isEmpty, let number = files.firstIndex(where: { $0.path == path }),
            let origins = files[number].origins
        else { return }
        var rows = BulkRows(header: files[number].header + [0x0A])
        for (index, origin) in zip(files[number].chunks, origins) where !isLeftOut[index] {
            rows.append(chunks[index], from: files[number].bytes, origin: origin)
        }
        rows.append(added)
        rows = rows.sorted()
        let first = chunks.count
        for chunk in rows.chunks {
            var chunk = chunk
            chunk.file = UInt16(truncatingIfNeeded: number)
            chunks.append(chunk)
            isLeftOut.append(false)
        }
        files[number].bytes = rows.bytes
        files[number].origins = rows.origins
        files[number].chunks = first..<chunks.count
    }

    private mutating func read(_ file: Int, _ notesReferences: Bool) -> Bool {
        let bytes = files[file].bytes
        var chunks: [BulkChunk] = []
        var references = BulkHashSet()
        swap(&chunks, &self.chunks)
        swap(&references, &self.references)
        defer {
            swap(&chunks, &self.chunks)
            swap(&references, &self.references)
        }
        let first = chunks.count
        var sections: [BulkSection] = []
        func section(_ head: Range<Int>) {
            sections.append(BulkSection(head: head, chunks: chunks.count..<chunks.count))
        }
        func object(_ chunk: BulkChunk, _ look: BulkLook) -> Bool {
            var chunk = chunk
            chunk.file = UInt16(truncatingIfNeeded: file)
            chunks.append(chunk)
            if notesReferences {
                for name in look.references { _ = references.insert(name) }
            }
            return true
        }
        let isUsual: Bool
        switch files[file].format {
        case .yaml:
            var reader = BulkYAML(names)
            isUsual = reader.read(bytes.span, section: section, object: object)
        case .json:
            var reader = BulkJSON(names)
            isUsual = reader.read(bytes.span, section: section, object: object)
        case .csv:
            guard var reader = BulkCSV(bytes, file: files[file].path, names) else { return false }
            files[file].header = reader.header
            section(0..<reader.firstRow)
            chunks.reserveCapacity(chunks.count + bytes.count / 256)
            // What is the same as on the side whose references are noted is judged there.
            isUsual = reader.read(
                bytes.span, looks: notesReferences || !reader.hasValuesAlone, object: object)
        case .xml: return false
        }
        for index in sections.indices {
            let end = index + 1 < sections.count ? sections[index + 1].chunks.lowerBound : chunks.count
            sections[index].chunks = sections[index].chunks.lowerBound..<end
        }
        files[file].sections = sections
        files[file].chunks = first..<chunks.count
        return isUsual && chunks.count < Int(UInt32.max)
    }

    /// Makes the table of names; false when one occurs twice.
    private mutating func index() -> Bool {
        var size = 64
        while size < chunks.count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        let mask = size - 1
        for index in chunks.indices {
            var slot = Int(truncatingIfNeeded: chunks[index].name >> 8) & mask
            while slots[slot] != 0 {
                // The same hash is the same name, or nearly never another one: both are for the readers.
                if chunks[Int(slots[slot]) - 1].name == chunks[index].name { return false }
                slot = (slot &+ 1) & mask
            }
            slots[slot] = UInt32(truncatingIfNeeded: index &+ 1)
        }
        return true
    }

    /// Takes down that an object was looked at, and is sound.
    mutating func noteSound(_ index: Int) { chunks[index].flags.insert(.isSound) }

    /// The object with a name.
    func chunk(named name: UInt64) -> Int? {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: name >> 8) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) &- 1
            if chunks[index].name == name { return index }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    /// The name that an object's title is; `nil` when it has none.
    func title(_ look: BulkLook, of index: Int) -> UInt64? {
        let chunk = chunks[index]
        let file = files[Int(chunk.file)]
        guard let title = look.title else { return nil }
        return names.name(
            file.bytes.span, title.range, isEscaped: title.isEscaped, file.format, Int(chunk.kind))
    }
}

/// Looks at objects once more, for what they refer to.
struct BulkLooker {
    private let side: BulkSide
    private var yaml: BulkYAML
    private var json: BulkJSON
    private var csv: [UInt16: BulkCSV] = [:]

    init(_ side: BulkSide) {
        self.side = side
        yaml = BulkYAML(side.names)
        json = BulkJSON(side.names)
    }

    /// What an object says; `nil` when it cannot be told.
    mutating func look(at index: Int) -> BulkLook? {
        let chunk = side.chunks[index]
        let bytes = side.files[Int(chunk.file)].bytes
        switch side.files[Int(chunk.file)].format {
        case .yaml: return yaml.read(bytes.span, chunk) ? yaml.look : nil
        case .json: return json.read(bytes.span, chunk) ? json.look : nil
        case .csv:
            if csv[chunk.file] == nil {
                csv[chunk.file] = BulkCSV(bytes, file: side.files[Int(chunk.file)].path, side.names)
            }
            return csv[chunk.file]?.read(bytes.span, chunk) == true ? csv[chunk.file]?.look : nil
        case .xml: return nil
        }
    }
}
