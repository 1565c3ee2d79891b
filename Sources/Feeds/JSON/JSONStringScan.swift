internal import CBytes

/// Looks for the bytes that end a run of plain text in a JSON string.
enum JSONStringScan {
    /// The first quote, backslash or control character from `index` on, or `end`.
    ///
    /// Sixteen bytes cost one step. `end` must not exceed the count of `bytes`, `index` not be negative. `high` gets bits
    /// of ``beyondASCII`` set when such bytes were passed: the text needs its encoding checked.
    @inline(__always)
    static func stop(in bytes: Span<UInt8>, from index: Int, to end: Int, _ high: inout UInt64) -> Int {
        let raw = bytes.bytes
        var index = index
        while index &+ 16 <= end {
            // In bounds: sixteen bytes stand before `end`.
            let (stops, beyond) = raw.withUnsafeBytes { buffer -> (UInt32, UInt32) in
                guard let base = buffer.baseAddress else { return (0, 0) }
                let place = (base + index).assumingMemoryBound(to: UInt8.self)
                return (CBytesStringStops(place), CBytesBeyondASCII(place))
            }
            if stops != 0 {
                // Those before the stop.
                if beyond & (stops & (0 &- stops) &- 1) != 0 { high |= beyondASCII }
                return index &+ stops.trailingZeroBitCount
            }
            if beyond != 0 { high |= beyondASCII }
            index &+= 16
        }
        while index &+ 8 <= end {
            // In bounds: eight bytes stand before `end`.
            let word = UInt64(
                littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
            let stops = Self.stops(in: word)
            if stops != 0 {
                let count = stops.trailingZeroBitCount >> 3
                high |= word & ((1 << UInt64(truncatingIfNeeded: count &* 8)) &- 1)
                return index &+ count
            }
            high |= word
            index &+= 8
        }
        while index < end {
            let byte = bytes[unchecked: index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return index }
            high |= UInt64(byte)
            index &+= 1
        }
        return end
    }

    /// The bits of ``stop(in:from:to:_:)`` that say that there is more than ASCII.
    static let beyondASCII: UInt64 = 0x8080_8080_8080_8080

    /// A word whose lowest set bit is the high bit of the first quote, backslash or control character.
    ///
    /// A byte minus one, or minus a space, has its high bit set when the byte was zero, or below the space. What is
    /// borrowed only disturbs the bytes above a hit; bytes beyond ASCII are masked out.
    @inline(__always)
    private static func stops(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let controls = word &- (ones &* 0x20)
        return (quotes | backslashes | controls) & ~word & beyondASCII
    }
}
