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
    var window: RecordWindow
    private var scanner: CSVScanner
    private var blockScanner: CSVBlockScanner?
    /// The line ends of the window, from the row on or from one before it: see ``findLineEnds()``.
    var lineEnds: CSVLineEnds
    private let comment: [UInt8]
    private var isPrepared = false
    /// What every later call throws.
    var failure: FeedError?
    /// The bytes of a row that is lost alone, until its fault is thrown.
    var lostRow: [UInt8]?
    /// How many entries the last row had: most tables are even.
    var room: Int

    /// Offsets in a record are 32 bits wide: a row, its names and its unescaped texts stay far below.
    static let greatestRow = 1 << 30
    static let greatestFields = 1 << 24

    init(_ window: RecordWindow, _ options: CSVOptions, _ limits: ReaderLimits) {
        self.window = window
        self.options = options
        self.limits = Self.clamped(limits)
        self.room = min(16, self.limits.fields) + 1
        self.delimiter = options.delimiter ?? .comma
        self.scanner = CSVScanner(delimiter: delimiter, options: options)
        self.blockScanner = CSVBlockScanner(delimiter: delimiter, options: options)
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
        blockScanner = CSVBlockScanner(delimiter: delimiter, options: options)
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
            // The entries of a row before lack just the places.
            let isPrepared = record.layout == columns.layout && record.nodes.count == room
            if !isPrepared { prepare(&record) }
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
        findLineEnds()
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
        findLineEnds()
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

    /// Looks for the line ends from the row on, where rows were passed without them.
    mutating func findLineEnds() {
        var ends = lineEnds
        ends.catchUp(with: window.start, in: window.bytes.span.bytes, to: window.end)
        lineEnds = ends
    }

    /// Makes entries for as many fields as there is room for.
    private mutating func prepare(_ record: inout Record) {
        columns.reserve(room)
        record.nodes.removeAll(keepingCapacity: true)
        record.nodes.append(contentsOf: columns.template[..<room])
        record.layout = 0
    }

    private mutating func scan(_ nodes: inout [RecordNode]) -> CSVRowShape {
        var entries = nodes.mutableSpan
        if let row = blockScanner?.scan(
            window.bytes.span.bytes, from: window.start, to: window.end, base: columns.blob.count,
            lineEnds: lineEnds, into: &entries)
        {
            return row
        }
        findLineEnds()
        return scanner.scan(
            window.bytes.span.bytes, from: window.start, to: window.end, isAtEnd: window.isAtEnd,
            base: columns.blob.count, lineEnds: lineEnds, template: columns.template.span, into: &entries)
    }
}
