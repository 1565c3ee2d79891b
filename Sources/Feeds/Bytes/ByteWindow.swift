internal import Diagnostics

/// The part of an input that a scanner is looking at, as valid UTF-8, refilled from a source when it runs out.
///
/// A byte order mark is skipped. Bytes that are no UTF-8 are an error only when the scanner gets there, so that an
/// earlier fault is reported first, however the input was cut into chunks. Indexes are valid until the next refill;
/// bytes from ``mark`` on survive it.
struct ByteWindow {
    /// The bytes at hand; only those before ``end`` may be read.
    private(set) var bytes: [UInt8]
    /// Where the readable bytes end.
    private(set) var end = 0
    /// The next byte to read.
    var index = 0
    /// The first byte that must survive a refill: the start of the token being read.
    private(set) var mark = 0

    private var source: (any ByteSource)?
    private var fault: UTF8Text.Ending = .complete
    private var sourceFault: FeedError?
    private var isAtStart = true
    private var tracker = PositionTracker()
    private var tracked = 0

    /// Looks at a whole input.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        self.source = nil
        begin()
        validate()
    }

    /// Looks at what a source gives.
    init(_ source: any ByteSource) {
        self.bytes = []
        self.source = source
    }

    /// The next byte without reading it; `nil` at the end of the input.
    mutating func peek() throws(FeedError) -> UInt8? {
        if index < end { return bytes[index] }
        return try refill() ? bytes[index] : nil
    }

    /// Reads on to the next byte that `isStop` wants, without reading it; `nil` at the end of the input.
    /// - Throws: `limit` when the token, `what`, gets longer than `limit` bytes.
    @inline(__always)
    mutating func advance(
        until isStop: (UInt8) -> Bool, limit: Int, of what: StaticString
    ) throws(FeedError) -> UInt8? {
        while true {
            index = firstIndex(where: isStop)
            if index - mark > limit {
                throw FeedError(.limit, "\(what) is longer than \(limit) bytes", at: position(at: mark))
            }
            if index < end { return bytes[index] }
            guard try refill() else { return nil }
        }
    }

    /// The first readable byte that `isStop` wants, or ``end``.
    @inline(__always)
    private func firstIndex(where isStop: (UInt8) -> Bool) -> Int {
        let span = bytes.span
        var next = index
        while next < end, !isStop(span[next]) { next &+= 1 }
        return next
    }

    /// The bytes from the next one on, at least `count` of them unless the input, or its valid part, ends before.
    mutating func lookAhead(_ count: Int) throws(FeedError) -> (bytes: ArraySlice<UInt8>, isWhole: Bool) {
        while end - index < count, fault != .invalid, source != nil {
            do throws(FeedError) {
                guard try refill() else { break }
            } catch {
                if error.code == .encoding { break }
                throw error
            }
        }
        return (
            bytes[index..<min(end, index + count)],
            end - index <= count && (source == nil || fault == .invalid)
        )
    }

    /// Forgets what was read: a token starts at the next byte.
    mutating func startToken() {
        mark = index
    }

    /// The bytes of the token so far, as text.
    func tokenText(droppingFirst: Int = 0) -> String {
        String(decoding: bytes[(mark + droppingFirst)..<index], as: UTF8.self)
    }

    /// The place of the next byte.
    mutating func position() -> SourcePosition {
        position(at: index)
    }

    /// The place of a byte, not before the last place asked for.
    mutating func position(at place: Int) -> SourcePosition {
        if place > tracked {
            var moved = tracker
            moved.advance(over: bytes.span, in: tracked..<place)
            tracker = moved
            tracked = place
        }
        return tracker.position
    }

    /// How many bytes of text came before ``bytes``.
    var startOffset: Int { tracker.position.offset - tracked }

    /// Forgets what stands before a byte.
    mutating func forget(before place: Int) {
        mark = max(mark, min(place, index))
    }

    /// Gets more bytes behind ``end``; false at the end of the input.
    mutating func refill() throws(FeedError) -> Bool {
        let before = end - index
        while source != nil, fault != .invalid {
            var chunk: [UInt8]?
            do throws(FeedError) {
                chunk = try source?.nextChunk()
            } catch {
                sourceFault = error
            }
            compact()
            if let chunk { bytes.append(contentsOf: chunk) } else { source = nil }
            if isAtStart {
                if source != nil, bytes.count < 3, Self.byteOrderMark.starts(with: bytes) { continue }
                begin()
            }
            validate()
            if end - index > before { return true }
        }
        if let sourceFault {
            var copy = self
            throw sourceFault.placed(at: copy.position(at: end))
        }
        guard fault == .complete else { throw encodingError() }
        return end - index > before
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private mutating func begin() {
        isAtStart = false
        guard bytes.starts(with: Self.byteOrderMark) else { return }
        (index, end, mark, tracked) = (3, 3, 3, 3)
        tracker.skip(bytes: 3)
    }

    private mutating func validate() {
        let result = UTF8Text.validPrefix(of: bytes.span, from: end)
        end = result.end
        fault = result.ending
    }

    private mutating func compact() {
        guard mark > 0 else { return }
        _ = position(at: mark)
        bytes.removeSubrange(0..<mark)
        index -= mark
        end -= mark
        tracked -= mark
        mark = 0
    }

    private func encodingError() -> FeedError {
        // A copy: looking ahead may meet the fault long before the reader does.
        var copy = self
        let place = copy.position(at: end)
        let hex = String(bytes[end], radix: 16, uppercase: true)
        let isWide =
            place.offset == 0 && (bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]))
        if fault == .incomplete {
            return FeedError(.encoding, "the input ends inside a UTF-8 character", at: place)
        }
        return FeedError(
            .encoding, "byte 0x\(hex) at offset \(place.offset) is not UTF-8", at: place,
            help: isWide ? "the file looks like UTF-16: save it as UTF-8" : "save the file as UTF-8")
    }
}

extension ByteWindow {
    /// What stands at the next byte, for a message: `"}"`, `U+0007`, `the end of the input`.
    mutating func describeNext() throws(FeedError) -> String {
        guard let byte = try peek() else { return "the end of the input" }
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let text = String(decoding: bytes[index..<min(index + length, end)], as: UTF8.self)
        guard let scalar = text.unicodeScalars.first else { return "the end of the input" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned,
            .privateUse:
            let hex = String(scalar.value, radix: 16, uppercase: true)
            return scalar == " "
                ? "a space" : "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        default: return "\"\(text)\""
        }
    }
}
