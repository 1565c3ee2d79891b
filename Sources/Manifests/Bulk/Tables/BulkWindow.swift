internal import Feeds

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A piece of a file in memory, which moves on through the file: small enough to stay in the caches of a processor.
struct BulkWindow {
    private let file: BulkFile
    /// The bytes; those behind ``count`` mean nothing.
    private(set) var bytes: [UInt8]
    private(set) var count = 0
    /// Where in the file the first of them stands.
    private(set) var base: Int
    /// Nothing behind this offset is read.
    let limit: Int
    /// Whether the bytes have to be text without variables.
    private let isText: Bool
    /// The offset up to which they are: behind a line feed, which is never part of a longer sequence.
    private var checked: Int

    init(_ file: BulkFile, from offset: Int, to limit: Int, size: Int, isText: Bool) {
        self.file = file
        self.limit = min(limit, file.size)
        self.isText = isText
        bytes = [UInt8](repeating: 0, count: max(64, size))
        base = offset
        checked = offset
    }

    /// Whether no bytes follow in the file.
    var isAtEnd: Bool { base &+ count == file.size }
    /// Whether no more bytes are read.
    var isAtLimit: Bool { base &+ count >= limit }
    /// The offset behind the last byte.
    var end: Int { base &+ count }

    /// Reads on, without the bytes before an offset, which is in the window or right behind it.
    /// - Returns: false when nothing can be read, and when it is no text.
    mutating func advance(to offset: Int) -> Bool {
        let kept = end - offset
        guard offset >= base, kept >= 0, !isAtLimit else { return false }
        if kept * 2 > bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
        let wanted = min(bytes.count - kept, limit - end)
        let (file, first, next) = (file, offset - base, end)
        let isRead = bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return false }
            // Both ends of the move are within `count`, and what is read fits behind what was kept.
            memmove(start, start + first, kept)
            return file.read(
                at: next, into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<(kept + wanted)]))
        }
        guard isRead else { return false }
        base = offset
        count = kept + wanted
        return !isText || check()
    }

    /// Goes back to an offset.
    mutating func rewind(to offset: Int) {
        if offset >= base, offset <= end { return }
        base = offset
        count = 0
    }

    private mutating func check() -> Bool {
        let start = max(0, checked - base)
        var end = count
        if !isAtEnd {
            while end > start, bytes[end - 1] != 0x0A { end -= 1 }
        }
        guard end > start else { return true }
        checked = base + end
        return Self.isPlainText(bytes, start..<end)
    }

    /// Whether bytes that start and end between lines are text, and no variable is in it.
    static func isPlainText(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let span = bytes.span.extracting(range)
        return UTF8Text.isText(span) && !BulkText.hasVariables(span)
    }

    /// Whether so many bytes at an offset are those at another one of another window; both are in the windows.
    @inline(__always)
    func isSame(at offset: Int, as other: borrowing BulkWindow, at otherOffset: Int, count: Int) -> Bool {
        let (first, second) = (offset &- base, otherOffset &- other.base)
        guard first >= 0, second >= 0, count >= 0, first &+ count <= self.count,
            second &+ count <= other.count
        else { return false }
        return bytes.withUnsafeBytes { left in
            other.bytes.withUnsafeBytes { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return false }
                // In bounds: both ranges were held against the counts above.
                return memcmp(left + first, right + second, count) == 0
            }
        }
    }
}
