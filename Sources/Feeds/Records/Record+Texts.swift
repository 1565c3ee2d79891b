internal import CBytes

// Lists of texts.
extension Record {
    /// The texts of the strings and numbers that stand directly in a list; of a string or number, that one alone; of
    /// every other value, none.
    public func texts(of index: Int) -> [String] {
        elements(of: index) { Self.string($0) }
    }

    /// The parts of a text between separators, which are one ASCII character: `US|CA`. Of an empty text, none.
    ///
    /// Nothing is trimmed; a separator at an end has an empty part beside it.
    public func texts(of index: Int, separatedBy separator: Unicode.Scalar) -> [String] {
        parts(of: index, between: separator) { Self.string($0) }
    }

    @inline(__always)
    func elements(of index: Int, _ make: (Span<UInt8>) -> String) -> [String] {
        let node = nodes[index]
        let bytes = bytes.span
        guard node.kind == .list else {
            let isText = node.kind == .string || node.kind == .number
            return isText ? [make(bytes.extracting(textRange(of: index)))] : []
        }
        let end = Int(node.end)
        var texts: [String] = []
        texts.reserveCapacity(Int(node.count))
        var child = index &+ 1
        while child < end {
            let node = nodes[child]
            if node.kind == .string || node.kind == .number {
                texts.append(make(bytes.extracting(textRange(of: child))))
            }
            child = Int(node.end)
        }
        return texts
    }

    @inline(__always)
    func parts(
        of index: Int, between separator: Unicode.Scalar, _ make: (Span<UInt8>) -> String
    ) -> [String] {
        let range = textRange(of: index)
        guard !range.isEmpty else { return [] }
        let text = bytes.span
        guard separator.isASCII else { return [make(text.extracting(range))] }
        let byte = UInt8(truncatingIfNeeded: separator.value)
        var parts: [String] = []
        if var marks = marks(of: byte, in: range) {
            parts.reserveCapacity(marks.nonzeroBitCount &+ 1)
            var start = range.lowerBound
            while marks != 0 {
                let end = range.lowerBound &+ marks.trailingZeroBitCount
                parts.append(make(text.extracting(start..<end)))
                start = end &+ 1
                marks &= marks &- 1
            }
            parts.append(make(text.extracting(start..<range.upperBound)))
            return parts
        }
        var start = range.lowerBound
        while true {
            let pattern = ByteSearch.pattern(byte)
            let end = ByteSearch.near(pattern, in: text.bytes, from: start, to: range.upperBound)
            parts.append(make(text.extracting(start..<end)))
            guard end < range.upperBound else { return parts }
            start = end &+ 1
        }
    }

    /// Where a byte stands in a range, the first place in the lowest bit; `nil` for ranges that are long, or too near to the
    /// end.
    @inline(__always)
    private func marks(of byte: UInt8, in range: Range<Int>) -> UInt64? {
        let block = Int(CBYTES_BLOCK)
        guard range.lowerBound >= 0, range.count < block, range.lowerBound &+ block <= bytes.count else {
            return nil
        }
        return bytes.withUnsafeBufferPointer { buffer in
            // In bounds: a block stands behind the start.
            guard let base = buffer.baseAddress else { return nil }
            return CBytesMatch(base + range.lowerBound, byte) & (1 &<< UInt64(range.count) &- 1)
        }
    }
}
