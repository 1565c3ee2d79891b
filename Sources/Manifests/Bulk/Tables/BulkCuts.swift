#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Where two tables are cut into parts that are gone through at the same time.
///
/// A cut is a guess: what looks like the start of a row may stand in quotes. It is proven by the part before it, whose
/// last rows must end there on both sides.
struct BulkCuts {
    private let file: BulkFile
    private let other: BulkFile
    private var csv: BulkCSV
    /// Where parts start, on both sides; then where the last one ends.
    private(set) var offsets: [(Int, Int)] = []

    /// How much is looked at for a line that looks like a row.
    private static let reach = 1 << 17
    /// How much of the other file is searched for that row, first near the same place.
    private static let searches = [1 << 18, 1 << 23]
    private static let mostRows = 8

    init(_ file: BulkFile, _ other: BulkFile, _ csv: BulkCSV, _ otherStart: Int, part: Int) {
        self.file = file
        self.other = other
        self.csv = csv
        offsets = [(csv.firstRow, otherStart)]
        let count = max(1, file.size / max(1, part))
        for index in 1..<max(1, count) {
            guard let cut = cut(near: file.size / count * index), let last = offsets.last,
                cut.0 > last.0, cut.1 > last.1
            else { continue }
            offsets.append(cut)
        }
        offsets.append((file.size, other.size))
    }

    /// A row that both files have, somewhere behind an offset.
    private mutating func cut(near offset: Int) -> (Int, Int)? {
        guard let bytes = file.bytes(offset..<(offset + Self.reach)) else { return nil }
        let rows = rows(in: bytes)
        let guess = Int(Double(offset) / Double(file.size) * Double(other.size))
        for reach in Self.searches {
            let start = max(offsets[0].1, guess - reach / 2)
            guard let text = other.bytes(start..<(start + reach)) else { return nil }
            for row in rows.prefix(Self.mostRows) {
                if let place = Self.place(of: bytes[row], in: text) {
                    return (offset + row.lowerBound + 1, start + place + 1)
                }
            }
        }
        return nil
    }

    /// What may be rows, each with the line feed before it.
    private mutating func rows(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while found.count < Self.mostRows, let feed = bytes[index...].firstIndex(of: 0x0A) {
            index = feed + 1
            guard index < bytes.count, bytes[index] != 0x0A,
                let row = csv.row(bytes.span, at: index, isAtEnd: false, looks: false),
                bytes[row.next - 1] == 0x0A, row.next < bytes.count, bytes[row.next] != 0x0A,
                csv.row(bytes.span, at: row.next, isAtEnd: false, looks: false) != nil
            else { continue }
            found.append(feed..<row.next)
        }
        return found
    }

    /// Where a row stands that begins with a line feed.
    private static func place(of row: ArraySlice<UInt8>, in text: [UInt8]) -> Int? {
        text.withUnsafeBytes { text -> Int? in
            row.withUnsafeBytes { row -> Int? in
                guard let base = text.baseAddress, let wanted = row.baseAddress else { return nil }
                var index = 0
                // In bounds: what is searched and what is compared ends with the text.
                while index + row.count <= text.count,
                    let feed = memchr(base + index, 0x0A, text.count - index)
                {
                    index = UnsafeRawPointer(feed) - base
                    guard index + row.count <= text.count else { return nil }
                    if memcmp(feed, wanted, row.count) == 0 { return index }
                    index += 1
                }
                return nil
            }
        }
    }
}
