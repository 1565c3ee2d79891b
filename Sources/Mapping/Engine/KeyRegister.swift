internal import RedTrack

/// The keys of a feed, as hashes of 128 bits: a feed may have millions of them.
struct KeyRegister {
    /// A key of a kind.
    struct Entry: Hashable {
        let first: UInt64
        let second: UInt64

        init(_ kind: RedTrack.Kind, _ key: String) {
            first = Self.hash(0, kind, key)
            second = Self.hash(1, kind, key)
        }

        private static func hash(_ seed: UInt8, _ kind: RedTrack.Kind, _ key: String) -> UInt64 {
            var key = key
            return key.withUTF8 { bytes in
                var hasher = Hasher()
                hasher.combine(seed)
                hasher.combine(kind)
                hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
                return UInt64(bitPattern: Int64(hasher.finalize()))
            }
        }

        /// Half of it is enough to find it; equality looks at all.
        func hash(into hasher: inout Hasher) { hasher.combine(first) }
    }

    /// Where a key was met first.
    struct Origin {
        let record: Int
        let line: Int
    }

    private var origins: [Entry: Origin] = [:]

    /// Where the key was met before.
    func origin(of entry: Entry) -> Origin? { origins[entry] }

    /// Remembers a key.
    mutating func insert(_ entry: Entry, _ origin: Origin) { origins[entry] = origin }
}
