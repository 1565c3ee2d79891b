internal import RedTrack

/// One object of a file as a range of its lines, which nobody has made an object of yet.
struct BulkChunk: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// A reader would surely find nothing to say of it.
        static let isSound = Flags(rawValue: 1)
        /// It has words such as `id` or `state`, which say more than what its values are.
        static let hasWords = Flags(rawValue: 2)
        /// The key is not the title.
        static let hasOwnKey = Flags(rawValue: 4)
        /// The text of the key holds escapes of its format.
        static let isEscaped = Flags(rawValue: 8)
    }

    /// The name of the object: its kind and key.
    var name: UInt64 = 0
    /// Where its first line starts.
    var start: UInt32 = 0
    /// Behind its last line.
    var end: UInt32 = 0
    /// The number of its first line, from 1.
    var line: UInt32 = 0
    /// Where its key is written, without quotes.
    var keyStart: UInt32 = 0
    var keyCount: UInt16 = 0
    /// Which of the files.
    var file: UInt16 = 0
    var kind: UInt8 = 0
    var flags: Flags = []

    var lines: Range<Int> { Int(start)..<Int(end) }
    var key: Range<Int> { Int(keyStart)..<(Int(keyStart) + Int(keyCount)) }
}

/// Part of a file in which the objects of one kind stand.
struct BulkSection: Sendable {
    /// The lines before the first object.
    var head: Range<Int>
    /// The objects.
    var chunks: Range<Int>
}

/// Names as numbers.
struct BulkNames: Sendable {
    let hash = BulkHash()
    /// By the number of a kind.
    let schemas: [BulkSchema] = Kind.allCases.map(BulkSchema.init)
    static let numbers = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($1, $0) })

    static func number(_ kind: Kind) -> Int { numbers[kind] ?? 0 }

    /// The hash of a name as it stands in a file; `nil` when its escapes are unusual.
    func name(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isEscaped: Bool, _ format: ManifestFormat, _ kind: Int
    ) -> UInt64? {
        guard isEscaped else { return hash.hash(bytes, range, kind) }
        guard let text = Self.unescaped(bytes, range, format) else { return nil }
        return hash.hash(text.span, text.indices, kind)
    }

    /// The hash of a name.
    func name(_ text: String, _ kind: Kind) -> UInt64 {
        let bytes = Array(text.utf8)
        return hash.hash(bytes.span, bytes.indices, Self.number(kind))
    }

    /// The text that is meant; `nil` when something else than the usual escapes is in it.
    static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>, _ format: ManifestFormat) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        let mark = UInt8(ascii: format == .csv ? "\"" : "\\")
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            guard byte == mark else {
                text.append(byte)
                continue
            }
            guard index < range.upperBound else { return nil }
            let next = bytes[index]
            guard next == UInt8(ascii: "\"") || next == mark else { return nil }
            text.append(next)
            index += 1
        }
        return text
    }
}
