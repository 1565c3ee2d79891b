extension Span where Element == UInt8 {
    /// Whether both have the same bytes. Texts are compared so: equality of Swift's strings takes two spellings of "é"
    /// for one, JSON does not.
    @inline(__always)
    func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    /// Whether this comes before the other by bytes, which in UTF-8 is the order of code points.
    func precedes(_ other: Span<UInt8>) -> Bool {
        let common = Swift.min(count, other.count)
        for index in 0..<common where self[index] != other[index] { return self[index] < other[index] }
        return count < other.count
    }

    /// Where the other starts in this, from an index on; `nil` when nowhere. An empty one starts everywhere.
    func firstIndex(of other: Span<UInt8>, from start: Int = 0) -> Int? {
        guard other.count > 0 else { return start <= count ? start : nil }
        var index = start
        while index + other.count <= count {
            if self[index] == other[0], extracting(index..<(index + other.count)).isSame(as: other) {
                return index
            }
            index += 1
        }
        return nil
    }
}
