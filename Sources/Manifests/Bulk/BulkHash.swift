/// Hashes of names that are the same for both sides of a comparison, and different in every process: nobody can make
/// names that share one.
struct BulkHash: Sendable {
    private let first = UInt64.random(in: .min ... .max)
    private let second = UInt64.random(in: .min ... .max) | 1

    /// The hash of bytes under a number, such as that of a kind.
    @inline(__always)
    func hash(_ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: Int) -> UInt64 {
        let raw = bytes.bytes
        var state = first ^ UInt64(truncatingIfNeeded: range.count &* 8 &+ kind)
        var index = range.lowerBound
        while index &+ 8 <= range.upperBound {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            state = fold(state ^ UInt64(littleEndian: word))
            index &+= 8
        }
        var rest: UInt64 = 0
        while index < range.upperBound {
            rest = rest &<< 8 | UInt64(raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt8.self))
            index &+= 1
        }
        // Never 0, which marks what is free in tables.
        return fold(fold(state ^ rest) ^ second) | 1
    }

    @inline(__always)
    private func fold(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: second)
        return product.high ^ product.low
    }
}

/// A set of hashes.
struct BulkHashSet {
    private var slots: [UInt64]
    private(set) var count = 0

    init(capacity: Int = 16) {
        var size = 32
        while size < capacity * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
    }

    /// Adds a hash; whether it is new.
    @inline(__always)
    mutating func insert(_ hash: UInt64) -> Bool {
        if count &* 2 >= slots.count { grow() }
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: hash >> 8) & mask
        while slots[index] != 0 {
            if slots[index] == hash { return false }
            index = (index &+ 1) & mask
        }
        slots[index] = hash
        count &+= 1
        return true
    }

    @inline(__always)
    func contains(_ hash: UInt64) -> Bool {
        let mask = slots.count &- 1
        var index = Int(truncatingIfNeeded: hash >> 8) & mask
        while slots[index] != 0 {
            if slots[index] == hash { return true }
            index = (index &+ 1) & mask
        }
        return false
    }

    /// The hashes, in no order.
    var all: [UInt64] { slots.filter { $0 != 0 } }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        count = 0
        for hash in old where hash != 0 { _ = insert(hash) }
    }
}
