internal import Diagnostics

/// The engine of the CSV readers: rows of a window, one after the other, as records.
///
/// It knows the dialect and the limits, checks that rows are text, and goes on behind a row that is not when its end
/// is clear. How many fields a row should have is not its business.
struct CSVRowReader {
    let options: CSVOptions
    let limits: ReaderLimits
    /// What fields are named.
    var columns = CSVColumns.unnamed
    /// The delimiter in use.
    private(set) var delimiter: CSVDelimiter
    private var window: RecordWindow
    private var scanner: CSVScanner
    /// The line ends of the window from the row on.
    private var lineEnds: CSVLineEnds
    private let comment: [UInt8]
    private var isPrepared = false
    /// What every later call throws.
    private var failure: FeedError?
    /// How many entries the last row had: most tables are even.
    private var room = 17

    /// Offsets in a record are 32 bits wide: a row, its names and its unescaped texts stay far below.
    static let greatestRow = 1 << 30
    static let greatestFields = 1 << 24

    init(_ window: RecordWindow, _ options: CSVOptions, _ limits: ReaderLimits) {
        self.window = window
        self.options = options
        self.limits = Self.clamped(limits)
        self.delimiter = options.delimiter ?? .comma
        self.scanner = CSVScanner(delimiter: delimiter, options: options)
        self.comment = Array((options.comment ?? "").utf8)
        self.lineEnds = CSVLineEnds(in: window.bytes.span.bytes, from: window.start, to: window.end)
    }

    private static func clamped(_ limits: ReaderLimits) -> ReaderLimits {
        var limits = limits
        limits.recordBytes = min(max(limits.recordBytes, 0), greatestRow)
        limits.textBytes = min(max(limits.textBytes, 0), greatestRow)
        limits.fields = min(max(limits.fields, 1), greatestFields)
        return limits
    }

    /// The place of the next byte.
    var position: SourcePosition { window.position }

    /// Skips the lines before the table, and finds out the delimiter.
    mutating func prepare() {
        guard !isPrepared else { return }
        isPrepared = true
        for _ in 0..<max(0, options.skippedLines) {
            guard hasByte() else { break }
            skipLine()
        }
        guard options.delimiter == nil else { return }
        while window.end - window.start < CSVDetection.sampleBytes, !window.isAtEnd { grow() }
        let sampleEnd = min(window.end, window.start + CSVDetection.sampleBytes)
        delimiter = CSVDetection(options).delimiter(
            of: window.bytes[window.start..<sampleEnd], isWhole: window.isAtEnd && sampleEnd == window.end)
        scanner = CSVScanner(delimiter: delimiter, options: options)
    }

    /// Goes to the next row, over blank lines and comments; false when there is none.
    mutating func moveToRow() throws(FeedError) -> Bool {
        if let failure { throw failure }
        prepare()
        while hasByte() {
            let byte = window.bytes[window.start]
            guard byte == 0x0A || byte == 0x0D || isComment(byte) else { return true }
            skipLine()
        }
        do throws(FeedError) {
            try window.throwSourceFault()
        } catch {
            failure = error
            throw error
        }
        return false
    }

    /// Reads the next row into a record; false when there is none.
    /// - Throws: an error that is recoverable when only this row is lost; every other one again and again.
    mutating func read(_ record: inout Record) throws(FeedError) -> Bool {
        guard try moveToRow() else { return false }
        while true {
            resize(&record.nodes)
            let row = scan(&record.nodes)
            if row.ending == .row {
                try finish(row, &record)
                return true
            }
            if let fault = exceededLimit(of: row, record.nodes) { throw fail(with: fault) }
            switch row.ending {
            case .row, .moreBytes:
                grow()
            case .moreNodes:
                guard room <= limits.fields else {
                    let place = window.position(at: row.openField)
                    throw fail(with: (CSVFault.manyFields(limits.fields, at: place), row.openField))
                }
                room = min(room * 2, limits.fields + 1)
            case .unclosedQuote:
                try checkSource()
                let place = window.position(at: row.openField)
                throw fail(with: (CSVFault.unclosedQuote(at: place), row.openField))
            case .textAfterQuote:
                if let fault = textAfterQuote(at: row.rowEnd) { throw fault }
                grow()
            }
        }
    }

    /// Makes an error final.
    mutating func end(with error: FeedError) -> FeedError {
        var error = error
        error.isRecoverable = false
        failure = error
        return error
    }
}

// MARK: Moving

extension CSVRowReader {
    private mutating func hasByte() -> Bool {
        while window.start == window.end {
            guard !window.isAtEnd else { return false }
            grow()
        }
        return true
    }

    /// Gets more of the input, if there is more.
    private mutating func grow() {
        guard !window.isAtEnd else { return }
        let lost = window.start
        let oldEnd = window.end - lost
        _ = window.refill()
        lineEnds = lineEnds.grown(lost: lost, in: window.bytes.span.bytes, oldEnd: oldEnd, to: window.end)
    }

    private mutating func isComment(_ byte: UInt8) -> Bool {
        guard let first = comment.first, first == byte else { return false }
        while window.end - window.start < comment.count, !window.isAtEnd { grow() }
        return window.bytes[window.start..<window.end].starts(with: comment)
    }

    /// Skips what is left of a line, of any length.
    private mutating func skipLine() {
        while true {
            window.consume(to: lineEnds.next, lines: 0)
            var ends = lineEnds
            let next = ends.passLine(in: window.bytes.span.bytes, to: window.end, isAtEnd: window.isAtEnd)
            lineEnds = ends
            if let next { return window.consume(to: next, lines: 1) }
            if window.isAtEnd { return }
            grow()
        }
    }

    private func resize(_ nodes: inout [RecordNode]) {
        if nodes.count < room {
            let blank = RecordNode(.string, end: 0, place: 0)
            nodes.append(contentsOf: repeatElement(blank, count: room - nodes.count))
        } else if nodes.count > room {
            nodes.removeLast(nodes.count - room)
        }
    }

    private mutating func scan(_ nodes: inout [RecordNode]) -> CSVRowShape {
        columns.reserve(nodes.count)
        var entries = nodes.mutableSpan
        return scanner.scan(
            window.bytes.span.bytes, from: window.start, to: window.end, isAtEnd: window.isAtEnd,
            base: columns.blob.count, lineEnds: lineEnds, template: columns.template.span, into: &entries)
    }
}

// MARK: Faults

extension CSVRowReader {
    /// What is wrong, and where in the window the row stops being right.
    private typealias Fault = (error: FeedError, index: Int)

    /// Ends the reading. Bytes before the fault that are no text are reported first.
    private mutating func fail(with fault: Fault) -> FeedError {
        failure = fault.error
        guard var earlier = firstBadByte(to: fault.index)?.error else { return fault.error }
        earlier.isRecoverable = true
        return earlier
    }

    /// Throws what the source failed with: the row may go on behind what the source gave.
    private mutating func checkSource() throws(FeedError) {
        do throws(FeedError) {
            try window.throwSourceFault()
        } catch {
            let isCut = UTF8Text.validPrefix(of: window.bytes.span.extracting(..<window.end), from: window.start)
            throw fail(with: (error, isCut.ending == .incomplete ? isCut.end : window.end))
        }
    }

    /// The limit that the row exceeds first, as far as it was scanned.
    ///
    /// What decides is the byte with which a limit is exceeded, so that the same limit is named however much of the
    /// input was at hand.
    private func exceededLimit(of row: CSVRowShape, _ nodes: [RecordNode]) -> Fault? {
        let start = window.start
        let length = row.rowEnd - start
        guard length > min(limits.textBytes, limits.recordBytes) else { return nil }
        var long: (field: Int, text: Int)?
        if row.rowEnd - row.openText > limits.textBytes { long = (row.openField, row.openText) }
        for node in nodes[1..<row.nodeCount] where Int(node.count) > limits.textBytes {
            long = (start + Int(node.place), start + Int(node.textStart) - columns.blob.count)
            break
        }
        let isLong = length > limits.recordBytes
        if let long, !isLong || long.text - start <= limits.recordBytes - limits.textBytes {
            return (CSVFault.longField(limits.textBytes, at: window.position(at: long.field)), long.field)
        }
        return isLong ? (CSVFault.longRow(limits.recordBytes, at: window.position), start) : nil
    }

    /// The fault of a row with text behind a closing quote; `nil` when more of the input is needed to tell.
    ///
    /// The row is taken to end with the line of the fault: reading goes on behind it.
    private mutating func textAfterQuote(at place: Int) -> FeedError? {
        var ends = lineEnds
        var lines = ends.pass(to: place, in: window.bytes.span.bytes, to: window.end)
        let stop = ends.next
        let isLong = stop - window.start > limits.recordBytes
        let line = ends.passLine(in: window.bytes.span.bytes, to: window.end, isAtEnd: window.isAtEnd)
        let next = line ?? (window.isAtEnd ? window.end : nil)
        // A character is described by its up to four bytes.
        guard next != nil || isLong && window.end - place >= 4 else { return nil }
        let text = window.bytes[place..<min(place + 4, window.end)]
        var error = CSVFault.textAfterQuote(text, at: window.position(at: place))
        guard let next, !isLong else { return fail(with: (error, place)) }
        if let earlier = firstBadByte(to: stop), earlier.index <= place { error = earlier.error }
        error.isRecoverable = true
        lines += stop < window.end ? 1 : 0
        lineEnds = ends
        window.consume(to: next, lines: lines)
        return error
    }

    /// The first byte of the row that is no text.
    private func firstBadByte(to end: Int) -> Fault? {
        UTF8Check.isText(window.bytes.span, from: window.start, to: end) ? nil : badByte(to: end)
    }

    @inline(never)
    private func badByte(to end: Int) -> Fault? {
        let valid = UTF8Text.validPrefix(of: window.bytes.span.extracting(..<end), from: window.start)
        let nul = ByteSearch.far(0, in: window.bytes.span.bytes, from: window.start, to: valid.end)
        guard min(nul, valid.end) < end else { return nil }
        let isFirst = window.position.offset == 0
        if nul < valid.end {
            let place = window.position(at: nul)
            return (CSVFault.nulByte(at: place, isWide: isFirst && nul - window.start < 2), nul)
        }
        let index = valid.end
        let place = window.position(at: index)
        let isCut = valid.ending == .incomplete && end == window.end && window.isAtEnd
        if isCut { return (CSVFault.cutCharacter(at: place), index) }
        let mark = window.bytes[window.start..<min(window.start + 2, end)]
        let isWide = isFirst && index == window.start && (mark == [0xFF, 0xFE] || mark == [0xFE, 0xFF])
        return (CSVFault.notUTF8(window.bytes[index], at: place, isWide: isWide), index)
    }
}

// MARK: Filling

extension CSVRowReader {
    /// Checks a complete row, moves behind it, and completes the record.
    private mutating func finish(_ row: CSVRowShape, _ record: inout Record) throws(FeedError) {
        if let fault = exceededLimit(of: row, record.nodes) { throw fail(with: fault) }
        if row.next == row.rowEnd { try checkSource() }
        if let fault = firstBadByte(to: row.rowEnd) {
            let isWide = window.position.offset == 0 && fault.index - window.start < 2
            var error = fault.error
            error.isRecoverable = !isWide
            if isWide { failure = error } else { moveBehind(row) }
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
                quote: options.quote.byte ?? 0, hasBackslashes: options.escape == .backslash, to: &record.bytes)
            record.nodes[node].textStart = UInt32(truncatingIfNeeded: textStart)
            record.nodes[node].count = UInt32(truncatingIfNeeded: record.bytes.count - textStart)
            record.nodes[node].namePlace = record.nodes[node].place
        }
    }
}
