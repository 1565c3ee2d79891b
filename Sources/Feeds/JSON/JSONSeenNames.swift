/// The names of the open maps of a document, with a place each: finds a name that stands twice.
///
/// A document may be endless, so only so many names are kept; later ones are compared with those.
struct JSONSeenNames<Place> {
    private struct Level {
        var names = JSONNames()
        var places: [Place] = []
        var start = 0
    }

    private let mostBytes: Int
    private let mostNames: Int
    private var bytes: [UInt8] = []
    private var levels: [Level] = []
    private var depth = 0

    /// Keeps names up to a total of bytes, and so many in each map.
    init(mostBytes: Int = .max, mostNames: Int = .max) {
        self.mostBytes = mostBytes
        self.mostNames = mostNames
    }

    /// A list or map opens.
    mutating func push() {
        if depth == levels.count { levels.append(Level()) }
        levels[depth].start = bytes.count
        depth += 1
    }

    /// The innermost list or map closes: its names are forgotten.
    mutating func pop() {
        guard depth > 0 else { return }
        depth -= 1
        bytes.removeSubrange(levels[depth].start...)
        levels[depth].names.removeAll()
        levels[depth].places.removeAll(keepingCapacity: levels[depth].places.count <= 4_096)
    }

    /// Everything closes.
    mutating func removeAll() {
        while depth > 0 { pop() }
    }

    /// A name of the innermost map; the place of the equal one before it, if there is one.
    mutating func insert(_ name: ArraySlice<UInt8>, at place: Place) -> Place? {
        guard depth > 0 else { return nil }
        let level = depth - 1
        let start = bytes.count
        bytes.append(contentsOf: name)
        let range = start..<bytes.count
        let isKept = bytes.count <= mostBytes && levels[level].names.count < mostNames
        let known = Self.find(range, bytes, in: &levels[level].names, isKept: isKept)
        if isKept, known == nil {
            levels[level].places.append(place)
        } else {
            bytes.removeSubrange(start...)
        }
        return known.map { levels[level].places[$0] }
    }

    private static func find(
        _ range: Range<Int>, _ bytes: [UInt8], in names: inout JSONNames, isKept: Bool
    ) -> Int? {
        isKept ? names.insert(range, of: bytes.span) : names.number(of: range, of: bytes.span)
    }
}
