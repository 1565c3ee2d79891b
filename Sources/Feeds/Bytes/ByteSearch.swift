#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Search for bytes: by the C library where they are far, eight at a time in a word where they are near.
///
/// The C library finds the first match of a vector in one instruction, which Swift has not; whether there is one at all,
/// Swift's vectors say as fast. In a word, a byte with the value 0 is found by its borrows: `(word - 0x01…) & ~word & 0x80…` has the
/// top bit of the first such byte as its lowest bit. Bits above that one mean nothing.
///
/// Everywhere `0 <= start`, and `end` is not behind the bytes; words may be read beyond `end`, never beyond the bytes.
enum ByteSearch {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Eight times a byte, as the searches want it.
    @inline(__always)
    static func pattern(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

    /// The top bits of a word's bytes that equal those of a pattern; only the lowest bit can be relied on.
    @inline(__always)
    static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return (difference &- ones) & ~difference & tops
    }

    /// The first byte that equals the pattern's in `start..<end`, or `end`. Best where it is near.
    @inline(__always)
    static func near(_ pattern: UInt64, in bytes: RawSpan, from start: Int, to end: Int) -> Int {
        let lastVector = bytes.byteCount &- 16
        let wanted = SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: pattern))
        var index = start
        while index < end {
            guard index <= lastVector else { return tail(pattern, in: bytes, from: index, to: end) }
            let found = unsafeBitCast(vector(bytes, index) .== wanted, to: SIMD2<UInt64>.self)
            if found[0] != 0 { return min(index &+ found[0].trailingZeroBitCount >> 3, end) }
            if found[1] != 0 { return min(index &+ 8 &+ found[1].trailingZeroBitCount >> 3, end) }
            index &+= 16
        }
        return end
    }

    /// The same as ``near(_:in:from:to:)``, best where it is far.
    @inline(__always)
    static func far(_ pattern: UInt64, in bytes: RawSpan, from start: Int, to end: Int) -> Int {
        guard start < end else { return end }
        return bytes.withUnsafeBytes { buffer in
            // In bounds: `start..<end` is within the bytes.
            guard let base = buffer.baseAddress,
                let found = memchr(base + start, Int32(truncatingIfNeeded: pattern & 0xFF), end &- start)
            else { return end }
            return UnsafeRawPointer(found) - base
        }
    }

    /// The first byte in `start..<end` that is NUL or not ASCII, or `end`.
    @inline(__always)
    static func firstSpecial(in bytes: RawSpan, from start: Int, to end: Int) -> Int {
        var index = start
        while index &+ 64 <= end {
            let found =
                specials(bytes, index) .| specials(bytes, index &+ 16) .| specials(bytes, index &+ 32)
                .| specials(bytes, index &+ 48)
            if hasAny(found) { break }
            index &+= 64
        }
        while index &+ 16 <= end, !hasAny(specials(bytes, index)) { index &+= 16 }
        let lastWord = bytes.byteCount &- 8
        while index < end {
            guard index <= lastWord else { return specialTail(in: bytes, from: index, to: end) }
            let word = word(bytes, index)
            let found = ((word &- ones) | word) & tops
            if found != 0 { return min(index &+ found.trailingZeroBitCount >> 3, end) }
            index &+= 8
        }
        return end
    }

    /// NUL, and as numbers with a sign what is not ASCII, are less than 1.
    @inline(__always)
    private static func specials(_ bytes: RawSpan, _ index: Int) -> SIMDMask<SIMD16<Int8>> {
        signedVector(bytes, index) .< SIMD16<Int8>(repeating: 1)
    }

    @inline(never)
    private static func tail(_ pattern: UInt64, in bytes: RawSpan, from start: Int, to end: Int) -> Int {
        let wanted = UInt8(truncatingIfNeeded: pattern)
        for index in start..<end where byte(bytes, index) == wanted { return index }
        return end
    }

    @inline(never)
    private static func specialTail(in bytes: RawSpan, from start: Int, to end: Int) -> Int {
        for index in start..<end where byte(bytes, index) == 0 || byte(bytes, index) >= 0x80 { return index }
        return end
    }
}

// MARK: Loads

extension ByteSearch {
    /// One byte. The caller has checked that it is within the bytes, here and below.
    @inline(__always)
    static func byte(_ bytes: RawSpan, _ index: Int) -> UInt8 {
        bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
    }

    /// Eight bytes, the first one lowest.
    @inline(__always)
    static func word(_ bytes: RawSpan, _ index: Int) -> UInt64 {
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }

    /// Sixteen bytes.
    @inline(__always)
    static func vector(_ bytes: RawSpan, _ index: Int) -> SIMD16<UInt8> {
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
    }

    /// Sixteen bytes as numbers with a sign.
    @inline(__always)
    static func signedVector(_ bytes: RawSpan, _ index: Int) -> SIMD16<Int8> {
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<Int8>.self)
    }

    /// Whether a comparison holds for any byte; `any(_:)` of the standard library takes a dozen times as long.
    @inline(__always)
    static func hasAny(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return words[0] | words[1] != 0
    }
}
