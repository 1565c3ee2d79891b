/// The next line ends of a window, each looked for once.
///
/// A line ends at LF, at CR LF, or at a CR alone. Most inputs have no CR at all: then the search for one has passed
/// over the whole window at once, and costs nothing a row.
struct CSVLineEnds {
    private static let feedPattern = ByteSearch.pattern(0x0A)
    private static let returnPattern = ByteSearch.pattern(0x0D)

    /// The first LF at or behind the byte passed last; the end of the window when there is none.
    private var feed: Int
    /// The same for CR.
    private var carriageReturn: Int

    /// The first line end at or behind the byte passed last; the end of the window when there is none.
    @inline(__always)
    var next: Int { min(feed, carriageReturn) }

    /// Those of bytes that nobody asks for line ends: they end at `end`.
    init(passed end: Int) {
        feed = end
        carriageReturn = end
    }

    /// Looks at bytes from one of them on.
    init(in bytes: RawSpan, from start: Int, to end: Int) {
        feed = ByteSearch.far(Self.feedPattern, in: bytes, from: start, to: end)
        carriageReturn = ByteSearch.far(Self.returnPattern, in: bytes, from: start, to: end)
    }

    /// The same for bytes that have lost `lost` at their front, and got more behind `oldEnd`.
    func grown(lost: Int, in bytes: RawSpan, oldEnd: Int, to end: Int) -> CSVLineEnds {
        var ends = self
        ends.feed -= lost
        ends.carriageReturn -= lost
        if ends.feed >= oldEnd {
            ends.feed = ByteSearch.far(Self.feedPattern, in: bytes, from: oldEnd, to: end)
        }
        if ends.carriageReturn >= oldEnd {
            ends.carriageReturn = ByteSearch.far(Self.returnPattern, in: bytes, from: oldEnd, to: end)
        }
        return ends
    }

    /// Passes what stands before `index`, which is the first byte of a line, without counting it.
    mutating func catchUp(with index: Int, in bytes: RawSpan, to end: Int) {
        if feed < index { feed = ByteSearch.far(Self.feedPattern, in: bytes, from: index, to: end) }
        if carriageReturn < index {
            carriageReturn = ByteSearch.far(Self.returnPattern, in: bytes, from: index, to: end)
        }
    }

    /// Passes the line end that is next, and gives where the line behind it starts; `nil` when there is none, or when
    /// only bytes behind `end` can tell.
    mutating func passLine(in bytes: RawSpan, to end: Int, isAtEnd: Bool) -> Int? {
        guard next < end, let start = Self.lineStart(behind: next, in: bytes, to: end, isAtEnd: isAtEnd)
        else { return nil }
        _ = pass(to: start, in: bytes, to: end)
        return start
    }

    /// Passes what stands before `index` and gives the number of lines that end there.
    @inline(__always)
    mutating func pass(to index: Int, in bytes: RawSpan, to end: Int) -> Int {
        var lines = 0
        while feed < index {
            lines &+= 1
            feed = ByteSearch.far(Self.feedPattern, in: bytes, from: feed &+ 1, to: end)
        }
        while carriageReturn < index {
            let next = carriageReturn &+ 1
            if next >= end || ByteSearch.byte(bytes, next) != 0x0A { lines &+= 1 }
            carriageReturn = ByteSearch.far(Self.returnPattern, in: bytes, from: next, to: end)
        }
        return lines
    }

    /// Where the line behind the line end at `index` starts; `nil` when only the bytes behind `end` can tell.
    @inline(__always)
    static func lineStart(behind index: Int, in bytes: RawSpan, to end: Int, isAtEnd: Bool) -> Int? {
        let next = index &+ 1
        guard ByteSearch.byte(bytes, index) == 0x0D else { return next }
        guard next < end else { return isAtEnd ? next : nil }
        return ByteSearch.byte(bytes, next) == 0x0A ? next &+ 1 : next
    }
}
