internal import RedTrack

/// Which objects of two sides have the same name, and which of them are surely the same.
struct BulkPairs {
    /// For each object of the first side the one of the other with its name, counted from 1; 0 where there is none.
    private(set) var partner: [UInt32]
    /// For each object of the other side the one of the first, in the same way.
    private(set) var owner: [UInt32]
    /// Whether pairs are written the same, byte by byte, and nobody would find anything to say of them.
    private(set) var isEqual: [Bool]

    init(_ side: BulkSide, _ other: BulkSide) {
        partner = [UInt32](repeating: 0, count: side.chunks.count)
        owner = [UInt32](repeating: 0, count: other.chunks.count)
        isEqual = [Bool](repeating: false, count: side.chunks.count)
        // Objects mostly stand in the same order.
        var next = 0
        for file in side.files {
            let bytes = file.bytes.span
            var index = file.chunks.lowerBound
            while index < file.chunks.upperBound {
                let name = side.chunks[index].name
                var found = next
                if found >= other.chunks.count || other.chunks[found].name != name {
                    guard let known = other.chunk(named: name) else {
                        index += 1
                        continue
                    }
                    found = known
                }
                partner[index] = UInt32(truncatingIfNeeded: found &+ 1)
                owner[found] = UInt32(truncatingIfNeeded: index &+ 1)
                let run = compare(side, other, file, bytes, from: index, found)
                index += run
                next = found + run
            }
        }
    }

    /// Compares a pair, and those behind it while they are pairs in the same files; how many.
    private mutating func compare(
        _ side: BulkSide, _ other: BulkSide, _ file: BulkSide.File, _ bytes: Span<UInt8>, from first: Int,
        _ second: Int
    ) -> Int {
        let otherFile = Int(other.chunks[second].file)
        let isComparable =
            other.files[otherFile].format == file.format && other.files[otherFile].header == file.header
        let otherBytes = other.files[otherFile].bytes
        let span = otherBytes.span
        let isJSON = file.format == .json
        let end = other.files[otherFile].chunks.upperBound
        var (index, found) = (first, second)
        while true {
            let (left, right) = (side.chunks[index], other.chunks[found])
            partner[index] = UInt32(truncatingIfNeeded: found &+ 1)
            owner[found] = UInt32(truncatingIfNeeded: index &+ 1)
            isEqual[index] =
                isComparable && left.flags.contains(.isSound)
                && Self.isSame(
                    bytes, Self.body(bytes, left, isJSON), span, Self.body(span, right, isJSON))
            index += 1
            found += 1
            guard index < file.chunks.upperBound, found < end,
                side.chunks[index].name == other.chunks[found].name
            else { return index - first }
        }
    }

    /// The lines of an object without what depends on where it stands: the line end, and the comma of JSON.
    @inline(__always)
    private static func body(_ bytes: Span<UInt8>, _ chunk: BulkChunk, _ isJSON: Bool) -> Range<Int> {
        let start = Int(chunk.start)
        var end = Int(chunk.end)
        if end > start, bytes[end - 1] == 0x0A { end -= 1 }
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        if isJSON, end > start, bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
        return start..<end
    }

    @inline(__always)
    private static func isSame(
        _ left: Span<UInt8>, _ first: Range<Int>, _ right: Span<UInt8>, _ second: Range<Int>
    ) -> Bool {
        guard first.count == second.count, first.upperBound <= left.count, second.upperBound <= right.count
        else { return false }
        let (left, right) = (left.bytes, right.bytes)
        var offset = 0
        let count = first.count
        // Every load ends at or before the end of its range, which is within the bytes.
        while offset &+ 16 <= count {
            let old = left.unsafeLoadUnaligned(
                fromUncheckedByteOffset: first.lowerBound &+ offset, as: SIMD2<UInt64>.self)
            let new = right.unsafeLoadUnaligned(
                fromUncheckedByteOffset: second.lowerBound &+ offset, as: SIMD2<UInt64>.self)
            let difference = old ^ new
            if difference[0] | difference[1] != 0 { return false }
            offset &+= 16
        }
        while offset < count {
            let old = left.unsafeLoad(fromUncheckedByteOffset: first.lowerBound &+ offset, as: UInt8.self)
            let new = right.unsafeLoad(fromUncheckedByteOffset: second.lowerBound &+ offset, as: UInt8.self)
            if old != new { return false }
            offset &+= 1
        }
        return true
    }
}
