/// Numbers by short texts, found without making a `String` of the text that is looked up.
///
/// The table is made once and its texts are ours, so that no input can lengthen its chains.
struct ByteTable: Sendable {
    private struct Slot: Sendable {
        var hash: UInt32
        var start: Int32
        var count: Int32
        var value: UInt32
    }

    /// A power of two; at most half of them are taken, so that every search ends.
    private var slots: [Slot]
    private var texts: [UInt8] = []
    /// The length of the longest text: nothing longer needs to be looked up.
    private(set) var longest = 0

    /// Holds the values by their texts; of two with the same text the first.
    init(_ pairs: [(text: [UInt8], value: UInt32)]) {
        var size = 16
        while size < pairs.count * 2 { size *= 2 }
        slots = Array(repeating: Slot(hash: 0, start: 0, count: -1, value: 0), count: size)
        for pair in pairs {
            let hash = Self.hash(pair.text.span, 0)
            let index = index(of: pair.text.span, hash, 0)
            guard slots[index].count < 0 else { continue }
            slots[index] = Slot(
                hash: hash, start: Int32(texts.count), count: Int32(pair.text.count), value: pair.value)
            texts += pair.text
            longest = max(longest, pair.text.count)
        }
    }

    /// The value of a text, compared byte by byte.
    func value(of text: Span<UInt8>) -> UInt32? { value(of: text, foldingCase: 0) }

    /// The value of a text whose letters of ASCII may be in either case; the table's texts are in lower case.
    func value(ofAnyCase text: Span<UInt8>) -> UInt32? { value(of: text, foldingCase: 0x20) }

    @inline(__always)
    private func value(of text: Span<UInt8>, foldingCase bit: UInt8) -> UInt32? {
        guard text.count <= longest else { return nil }
        let slot = slots[index(of: text, Self.hash(text, bit), bit)]
        return slot.count < 0 ? nil : slot.value
    }

    /// The slot that holds the text, or the free one where it would stand.
    @inline(__always)
    private func index(of text: Span<UInt8>, _ hash: UInt32, _ bit: UInt8) -> Int {
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index].count >= 0 {
            if slots[index].hash == hash, isSame(slots[index], text, bit) { return index }
            index = (index + 1) & mask
        }
        return index
    }

    @inline(__always)
    private func isSame(_ slot: Slot, _ text: Span<UInt8>, _ bit: UInt8) -> Bool {
        guard Int(slot.count) == text.count else { return false }
        let start = Int(slot.start)
        for offset in 0..<text.count where texts[start + offset] != Self.folded(text[offset], bit) {
            return false
        }
        return true
    }

    /// FNV-1a over the bytes.
    @inline(__always)
    private static func hash(_ text: Span<UInt8>, _ bit: UInt8) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for index in 0..<text.count { hash = (hash ^ UInt32(folded(text[index], bit))) &* 0x0100_0193 }
        return hash
    }

    /// A capital letter of ASCII with the bit of its case set; every other byte as it is.
    @inline(__always)
    private static func folded(_ byte: UInt8, _ bit: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | bit : byte
    }
}
