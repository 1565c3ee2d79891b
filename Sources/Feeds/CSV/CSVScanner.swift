/// Finds the fields of one row in the bytes of a window, and writes them down as the entries of a record.
///
/// It validates nothing but the grammar. A row that the window does not hold to its end is scanned again when there
/// is more of it; since windows double, a byte costs a bounded number of steps.
struct CSVScanner {
    /// Why a scan ended.
    enum Ending: Equatable {
        /// The row is complete.
        case row
        /// The window ends before the row does.
        case moreBytes
        /// The row has more fields than there are entries.
        case moreNodes
        /// The input ends inside a quoted field.
        case unclosedQuote
        /// Something other than a delimiter or a line end follows a closing quote.
        case textAfterQuote
    }

    /// What stands in an entry's ``RecordNode/namePlace`` while its text holds escaped quotes.
    static let escapeMark = UInt32.max

    private let delimiter: UInt64
    private let delimiterByte: UInt8
    /// The quote as a byte and as a pattern; 0x100, which no byte equals, when there is none.
    private let quoteByte: UInt16
    private let quote: UInt64
    private let hasBackslashes: Bool
    private let allowsStrayQuotes: Bool

    init(delimiter: CSVDelimiter, options: CSVOptions) {
        self.delimiterByte = delimiter.byte
        self.delimiter = ByteSearch.pattern(delimiter.byte)
        self.quoteByte = options.quote.byte.map { UInt16($0) } ?? 0x100
        self.quote = ByteSearch.pattern(options.quote.byte ?? 0)
        self.hasBackslashes = options.escape == .backslash
        self.allowsStrayQuotes = options.allowsStrayQuotes
    }

    /// Scans the row that starts at `start`, where neither a line end stands nor the bytes end.
    ///
    /// `base` is where the row's text will start in the bytes of its record, `lineEnds` are those from `start` on, and
    /// `template` has the entries with what is the same in all rows, at least as many as `nodes`.
    @inline(never)
    func scan(
        _ bytes: RawSpan, from start: Int, to end: Int, isAtEnd: Bool, base: Int, lineEnds: CSVLineEnds,
        template: Span<RecordNode>, into nodes: inout MutableSpan<RecordNode>
    ) -> CSVRowShape {
        // Every index below is at least 0 and, where a byte is read, less than `end`.
        precondition(start >= 0 && start < end && end <= bytes.byteCount && nodes.count <= template.count)
        let room = nodes.count
        let shift = base &- start
        var ends = lineEnds
        var stop = ends.next
        var index = start
        var node = 1
        var lines = 0
        var hasEscapes = false
        func stopped(_ ending: Ending, field: Int, text: Int, at index: Int) -> CSVRowShape {
            CSVRowShape(
                ending: ending, rowEnd: index, next: index, nodeCount: node, openField: field, openText: text,
                lines: 0, hasEscapes: false, lineEnds: lineEnds)
        }
        while true {
            guard node < room else { return stopped(.moreNodes, field: index, text: index, at: index) }
            // The offsets fit: the reader refuses rows of more than 1 GiB, whatever stands here.
            var entry = template[unchecked: node]
            entry.place = UInt32(truncatingIfNeeded: index &- start)
            entry.namePlace = entry.place
            if index < end, UInt16(ByteSearch.byte(bytes, index)) == quoteByte {
                let field = index
                let text = index &+ 1
                let close = closingQuote(in: bytes, from: text, to: end, isAtEnd: isAtEnd)
                index = close.index
                guard close.isFound else {
                    return stopped(isAtEnd ? .unclosedQuote : .moreBytes, field: field, text: text, at: index)
                }
                if close.hasEscapes {
                    hasEscapes = true
                    entry.namePlace = Self.escapeMark
                }
                entry.textStart = UInt32(truncatingIfNeeded: text &+ shift)
                entry.count = UInt32(truncatingIfNeeded: index &- text)
                index &+= 1
                if index > stop {
                    lines &+= ends.pass(to: index, in: bytes, to: end)
                    stop = ends.next
                }
            } else {
                let text = index
                index = ByteSearch.near(delimiter, in: bytes, from: index, to: stop)
                if index == end, !isAtEnd {
                    return stopped(.moreBytes, field: text, text: text, at: index)
                }
                entry.textStart = UInt32(truncatingIfNeeded: text &+ shift)
                entry.count = UInt32(truncatingIfNeeded: index &- text)
            }
            nodes[unchecked: node] = entry
            node &+= 1
            if index < stop {
                guard ByteSearch.byte(bytes, index) == delimiterByte else {
                    return stopped(.textAfterQuote, field: index, text: index, at: index)
                }
                index &+= 1
                continue
            }
            var next = index
            if index < end {
                guard
                    let start = CSVLineEnds.lineStart(behind: index, in: bytes, to: end, isAtEnd: isAtEnd)
                else { return stopped(.moreBytes, field: index, text: index, at: index) }
                next = start
                lines &+= ends.pass(to: start, in: bytes, to: end)
            }
            return CSVRowShape(
                ending: .row, rowEnd: index, next: next, nodeCount: node, openField: index, openText: index,
                lines: lines, hasEscapes: hasEscapes, lineEnds: ends)
        }
    }

    /// The quote that closes a field whose text starts at `start`, and whether the text has escaped quotes; if none is
    /// found, how far the text is certain.
    @inline(__always)
    private func closingQuote(
        in bytes: RawSpan, from start: Int, to end: Int, isAtEnd: Bool
    ) -> (index: Int, isFound: Bool, hasEscapes: Bool) {
        if hasBackslashes {
            return closingQuoteAmongBackslashes(in: bytes, from: start, to: end, isAtEnd: isAtEnd)
        }
        var hasEscapes = false
        var index = start
        while true {
            index = ByteSearch.far(quote, in: bytes, from: index, to: end)
            let next = index &+ 1
            guard next < end else { return (index, index < end && isAtEnd, hasEscapes) }
            let byte = ByteSearch.byte(bytes, next)
            if UInt16(byte) == quoteByte {
                hasEscapes = true
                index = next &+ 1
            } else if !allowsStrayQuotes || endsField(byte) {
                return (index, true, hasEscapes)
            } else {
                index = next
            }
        }
    }

    @inline(never)
    private func closingQuoteAmongBackslashes(
        in bytes: RawSpan, from start: Int, to end: Int, isAtEnd: Bool
    ) -> (index: Int, isFound: Bool, hasEscapes: Bool) {
        var hasEscapes = false
        var index = start
        while index < end {
            let byte = ByteSearch.byte(bytes, index)
            let next = index &+ 1
            if byte == UInt8(ascii: "\\"), next < end {
                let following = ByteSearch.byte(bytes, next)
                let isEscape = following == UInt8(ascii: "\\") || UInt16(following) == quoteByte
                hasEscapes = hasEscapes || isEscape
                index = isEscape ? next &+ 1 : next
                continue
            }
            guard UInt16(byte) == quoteByte else {
                index = next
                continue
            }
            guard next < end else { return (index, isAtEnd, hasEscapes) }
            if !allowsStrayQuotes || endsField(ByteSearch.byte(bytes, next)) {
                return (index, true, hasEscapes)
            }
            index = next
        }
        return (end, false, hasEscapes)
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == delimiterByte || byte == 0x0A || byte == 0x0D
    }
}

/// What a scan found out about a row.
struct CSVRowShape {
    /// Why the scan ended.
    let ending: CSVScanner.Ending
    /// Where the row ends, before its line end; in a row that is not complete, how far its text is certain; where text
    /// follows a quote, that text.
    let rowEnd: Int
    /// Where the next row starts.
    let next: Int
    /// The number of entries, that of the row included, which are complete.
    let nodeCount: Int
    /// The field that is not complete, at its quote if it has one.
    let openField: Int
    /// Where the text of that field starts.
    let openText: Int
    /// The number of lines that the row takes.
    let lines: Int
    /// Whether entries have the ``CSVScanner/escapeMark``.
    let hasEscapes: Bool
    /// The line ends behind the row, or those from its start on when it is not complete.
    let lineEnds: CSVLineEnds
}
