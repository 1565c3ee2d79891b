internal import Diagnostics

/// The names seen in one map, compared byte by byte: Swift's strings take two spellings of "é" for one.
struct MemberNames {
    private var few: [(name: String, position: SourcePosition)] = []
    private var many: [[UInt8]: SourcePosition] = [:]

    /// Adds a name; the place where it stood before, if it did.
    mutating func insert(_ name: String, at position: SourcePosition) -> SourcePosition? {
        if many.isEmpty {
            if let seen = few.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return seen.position }
            few.append((name, position))
            guard few.count > 16 else { return nil }
            for entry in few { many[Array(entry.name.utf8)] = entry.position }
            few = []
            return nil
        }
        let key = Array(name.utf8)
        if let seen = many[key] { return seen }
        many[key] = position
        return nil
    }
}
