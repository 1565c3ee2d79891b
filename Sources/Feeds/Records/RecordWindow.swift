internal import Diagnostics

/// The part of an input that a record reader looks at: raw bytes from the record being read on.
///
/// A reader scans ``bytes`` from ``start`` to ``end``, where nothing is validated yet. When the record does not end
/// there, it calls ``refill()``, which moves the record to the front, and scans on, or again. Behind the record it
/// calls ``consume(to:)``. A byte order mark is skipped.
struct RecordWindow {
    /// The bytes at hand; only those in ``start``..<``end`` mean something.
    private(set) var bytes: [UInt8]
    /// The first byte of the record being read.
    private(set) var start = 0
    /// Where the bytes end.
    private(set) var end = 0
    /// Whether nothing follows ``end``. What the source failed with, if it did, is thrown by ``throwSourceFault()``.
    private(set) var isAtEnd: Bool

    private var source: (any ByteSource)?
    private var fault: FeedError?
    private var tracker = PositionTracker()

    /// Looks at what a source gives.
    init(_ source: any ByteSource) {
        self.bytes = []
        self.source = source
        self.isAtEnd = false
    }

    /// Looks at bytes that are in memory.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        self.end = bytes.count
        self.source = nil
        self.isAtEnd = true
        skipByteOrderMark()
    }

    /// The place of the byte at ``start``.
    var position: SourcePosition { tracker.position }

    /// The place of a byte at or behind ``start``. Linear in the distance.
    func position(at index: Int) -> SourcePosition {
        tracker.advanced(over: bytes.span, in: start..<min(max(index, start), end)).position
    }

    /// The record ends before `index`: what stands there is next.
    mutating func consume(to index: Int) {
        let target = min(max(index, start), end)
        tracker = tracker.advanced(over: bytes.span, in: start..<target)
        start = target
    }

    /// The same where the reader has counted the lines itself: `index` is the first byte of a line.
    mutating func consume(to index: Int, lines: Int) {
        let target = min(max(index, start), end)
        tracker = PositionTracker(
            at: SourcePosition(
                line: position.line &+ lines, column: 1, offset: position.offset &+ (target &- start)))
        start = target
    }

    /// Gets more bytes behind ``end``; false when there are none. ``start`` becomes 0: indexes move down by the old one.
    ///
    /// The buffer holds what is unread and one chunk, so a record costs a bounded number of moves of each byte only when
    /// chunks grow with it: sources of small chunks are asked until the unread bytes have doubled.
    mutating func refill() -> Bool {
        guard !isAtEnd else { return false }
        let isFirst = tracker.position.offset == 0 && start == 0
        bytes.removeSubrange(0..<start)
        end -= start
        start = 0
        let unread = end
        let wanted = unread == 0 ? 1 : unread
        while end - unread < wanted || (isFirst && end < 3) {
            do throws(FeedError) {
                guard let chunk = try source?.nextChunk() else {
                    isAtEnd = true
                    break
                }
                bytes.append(contentsOf: chunk)
                end = bytes.count
            } catch {
                fault = error
                isAtEnd = true
                break
            }
        }
        if isFirst { skipByteOrderMark() }
        return end > unread
    }

    /// Whether the source failed: then nothing says that the input really ends where the bytes do.
    var hasFailed: Bool { fault != nil }

    /// Throws what the source failed with, once everything that it gave has been read.
    func throwSourceFault() throws(FeedError) {
        if let fault { throw fault.placed(at: position(at: end)) }
    }

    private mutating func skipByteOrderMark() {
        guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        start = 3
        tracker.skip(bytes: 3)
    }
}
