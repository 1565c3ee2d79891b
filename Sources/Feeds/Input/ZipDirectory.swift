internal import Diagnostics

/// The directory at the end of a zip archive (APPNOTE 6.3.10, 4.3.6 to 4.3.16), with ZIP64.
///
/// The directory alone says what the members are; local headers must agree with it. Whatever lies outside the file,
/// overlaps or leaves the counts unmet is `damaged`.
struct ZipDirectory {
    /// The bytes before which all members end.
    let start: Int
    private let end: Int
    private let count: Int
    private let file: any SeekableBytes

    private static let endBytes = 22
    private static let longestComment = 0xFFFF
    private static let windowBytes = 256 << 10

    /// Finds the directory.
    init(of file: any SeekableBytes) throws(FeedError) {
        self.file = file
        let tailStart = max(0, file.count - Self.endBytes - Self.longestComment)
        let tail = try file.bytes(at: tailStart, count: file.count - tailStart)
        guard let place = Self.endRecord(in: tail) else {
            throw Self.damaged(
                "it has no directory at its end", help: "the file was cut off, or is no zip archive")
        }
        let record = tail[place...]
        var totals = try Self.totals(of: record)
        var recordStart = tailStart + place
        let locator = recordStart - 20
        if locator >= 0 {
            let bytes = try file.bytes(at: locator, count: 20)
            if bytes.uint32(at: 0) == 0x0706_4B50, let long = bytes.uint64(at: 8).flatMap(Int.init(exactly:))
            {
                (totals, recordStart) = (try Self.longTotals(at: long, before: locator, in: file), long)
            }
        }
        guard totals.offset >= 0, totals.bytes >= 0, totals.offset <= recordStart,
            totals.bytes <= recordStart - totals.offset
        else { throw Self.damaged("its directory lies outside the file") }
        (start, end, count) = (totals.offset, totals.offset + totals.bytes, totals.count)
    }

    /// Calls `visit` with each member, in order.
    func forEach(limit: Int, _ visit: (ZipEntry) -> Void) throws(FeedError) {
        guard count <= limit else {
            throw FeedError(.limit, "the archive has \(count) members, more than \(limit)", at: .start)
        }
        var window: [UInt8] = []
        var windowStart = start
        var place = start
        var seen = 0
        while place < end {
            // An entry is 46 bytes and three texts of up to 65,535.
            if windowStart + window.count - place < 46 + 3 * 0xFFFF, windowStart + window.count < end {
                window = try file.bytes(at: place, count: min(Self.windowBytes, end - place))
                windowStart = place
            }
            guard let (entry, length) = Self.entry(in: window[(place - windowStart)...]),
                entry.headerOffset < start, entry.compressedBytes <= start,
                entry.leastEnd <= start
            else { throw Self.damaged("its directory is broken at byte \(place)") }
            visit(entry)
            place += length
            seen += 1
            guard seen <= count else { break }
        }
        guard seen == count, place == end else {
            throw Self.damaged("its directory does not have the \(count) members that it claims")
        }
    }

    /// An archive that contradicts itself.
    static func damaged(_ what: String, help: String = "get the file again") -> FeedError {
        FeedError(.damaged, "the zip archive is damaged: \(what)", at: .start, help: help)
    }

    // MARK: Records

    private typealias Totals = (count: Int, bytes: Int, offset: Int)

    /// Where the end record starts: the last place from which its comment reaches exactly to the end of the file.
    private static func endRecord(in tail: [UInt8]) -> Int? {
        var place = tail.count - endBytes
        while place >= 0 {
            if tail[place] == 0x50, tail.uint32(at: place) == 0x0605_4B50,
                let comment = tail.uint16(at: place + 20), place + endBytes + Int(comment) == tail.count
            {
                return place
            }
            place -= 1
        }
        return nil
    }

    private static func totals(of record: ArraySlice<UInt8>) throws(FeedError) -> Totals {
        guard let disk = record.uint16(at: 4), let directoryDisk = record.uint16(at: 6),
            let here = record.uint16(at: 8), let count = record.uint16(at: 10),
            let bytes = record.uint32(at: 12), let offset = record.uint32(at: 16)
        else { throw damaged("its end is broken") }
        guard disk == directoryDisk, here == count, disk == 0 || disk == 0xFFFF else { throw inParts }
        return (Int(count), Int(bytes), Int(offset))
    }

    private static func longTotals(
        at place: Int, before locator: Int, in file: any SeekableBytes
    ) throws(FeedError) -> Totals {
        guard place >= 0, place <= locator - 56 else { throw damaged("its ZIP64 end lies outside the file") }
        let record = try file.bytes(at: place, count: 56)
        guard record.uint32(at: 0) == 0x0606_4B50, let disk = record.uint32(at: 16),
            let directoryDisk = record.uint32(at: 20),
            let here = record.uint64(at: 24), let count = record.uint64(at: 32).flatMap(Int.init(exactly:)),
            let bytes = record.uint64(at: 40).flatMap(Int.init(exactly:)),
            let offset = record.uint64(at: 48).flatMap(Int.init(exactly:))
        else { throw damaged("its ZIP64 end is broken") }
        guard disk == 0, directoryDisk == 0, here == UInt64(count) else { throw inParts }
        return (count, bytes, offset)
    }

    private static let inParts = FeedError(
        .forbidden, "the zip archive is one of several parts", at: .start,
        help: "join the parts, or unpack them")

    /// An entry at the start of some bytes, and how long it is there.
    private static func entry(in bytes: ArraySlice<UInt8>) -> (entry: ZipEntry, length: Int)? {
        guard bytes.uint32(at: 0) == 0x0201_4B50, let flags = bytes.uint16(at: 8),
            let method = bytes.uint16(at: 10), let checksum = bytes.uint32(at: 16),
            let compressed = bytes.uint32(at: 20), let expanded = bytes.uint32(at: 24),
            let nameCount = bytes.uint16(at: 28), let extraCount = bytes.uint16(at: 30),
            let commentCount = bytes.uint16(at: 32), let disk = bytes.uint16(at: 34),
            let offset = bytes.uint32(at: 42)
        else { return nil }
        let length = 46 + Int(nameCount) + Int(extraCount) + Int(commentCount)
        guard length <= bytes.count, disk == 0 || disk == 0xFFFF else { return nil }
        let name = bytes.dropFirst(46).prefix(Int(nameCount))
        let extra = bytes.dropFirst(46 + Int(nameCount)).prefix(Int(extraCount))
        var long = LongFields(extra)
        // A name with a zero in it is shorter for some readers than for others.
        guard !name.contains(0), let expandedBytes = long.value(expanded),
            let compressedBytes = long.value(compressed),
            let headerOffset = long.value(offset)
        else { return nil }
        return (
            ZipEntry(
                nameBytes: Array(name), flags: flags, method: method, checksum: checksum,
                compressedBytes: compressedBytes, expandedBytes: expandedBytes, headerOffset: headerOffset),
            length
        )
    }

    /// The ZIP64 field of an entry: eight bytes for each number that did not fit its four, in the order of the numbers.
    private struct LongFields {
        private var bytes: ArraySlice<UInt8>?

        init(_ extra: ArraySlice<UInt8>) {
            var rest = extra
            while let id = rest.uint16(at: 0), let count = rest.uint16(at: 2), rest.count >= 4 + Int(count) {
                if id == 1 {
                    bytes = rest.dropFirst(4).prefix(Int(count))
                    return
                }
                rest = rest.dropFirst(4 + Int(count))
            }
        }

        mutating func value(_ short: UInt32) -> Int? {
            guard short == .max else { return Int(short) }
            // Without the field the number is what it says; the bounds of the file will have their say.
            guard let bytes else { return Int(short) }
            self.bytes = bytes.dropFirst(8)
            return bytes.uint64(at: 0).flatMap(Int.init(exactly:))
        }
    }
}
