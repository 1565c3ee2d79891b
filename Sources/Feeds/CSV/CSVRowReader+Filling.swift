internal import Diagnostics

extension CSVRowReader {
    /// Checks a complete row, moves behind it, and completes the record.
    mutating func finish(_ row: CSVRowShape, _ record: inout Record) throws(FeedError) {
        if let fault = exceededLimit(of: row, record.nodes) { throw fail(with: fault) }
        if row.next == row.rowEnd { try checkSource() }
        if let fault = firstBadByte(to: row.rowEnd) {
            let isWide = window.position.offset == 0 && fault.index - window.start < 2
            var error = fault.error
            error.isRecoverable = !isWide
            if isWide {
                failure = error
            } else {
                lostRow = Array(window.bytes[window.start..<row.rowEnd])
                moveBehind(row)
            }
            throw error
        }
        fill(&record, with: row)
        moveBehind(row)
    }

    private mutating func moveBehind(_ row: CSVRowShape) {
        window.consume(to: row.next, lines: row.lines)
        lineEnds = row.lineEnds
    }

    private mutating func fill(_ record: inout Record, with row: CSVRowShape) {
        if row.nodeCount != room {
            record.nodes.removeLast(room - row.nodeCount)
            room = row.nodeCount
        }
        var first = columns.template[0]
        first.count = UInt32(truncatingIfNeeded: row.nodeCount - 1)
        first.end = UInt32(truncatingIfNeeded: row.nodeCount)
        record.nodes[0] = first
        record.position = window.position
        record.keyRange = nil
        record.layout = columns.areNamed && row.nodeCount == columns.names.count + 1 ? columns.layout : 0
        let blobEnd = columns.blobEnd(before: row.nodeCount)
        let start = window.start
        record.bytes.removeAll(keepingCapacity: true)
        columns.blob.withUnsafeBufferPointer { blob in
            record.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: blob[..<blobEnd]))
        }
        window.bytes.withUnsafeBufferPointer { bytes in
            record.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<row.rowEnd]))
        }
        record.sourceStart = blobEnd
        record.sourceCount = row.rowEnd - start
        if blobEnd < columns.blob.count {
            // A short row does not carry the names that it does not use.
            let unused = UInt32(truncatingIfNeeded: columns.blob.count - blobEnd)
            for node in 1..<row.nodeCount { record.nodes[node].textStart -= unused }
        }
        if row.hasEscapes { unescapeTexts(of: &record) }
    }

    /// Appends the texts with escapes without them.
    private func unescapeTexts(of record: inout Record) {
        let distance = window.start - record.sourceStart
        for node in 1..<record.nodes.count where record.nodes[node].namePlace == CSVScanner.escapeMark {
            let place = Int(record.nodes[node].textStart) + distance
            let textStart = record.bytes.count
            CSVUnescaping.append(
                window.bytes.span.bytes, place..<(place + Int(record.nodes[node].count)),
                quote: options.quote.byte ?? 0, hasBackslashes: options.escape == .backslash,
                to: &record.bytes)
            record.nodes[node].textStart = UInt32(truncatingIfNeeded: textStart)
            record.nodes[node].count = UInt32(truncatingIfNeeded: record.bytes.count - textStart)
            record.nodes[node].namePlace = record.nodes[node].place
        }
    }
}
