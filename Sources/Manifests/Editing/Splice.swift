/// A replacement of some bytes of a file by others.
struct Splice: Sendable {
    var range: Range<Int>
    var text: [UInt8]

    init(_ range: Range<Int>, _ text: some Sequence<UInt8>) {
        self.range = range
        self.text = Array(text)
    }

    init(_ range: Range<Int>, _ text: String) { self.init(range, text.utf8) }

    /// An insertion.
    init(at offset: Int, _ text: String) { self.init(offset..<offset, text.utf8) }
}

extension String {
    /// The text with a byte replaced: looking for characters would miss one that a combining mark follows.
    func replacingByte(_ byte: Unicode.Scalar, with text: String) -> String {
        guard utf8.contains(UInt8(ascii: byte)) else { return self }
        var bytes: [UInt8] = []
        for next in utf8 {
            if next == UInt8(ascii: byte) { bytes += text.utf8 } else { bytes.append(next) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a text stands in it, byte for byte.
    func containsBytes(_ text: String) -> Bool { utf8.firstRange(of: text.utf8) != nil }
}

extension [Splice] {
    /// The bytes with all replacements made; those at one place are made in the order of this list. `nil` when two
    /// of them touch the same bytes, which is a mistake of whoever made them.
    func applied(to bytes: [UInt8]) -> [UInt8]? {
        let ordered = enumerated().sorted { left, right in
            let (first, second) = (left.element.range, right.element.range)
            if first.lowerBound != second.lowerBound { return first.lowerBound < second.lowerBound }
            // What is inserted at the start of replaced bytes comes before them.
            if first.isEmpty != second.isEmpty { return first.isEmpty }
            return left.offset < right.offset
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var reached = 0
        for (_, splice) in ordered {
            guard splice.range.lowerBound >= reached, splice.range.upperBound <= bytes.count else {
                return nil
            }
            result += bytes[reached..<splice.range.lowerBound]
            result += splice.text
            reached = splice.range.upperBound
        }
        return result + bytes[reached...]
    }
}
