internal import CXMLReader
internal import Diagnostics

/// Hands a document to the parser slice by slice, and holds the text that the parser's tape refers to.
///
/// Slices start and end at places that depend on the text alone, so that nothing depends on the chunks it came in.
struct XMLScanner {
    static let sliceBytes = 16 << 10
    /// A tag, a comment or a text that a slice does not end is parsed in larger ones, lest each of many looks at it anew.
    private static let greatestSlice = 128 << 10
    /// libxml2 gives up with no particular reason when it waits for more than 10,000,000 bytes.
    private static let longestSearch = 9_000_000

    private let parser: XMLPushParser
    private let limits: ReaderLimits
    private let sliceBytes: Int
    private(set) var window: RecordWindow
    /// What the parser has made of the document so far.
    private(set) var tape = CXMLQueue()
    /// The event of the tape to be read next.
    var next = 0
    private var pushedOffset = 0
    /// How far the text is known to be UTF-8.
    private var validOffset = 0
    private var hasStarted = false
    private(set) var isAtEnd = false

    init(
        _ source: any ByteSource, encoding: TextEncoding? = nil, limits: ReaderLimits,
        repairsAmpersands: Bool = false,
        sliceBytes: Int = XMLScanner.sliceBytes
    ) {
        self.parser = XMLPushParser(limits: limits, isRepaired: repairsAmpersands)
        self.limits = limits
        self.sliceBytes = max(4, sliceBytes)
        self.window = RecordWindow(XMLEncodingSource(source, encoding: encoding))
    }

    /// Pushes the next slice; false at the end of the document. Events from `next` on stay, and text from `offset` on.
    /// - Throws: what the text has that is no text, once everything before it was pushed.
    mutating func advance(keepingFrom offset: Int = .max) throws(FeedError) -> Bool {
        guard !isAtEnd, tape.eventCount == 0 || tape.events[tape.eventCount - 1].meaning != .error else {
            return false
        }
        if !hasStarted {
            hasStarted = true
            _ = window.refill()
            (pushedOffset, validOffset) = (window.position.offset, window.position.offset)
            tape.lastEnd = pushedOffset
            tape.needed = pushedOffset
        }
        window.consume(to: index(of: min(offset, tape.needed)))
        let waiting = pushedOffset - tape.lastEnd
        if waiting > limits.recordBytes {
            throw FeedError(
                exceeding: .recordBytes, "a tag or a comment is longer than \(limits.recordBytes) bytes",
                at: position(of: tape.lastEnd))
        }
        let wanted = min(max(sliceBytes, waiting), Self.greatestSlice)
        let ending = lookAhead(wanted)
        var count = characters(upTo: wanted)
        if count == 0 {
            if ending != .complete { throw encodingError(ending) }
            try window.throwSourceFault()
            isAtEnd = true
        }
        let first = index(of: pushedOffset)
        if let bad = XMLCharacters.firstControl(in: window.bytes.span.extracting(first..<(first + count))) {
            // What stands before it comes first.
            if bad == 0 { throw controlError(window.bytes[first]) }
            count = bad
        }
        try push(count)
        return true
    }

    /// Makes at least so many bytes behind the last slice ready, if there are as many.
    private mutating func lookAhead(_ wanted: Int) -> UTF8Text.Ending {
        while true {
            let end = window.position.offset + window.end - window.start
            var ending = UTF8Text.Ending.complete
            if validOffset < end {
                let checked = index(of: validOffset)
                if UTF8Check.isText(window.bytes.span, from: checked, to: window.end) {
                    validOffset = end
                } else {
                    let rest = UTF8Text.validPrefix(of: window.bytes.span.extracting(checked..<window.end))
                    validOffset += rest.end
                    ending = rest.ending
                }
            }
            if validOffset - pushedOffset >= wanted || ending == .invalid { return ending }
            guard window.refill() else { return ending }
        }
    }

    /// How many of the next valid bytes are to be pushed: at most so many, and whole characters.
    private func characters(upTo wanted: Int) -> Int {
        guard validOffset - pushedOffset > wanted else { return validOffset - pushedOffset }
        let first = index(of: pushedOffset)
        var count = wanted
        while count > 0, window.bytes[first + count] & 0xC0 == 0x80 { count -= 1 }
        return count
    }

    private mutating func push(_ count: Int) throws(FeedError) {
        let first = index(of: pushedOffset)
        pushedOffset += count
        let start = window.start
        let offset = window.position.offset
        let (done, isLast, parser) = (next, isAtEnd, parser)
        // The parser reads the bytes from `start` on, which are all before the end of the slice.
        let pushed = window.bytes.withUnsafeBufferPointer { (bytes) -> CXMLQueue? in
            let text = UnsafeBufferPointer(rebasing: bytes[start..<(first + count)])
            return parser.push(
                CXMLSource(
                    bytes: text.baseAddress, offset: offset, count: text.count, fresh: count, isLast: isLast),
                done: done)
        }
        guard let pushed else {
            throw FeedError(.limit, "there is no memory to read the document", at: .start)
        }
        tape = pushed
        next = 0
    }

    // MARK: Places

    /// Where a byte of the document is in the window.
    func index(of offset: Int) -> Int {
        let index = offset - window.position.offset + window.start
        return min(max(index, window.start), window.end)
    }

    /// The place of a byte that is at hand. Linear in the distance from the start of the window.
    func position(of offset: Int) -> SourcePosition { window.position(at: index(of: offset)) }

    /// Moves the window to a place before which nothing is asked for any more, and gives it.
    mutating func passed(_ offset: Int) -> SourcePosition {
        window.consume(to: index(of: offset))
        return window.position
    }

    /// Whether this is behind all that was pushed.
    func isAtPushedEnd(_ offset: Int) -> Bool { offset >= pushedOffset }
}

// MARK: What the tape refers to

extension XMLScanner {
    /// The event to be read next; `nil` when the tape has no more.
    var event: CXMLEvent? { next < tape.eventCount ? tape.events[next] : nil }

    /// The bytes of a text, in the document or in what the parser kept.
    func withText<Result>(
        of event: CXMLEvent, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        withBytes(start: event.start, count: event.length, isKept: event.isKept, body)
    }

    /// The value of an attribute.
    func withValue<Result>(
        of attribute: CXMLAttribute, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        withBytes(start: attribute.start, count: attribute.length, isKept: attribute.isKept, body)
    }

    private func withBytes<Result>(
        start: Int, count: Int, isKept: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard count > 0 else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
        if isKept {
            return body(UnsafeBufferPointer(start: tape.bytes + (start - tape.firstByte), count: count))
        }
        let first = index(of: start)
        let end = min(first + count, window.end)
        return window.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[first..<end])) }
    }

    /// The attributes of a start tag: namespaces first, then attributes as written, then defaults.
    func attributes(of event: CXMLEvent) -> UnsafeBufferPointer<CXMLAttribute> {
        guard event.attributeCount > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(
            start: tape.attributes + (event.start - tape.firstAttribute), count: Int(event.attributeCount))
    }
}

// MARK: Faults

extension XMLScanner {
    private func controlError(_ byte: UInt8) -> FeedError {
        let hex = String(byte, radix: 16, uppercase: true)
        return FeedError(
            .syntax, "the control character U+\(hex.count < 2 ? "000" : "00")\(hex) is not allowed in XML",
            at: position(of: pushedOffset), help: "remove the character")
    }

    private mutating func encodingError(_ ending: UTF8Text.Ending) -> FeedError {
        let place = position(of: validOffset)
        if ending == .incomplete {
            return FeedError(.encoding, "the input ends inside a UTF-8 character", at: place)
        }
        while window.end - index(of: validOffset) < FeedError.guessedBytes, window.refill() {}
        let text = window.bytes.span.extracting(index(of: validOffset)..<window.end)
        return FeedError.notUTF8(
            text, at: 0, position: place,
            remedy:
                "save the file as UTF-8, or declare its encoding in its first line: <?xml version=\"1.0\" encoding=\"...\"?>"
        )
    }

    /// The error of a document that the parser refuses; `open` is the innermost element that is not closed.
    func fault(_ event: CXMLEvent, open: (name: String, position: SourcePosition)?) -> FeedError {
        let reason = Int32(event.name)
        let about = withText(of: event) { String(decoding: $0, as: UTF8.self) }
        var (code, message, help) = XMLFault.describe(reason, about: about, limits: limits)
        var offset = event.place
        let isMismatch = reason == 76
        if isMismatch { offset = tagStart(before: offset) }
        let isAtText = !isAtPushedEnd(offset)
        switch reason {
        case 1 where isAtText && pushedOffset - offset < Self.longestSearch:
            (code, message) = (.syntax, "there is markup that does not belong here")
        case 4 where isAtText: (code, message) = (.syntax, "the document does not start with an element")
        case 40 where isAtText: (code, message) = (.limit, "an attribute value is too long to be read")
        case 62: offset = firstOffset(of: "]]>", from: offset)
        default: break
        }
        if isAtEnd, !isMismatch, isAtPushedEnd(event.place), code == .syntax {
            (code, message) = (.truncated, "the document ends too early")
        }
        if isMismatch || code == .truncated, let open {
            let start = "line \(open.position.line), column \(open.position.column)"
            help = "<\(open.name.prefix(100))> is open since \(start)"
        }
        var error = FeedError(code, message, at: position(of: offset), help: help)
        if code == .limit { error.exceeded = XMLFault.exceededLimit(reason) }
        return error
    }

    /// The offset of the `<` of the tag that the parser is in, or just behind.
    private func tagStart(before offset: Int) -> Int {
        let first = index(of: tape.lastEnd)
        var index = index(of: offset)
        while index > first {
            index -= 1
            if window.bytes[index] == UInt8(ascii: "<") {
                return index - window.start + window.position.offset
            }
        }
        return tape.lastEnd
    }

    /// Where a text stands next, or `offset`.
    private func firstOffset(of text: StaticString, from offset: Int) -> Int {
        let first = index(of: offset)
        let end = index(of: pushedOffset)
        return text.withUTF8Buffer { wanted in
            var index = first
            while index + wanted.count <= end {
                if window.bytes[index..<(index + wanted.count)].elementsEqual(wanted) {
                    return index - window.start + window.position.offset
                }
                index += 1
            }
            return offset
        }
    }
}
