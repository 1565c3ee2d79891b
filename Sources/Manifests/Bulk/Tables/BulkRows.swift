internal import RedTrack

/// What was seen of one row of a table of values.
struct BulkRow {
    /// The name of its object.
    let name: UInt64
    /// Where the next row starts, or a blank line.
    let next: Int
    /// The number of lines that it takes.
    let lines: Int
    let key: Range<Int>
    let isEscaped: Bool
    let hasOwnKey: Bool

    /// The object of the row, which starts at an index.
    func chunk(at start: Int, line: UInt32, kind: Int, isSound: Bool) -> BulkChunk {
        var chunk = BulkChunk()
        chunk.name = name
        chunk.start = UInt32(truncatingIfNeeded: start)
        chunk.end = UInt32(truncatingIfNeeded: next)
        chunk.line = line
        chunk.keyStart = UInt32(truncatingIfNeeded: key.lowerBound)
        chunk.keyCount = UInt16(truncatingIfNeeded: key.count)
        chunk.kind = UInt8(kind)
        if isSound { chunk.flags.insert(.isSound) }
        if hasOwnKey { chunk.flags.insert(.hasOwnKey) }
        if isEscaped { chunk.flags.insert(.isEscaped) }
        return chunk
    }
}

/// Some rows of a table, taken out of their file.
struct BulkRows: Sendable {
    /// The rows, each with a line end, behind the header if there is one.
    private(set) var bytes: [UInt8]
    /// Their objects; ranges are those of ``bytes``, lines those of the file.
    private(set) var chunks: [BulkChunk] = []
    /// Where in the file each row starts.
    private(set) var origins: [Int] = []

    init(header: [UInt8] = []) { bytes = header }

    /// Adds a row that stands in bytes.
    /// - Parameters:
    ///   - chunk: its object, with ranges of these bytes.
    ///   - source: the bytes.
    ///   - origin: where in the file it starts.
    mutating func append(_ chunk: BulkChunk, from source: [UInt8], origin: Int) {
        let start = bytes.count
        bytes += source[chunk.lines]
        if bytes.last != 0x0A { bytes.append(0x0A) }
        var chunk = chunk
        chunk.keyStart = UInt32(truncatingIfNeeded: Int(chunk.keyStart) - Int(chunk.start) + start)
        chunk.start = UInt32(truncatingIfNeeded: start)
        chunk.end = UInt32(truncatingIfNeeded: bytes.count)
        chunks.append(chunk)
        origins.append(origin)
    }

    /// Adds rows, whose lines count from another one.
    mutating func append(_ rows: BulkRows, line: UInt32 = 0) {
        for (chunk, origin) in zip(rows.chunks, rows.origins) {
            var chunk = chunk
            chunk.line &+= line
            append(chunk, from: rows.bytes, origin: origin)
        }
    }

    /// Leaves the last rows out.
    mutating func removeLast(from index: Int) {
        guard index < chunks.count else { return }
        bytes.removeLast(bytes.count - Int(chunks[index].start))
        chunks.removeLast(chunks.count - index)
        origins.removeLast(origins.count - index)
    }

    /// The same in the order of the file.
    func sorted() -> BulkRows {
        var rows = BulkRows(header: chunks.isEmpty ? bytes : Array(bytes[..<Int(chunks[0].start)]))
        for index in origins.indices.sorted(by: { origins[$0] < origins[$1] }) {
            rows.append(chunks[index], from: bytes, origin: origins[index])
        }
        return rows
    }
}
