internal import CBytes

/// A quick answer to whether bytes are text: valid UTF-8 (RFC 3629) without NUL.
///
/// Sixteen bytes are judged at a time, each by itself and the three before it, without a branch: text in many scripts
/// costs as much as text in one. Bytes that need a closer look (NUL, 0xC0, 0xC1, 0xE0, 0xED, 0xF4 and above) are only
/// noticed; they are few, and a text with one is looked at again by ``UTF8Text``, which also knows the place.
enum UTF8Check {
    private typealias Vector = SIMD16<UInt8>

    /// Whether `start..<end` is text. The range is within the bytes.
    @inline(__always)
    static func isText(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        let first = ByteSearch.firstSpecial(in: text.bytes, from: start, to: end)
        return first == end || isText(text, from: start, behind: first, to: end)
    }

    /// The same where `start..<first` is known to be ASCII.
    @inline(never)
    private static func isText(_ text: Span<UInt8>, from start: Int, behind first: Int, to end: Int) -> Bool {
        let bytes = text.bytes
        precondition(start >= 0 && start <= first && first < end && end <= bytes.byteCount)
        // Three bytes that have others of the range before them, and a whole vector behind.
        guard end &- start >= 19 else { return isExactly(text, from: start, to: end) }
        guard first >= start &+ 3 || isStart(bytes, start) else {
            return isExactly(text, from: start, to: end)
        }
        var index = max(first, start &+ 3)
        if end &- index >= 32, isQuicklyText(bytes, index, to: end) { return true }
        var faults = SIMDMask<SIMD16<Int8>>(repeating: false)
        var lowest = Vector(repeating: 0xFF)
        var highest = Vector(repeating: 0)
        while true {
            // The last vector may take bytes again. It starts 16 before the end, the first 3 behind the start or later.
            let place = min(index, end &- 16)
            let last = ByteSearch.vector(bytes, place &- 1)
            let second = ByteSearch.vector(bytes, place &- 2)
            let third = ByteSearch.vector(bytes, place &- 3)
            let byte = ByteSearch.vector(bytes, place)
            let continues = ByteSearch.signedVector(bytes, place) .< SIMD16<Int8>(repeating: -64)
            let isAwaited =
                (last .>= Vector(repeating: 0xC0)) .| (second .>= Vector(repeating: 0xE0))
                .| (third .>= Vector(repeating: 0xF0))
            let isOverlong = (last .== Vector(repeating: 0xF0)) .& (byte .< Vector(repeating: 0x90))
            let isRare =
                ((byte & Vector(repeating: 0xFE)) .== Vector(repeating: 0xC0))
                .| (byte .== Vector(repeating: 0xE0)) .| (byte .== Vector(repeating: 0xED))
            faults .|= (continues .^ isAwaited) .| isOverlong .| isRare
            lowest = lowest.replacing(with: byte, where: byte .< lowest)
            highest = highest.replacing(with: byte, where: byte .> highest)
            index &+= 16
            if index >= end { break }
        }
        faults .|= (lowest .== Vector(repeating: 0)) .| (highest .>= Vector(repeating: 0xF4))
        let isCut =
            ByteSearch.byte(bytes, end &- 1) >= 0xC0 || ByteSearch.byte(bytes, end &- 2) >= 0xE0
            || ByteSearch.byte(bytes, end &- 3) >= 0xF0
        return !isCut && !ByteSearch.hasAny(faults) || isExactly(text, from: start, to: end)
    }

    /// Whether what starts at an index, before which three bytes of it stand, is text as far as larger vectors tell, where
    /// the processor has them.
    @inline(__always)
    private static func isQuicklyText(_ bytes: RawSpan, _ index: Int, to end: Int) -> Bool {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return false }
            // In bounds: at least three bytes stand before the index, and the end is not behind them.
            return CBytesIsText((base + index).assumingMemoryBound(to: UInt8.self), end &- index)
                == CBytesText
        }
    }

    /// Whether a text may start with three bytes, none of which is rare.
    private static func isStart(_ bytes: RawSpan, _ start: Int) -> Bool {
        // How many of the three the sequences that start in them ask for.
        var awaited = 0
        for index in start..<(start &+ 3) {
            switch ByteSearch.byte(bytes, index) {
            case 0x01...0x7F where awaited == 0: continue
            case 0x80...0xBF where awaited > 0: awaited &-= 1
            case 0xC2...0xDF where awaited == 0: awaited = 1
            case 0xE1...0xEC where awaited == 0: awaited = 2
            case 0xEE...0xEF where awaited == 0: awaited = 2
            default: return false
            }
        }
        return true
    }

    /// The exact answer.
    @inline(never)
    private static func isExactly(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        let valid = UTF8Text.validPrefix(of: text.extracting(..<end), from: start)
        return valid.ending == .complete && ByteSearch.far(0, in: text.bytes, from: start, to: end) == end
    }
}
