internal import RedTrack

/// The keys of a feed, as hashes of 128 bits: a feed may have millions of them.
struct KeyRegister {
    /// A key of a kind.
    struct Entry: Hashable {
        let first: UInt64
        let second: UInt64

        init(_ kind: RedTrack.Kind, _ key: Span<UInt8>) {
            first = Self.hash(Self.secrets.0, kind, key)
            second = Self.hash(Self.secrets.1, kind, key)
        }

        /// Two numbers that no feed can know.
        private static let secrets = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

        private static func hash(_ secret: UInt64, _ kind: RedTrack.Kind, _ key: Span<UInt8>) -> UInt64 {
            var hasher = QuickHasher(secret)
            hasher.add(UInt64(kind.place) << 32 | UInt64(key.count))
            hasher.add(key)
            return hasher.value
        }

        /// Half of it is enough to find it; equality looks at all.
        func hash(into hasher: inout Hasher) { hasher.combine(first) }
    }

    /// Where a key was met first.
    struct Origin {
        let record: Int
        let line: Int
    }

    /// A key and its origin, without what does not fit: a record's number and line are for messages only.
    private struct Slot {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var record: UInt32 = 0
        /// From 1, so that 0 is a free slot.
        var line: UInt32 = 0
    }

    /// A power of two, at most four fifths of which are taken.
    private var slots = Array(repeating: Slot(), count: 256)
    private var count = 0

    /// Where the key was met before.
    func origin(of entry: Entry) -> Origin? {
        let slot = slots[place(of: entry)]
        return slot.line == 0 ? nil : Origin(record: Int(slot.record), line: Int(slot.line))
    }

    /// Remembers a key.
    mutating func insert(_ entry: Entry, _ origin: Origin) {
        if count * 5 >= slots.count * 4 { grow() }
        let place = place(of: entry)
        if slots[place].line == 0 { count += 1 }
        slots[place] = Slot(
            first: entry.first, second: entry.second, record: UInt32(clamping: origin.record),
            line: UInt32(clamping: max(1, origin.line)))
    }

    private func place(of entry: Entry) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: entry.first) & mask
        while slots[place].line != 0, slots[place].first != entry.first || slots[place].second != entry.second
        {
            place = (place + 1) & mask
        }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        let mask = slots.count - 1
        for slot in old where slot.line != 0 {
            var place = Int(truncatingIfNeeded: slot.first) & mask
            while slots[place].line != 0 { place = (place + 1) & mask }
            slots[place] = slot
        }
    }
}

/// A keyed hash of short texts: products of 64 bits folded together, eight bytes at a time.
struct QuickHasher {
    private var state: UInt64
    private let secret: UInt64

    init(_ secret: UInt64) {
        self.secret = secret
        state = secret ^ 0x9E37_79B9_7F4A_7C15
    }

    mutating func add(_ word: UInt64) {
        let product = (state ^ word).multipliedFullWidth(by: secret | 1)
        state = (product.high ^ product.low) &+ 0xD6E8_FEB8_6659_FD93
    }

    mutating func add(_ text: Span<UInt8>) {
        let bytes = text.bytes
        var index = 0
        while index &+ 8 <= text.count {
            add(bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            index &+= 8
        }
        var last: UInt64 = 0
        while index < text.count {
            last = last << 8 | UInt64(text[index])
            index &+= 1
        }
        add(last)
    }

    var value: UInt64 {
        let product = (state ^ secret).multipliedFullWidth(by: 0xFF51_AFD7_ED55_8CCD)
        return product.high ^ product.low
    }
}

extension RedTrack.Kind {
    /// A number of its own.
    fileprivate var place: Int {
        switch self {
        case .network: 1
        case .source: 2
        case .domain: 3
        case .landing: 4
        case .offer: 5
        case .campaign: 6
        }
    }
}
