internal import CBytes

/// Finds the fields of rows that have nothing unusual, fast: sixty-four bytes are looked at together.
///
/// It leaves every other row to ``CSVScanner``, which finds the same: rows that the window does not hold to their end,
/// faulty ones, those of unusual dialects, and the last ones before the end of the window.
struct CSVBlockScanner {
    private let delimiter: UInt8
    private let quote: UInt8

    /// `nil` for dialects that need a closer look at each byte.
    init?(delimiter: CSVDelimiter, options: CSVOptions) {
        guard let quote = options.quote.byte, options.escape == .doubled, !options.allowsStrayQuotes else {
            return nil
        }
        self.delimiter = delimiter.byte
        self.quote = quote
    }

    /// Scans the row that starts at `start`; see ``CSVScanner/scan(_:from:to:isAtEnd:base:lineEnds:template:into:)``.
    ///
    /// The entries are those of a row before, or of the template: only what differs is written. The line ends are given
    /// back as they are.
    @inline(never)
    func scan(
        _ bytes: RawSpan, from start: Int, to end: Int, base: Int, lineEnds: CSVLineEnds,
        into nodes: inout MutableSpan<RecordNode>
    ) -> CSVRowShape? {
        precondition(start >= 0 && start < end && end <= bytes.byteCount)
        guard var block = Block(at: start, of: bytes, to: end, quote, delimiter) else { return nil }
        let shift = base &- start
        let room = nodes.count
        var index = start
        var node = 1
        var lines = 0
        var hasEscapes = false
        // Every turn reads a field that starts at `index`, which is before `end`.
        while node < room {
            // The offsets fit: the reader refuses rows of more than 1 GiB, whatever stands here.
            let place = UInt32(truncatingIfNeeded: index &- start)
            nodes[unchecked: node].place = place
            nodes[unchecked: node].namePlace = place
            if ByteSearch.byte(bytes, index) == quote {
                let text = index &+ 1
                var isMultiline = false
                index = text
                while true {
                    guard let found = block.quote(from: index, bytes, to: end, &isMultiline), found &+ 1 < end
                    else { return nil }
                    guard ByteSearch.byte(bytes, found &+ 1) == quote else {
                        index = found
                        break
                    }
                    nodes[unchecked: node].namePlace = CSVScanner.escapeMark
                    hasEscapes = true
                    index = found &+ 2
                }
                nodes[unchecked: node].textStart = UInt32(truncatingIfNeeded: text &+ shift)
                nodes[unchecked: node].count = UInt32(truncatingIfNeeded: index &- text)
                if isMultiline { lines &+= Self.lines(in: bytes, text..<index) }
                index &+= 1
                let byte = ByteSearch.byte(bytes, index)
                guard byte == delimiter || byte == 0x0A || byte == 0x0D else { return nil }
            } else {
                let text = index
                guard let found = block.end(from: index, bytes, to: end) else { return nil }
                index = found
                nodes[unchecked: node].textStart = UInt32(truncatingIfNeeded: text &+ shift)
                nodes[unchecked: node].count = UInt32(truncatingIfNeeded: index &- text)
            }
            node &+= 1
            let byte = ByteSearch.byte(bytes, index)
            let rowEnd = index
            index &+= 1
            guard index < end || byte == 0x0A else { return nil }
            if byte == delimiter { continue }
            if byte == 0x0D, ByteSearch.byte(bytes, index) == 0x0A { index &+= 1 }
            return CSVRowShape(
                ending: .row, rowEnd: rowEnd, next: index, nodeCount: node, openField: rowEnd,
                openText: rowEnd, lines: lines &+ 1, hasEscapes: hasEscapes, lineEnds: lineEnds)
        }
        return nil
    }

    /// The lines that end in a range, behind which a byte stands: at each LF, and at each CR without one.
    @inline(never)
    private static func lines(in bytes: RawSpan, _ range: Range<Int>) -> Int {
        let feed = SIMD16<UInt8>(repeating: 0x0A)
        let carriageReturn = SIMD16<UInt8>(repeating: 0x0D)
        var index = range.lowerBound
        var lines = 0
        // A count of 127 vectors fits in a byte with a sign. Each vector ends before the end of the range.
        while index &+ 16 <= range.upperBound {
            var counts = SIMD16<Int8>(repeating: 0)
            let last = min(range.upperBound &- 16, index &+ 126 &* 16)
            while index <= last {
                let text = ByteSearch.vector(bytes, index)
                let isFeed = text .== feed
                let isReturn = (text .== carriageReturn) .& (ByteSearch.vector(bytes, index &+ 1) .!= feed)
                counts &-= unsafeBitCast(isFeed .| isReturn, to: SIMD16<Int8>.self)
                index &+= 16
            }
            let words = SIMD16<Int16>(truncatingIfNeeded: counts)
            lines &+= Int(words.wrappedSum())
        }
        while index < range.upperBound {
            switch ByteSearch.byte(bytes, index) {
            case 0x0A: lines &+= 1
            case 0x0D where ByteSearch.byte(bytes, index &+ 1) != 0x0A: lines &+= 1
            default: break
            }
            index &+= 1
        }
        return lines
    }
}

/// Sixty-four bytes of a window, and what stands where in them.
private struct Block {
    private var start: Int
    private var marks: CBytesMarks
    private let quoteByte: UInt8
    private let delimiterByte: UInt8

    /// `nil` when there are not as many bytes.
    @inline(__always)
    init?(at start: Int, of bytes: RawSpan, to end: Int, _ quote: UInt8, _ delimiter: UInt8) {
        guard start &+ Int(CBYTES_BLOCK) <= end else { return nil }
        self.start = start
        self.quoteByte = quote
        self.delimiterByte = delimiter
        self.marks = Self.look(bytes, start, quote, delimiter)
    }

    /// The bytes are there: the caller has seen that so many stand before the end.
    @inline(__always)
    private static func look(
        _ bytes: RawSpan, _ start: Int, _ quote: UInt8, _ delimiter: UInt8
    ) -> CBytesMarks {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return CBytesMarks() }
            return CBytesMark((base + start).assumingMemoryBound(to: UInt8.self), quote, delimiter)
        }
    }

    /// Goes on to the block behind this one.
    @inline(__always)
    private mutating func advance(_ bytes: RawSpan, to end: Int) -> Bool {
        start &+= Int(CBYTES_BLOCK)
        guard start &+ Int(CBYTES_BLOCK) <= end else { return false }
        marks = Self.look(bytes, start, quoteByte, delimiterByte)
        return true
    }

    /// The first delimiter or line end from an index on, which is not before this block.
    @inline(__always)
    mutating func end(from index: Int, _ bytes: RawSpan, to end: Int) -> Int? {
        while index &- start >= Int(CBYTES_BLOCK) {
            guard advance(bytes, to: end) else { return nil }
        }
        let wanted = UInt64.max &<< UInt64(truncatingIfNeeded: max(0, index &- start))
        var found = (marks.delimiters | marks.lineEnds) & wanted
        while found == 0 {
            guard advance(bytes, to: end) else { return nil }
            found = marks.delimiters | marks.lineEnds
        }
        return start &+ found.trailingZeroBitCount
    }

    /// The first quote from an index on, which is not before this block. `isMultiline` becomes true when there may be line
    /// ends before it.
    @inline(__always)
    mutating func quote(
        from index: Int, _ bytes: RawSpan, to end: Int, _ isMultiline: inout Bool
    ) -> Int? {
        while index &- start >= Int(CBYTES_BLOCK) {
            guard advance(bytes, to: end) else { return nil }
        }
        let wanted = UInt64.max &<< UInt64(truncatingIfNeeded: max(0, index &- start))
        var found = marks.quotes & wanted
        var lineEnds = marks.lineEnds & wanted
        while found == 0 {
            if lineEnds != 0 { isMultiline = true }
            guard advance(bytes, to: end) else { return nil }
            found = marks.quotes
            lineEnds = marks.lineEnds
        }
        // Those before the quote.
        if lineEnds & ((found & (0 &- found)) &- 1) != 0 { isMultiline = true }
        return start &+ found.trailingZeroBitCount
    }
}
