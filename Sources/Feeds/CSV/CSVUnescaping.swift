/// Takes the escapes out of the text of a quoted field.
enum CSVUnescaping {
    /// Appends the text that stands in a range of `bytes`.
    static func append(
        _ bytes: RawSpan, _ range: Range<Int>, quote: UInt8, hasBackslashes: Bool, to output: inout [UInt8]
    ) {
        if hasBackslashes { return appendBackslashed(bytes, range, quote: quote, to: &output) }
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.byteCount)
        let pattern = ByteSearch.pattern(quote)
        // The text gets no longer, but whole vectors are written, up to 15 bytes behind it.
        output.append(addingCapacity: range.count + 16) { room in
            room.withUnsafeMutableBufferPointer { buffer, count in
                let target = UnsafeMutableRawBufferPointer(buffer)
                var index = range.lowerBound
                while index < range.upperBound {
                    let quoteAt = ByteSearch.far(pattern, in: bytes, from: index, to: range.upperBound)
                    // The quote itself belongs to the text; the one behind it, if there is one, does not.
                    let end = min(quoteAt &+ 1, range.upperBound)
                    copy(bytes, index..<end, to: target, at: count)
                    count &+= end &- index
                    index = end
                    if quoteAt < end, index < range.upperBound, ByteSearch.byte(bytes, index) == quote {
                        index &+= 1
                    }
                }
            }
        }
    }

    /// Copies a range, and perhaps up to 15 bytes behind it, for which there is room.
    @inline(__always)
    private static func copy(
        _ bytes: RawSpan, _ range: Range<Int>, to target: UnsafeMutableRawBufferPointer, at start: Int
    ) {
        // In bounds: no more is written than was read, and 16 bytes were added to the length of what is read.
        let lastVector = bytes.byteCount &- 16
        var place = start
        var index = range.lowerBound
        while index < range.upperBound, index <= lastVector {
            target.storeBytes(
                of: ByteSearch.vector(bytes, index), toByteOffset: place, as: SIMD16<UInt8>.self)
            index &+= 16
            place &+= 16
        }
        while index < range.upperBound {
            target[place] = ByteSearch.byte(bytes, index)
            index &+= 1
            place &+= 1
        }
    }

    /// The same where a backslash escapes a quote or a backslash.
    private static func appendBackslashed(
        _ bytes: RawSpan, _ range: Range<Int>, quote: UInt8, to output: inout [UInt8]
    ) {
        let backslash = UInt8(ascii: "\\")
        var index = range.lowerBound
        while index < range.upperBound {
            var byte = ByteSearch.byte(bytes, index)
            index += 1
            if byte == backslash, index < range.upperBound {
                let following = ByteSearch.byte(bytes, index)
                if following == quote || following == backslash {
                    byte = following
                    index += 1
                }
            }
            output.append(byte)
        }
    }
}
