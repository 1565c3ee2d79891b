/// What the maps of the records so far looked like: the names that are to be expected, in their order.
///
/// The maps of a feed repeat themselves, so a name is mostly the one that followed its neighbour before: comparing is
/// cheaper than scanning. And names of one slot that come in the learned order cannot occur twice. Memory is bounded:
/// what does not fit is scanned each time.
struct JSONShape {
    /// A name that maps of one slot have.
    struct Name {
        /// The first eight bytes of the name and the quote behind it, or fewer.
        let head: UInt64
        /// Which bits of ``head`` mean something.
        let mask: UInt64
        /// Where the name and its quote stand in the learned bytes.
        let start: Int32
        /// The length of the name without the quote.
        let count: Int32
        /// The place of the name in its slot's order.
        let ordinal: Int32
        /// The name behind this one, or -1.
        var next: Int32 = -1
        /// The slot of the maps under this name, or -1.
        var child: Int32 = -1
    }

    /// One place in a record at which maps stand.
    private struct Slot {
        var first: Int32 = -1
        var last: Int32 = -1
        var count: Int32 = 0
    }

    private static let namesOfSlot = 64
    private static let mostNames = 1_024
    private static let longestName = 64

    private(set) var names: [Name] = []
    private var slots: [Slot] = []
    private var bytes: [UInt8] = []
    private let learns: Bool

    /// Knows nothing yet; without learning it stays so, which is cheaper for a single document.
    init(learns: Bool) {
        self.learns = learns
        if learns { slots.append(Slot()) }
    }

    /// The slot of the record itself.
    var root: Int32 { learns ? 0 : -1 }

    /// The name expected first in a map of a slot, or -1.
    @inline(__always)
    func first(of slot: Int32) -> Int32 {
        slot >= 0 ? slots[Int(slot)].first : -1
    }

    /// Whether the bytes from `index` on are a name and the quote that ends it.
    @inline(__always)
    func matches(_ name: Name, _ text: Span<UInt8>, at index: Int) -> Bool {
        let needed = Int(name.count) &+ 1
        guard index &+ max(needed, 8) <= text.count else { return false }
        let raw = text.bytes
        // In bounds: eight bytes, and the name with its quote, stand before the end.
        let word = UInt64(
            littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
        guard word & name.mask == name.head else { return false }
        return needed <= 8 || matchesTail(name, text, at: index)
    }

    @inline(__always)
    private func matchesTail(_ name: Name, _ text: Span<UInt8>, at index: Int) -> Bool {
        let learned = bytes.span
        let start = Int(name.start)
        for offset in 8...Int(name.count) where learned[start &+ offset] != text[unchecked: index &+ offset] {
            return false
        }
        return true
    }

    /// The slot of the maps under a name, made when there is none yet.
    mutating func child(of name: Int32) -> Int32 {
        let known = names[Int(name)].child
        if known >= 0 { return known }
        let slot = Int32(truncatingIfNeeded: slots.count)
        slots.append(Slot())
        names[Int(name)].child = slot
        return slot
    }

    /// The name with these bytes in a slot, learned when it is new; -1 when it cannot be.
    ///
    /// The byte behind the range must be the quote that ends the name, which has no escapes.
    mutating func find(_ range: Range<Int>, of text: Span<UInt8>, in slot: Int32) -> Int32 {
        guard slot >= 0, range.count <= Self.longestName else { return -1 }
        var known = slots[Int(slot)].first
        while known >= 0 {
            if isSame(names[Int(known)], text, range) { return known }
            known = names[Int(known)].next
        }
        guard slots[Int(slot)].count < Self.namesOfSlot, names.count < Self.mostNames else { return -1 }
        return learn(range, of: text, in: Int(slot))
    }

    private func isSame(_ name: Name, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard Int(name.count) == range.count else { return false }
        for offset in 0..<range.count
        where bytes[Int(name.start) + offset] != text[range.lowerBound + offset] {
            return false
        }
        return true
    }

    private mutating func learn(_ range: Range<Int>, of text: Span<UInt8>, in slot: Int) -> Int32 {
        let start = Int32(truncatingIfNeeded: bytes.count)
        var head: UInt64 = 0
        var mask: UInt64 = 0
        for offset in 0...range.count {
            let byte = offset < range.count ? text[range.lowerBound + offset] : UInt8(ascii: "\"")
            bytes.append(byte)
            guard offset < 8 else { continue }
            head |= UInt64(byte) << UInt64(offset * 8)
            mask |= 0xFF << UInt64(offset * 8)
        }
        let index = Int32(truncatingIfNeeded: names.count)
        names.append(
            Name(
                head: head, mask: mask, start: start, count: Int32(truncatingIfNeeded: range.count),
                ordinal: slots[slot].count))
        if slots[slot].last >= 0 {
            names[Int(slots[slot].last)].next = index
        } else {
            slots[slot].first = index
        }
        slots[slot].last = index
        slots[slot].count += 1
        return index
    }
}
