internal import RedTrack

/// The way from an object to one of its values, by names in files: `streams.filters.country.iso`.
struct FieldPath: Sendable, Hashable, CustomStringConvertible {
    private(set) var names: [String]

    init(_ name: String) { names = [name] }

    func appending(_ name: String) -> FieldPath {
        var path = self
        path.names.append(name)
        return path
    }

    var description: String { names.joined(separator: ".") }

    /// Whether it is that of a field of the object.
    func isTop(_ name: String) -> Bool { names.count == 1 && names[0] == name }

    /// The last name.
    var last: String { names.last ?? "" }
}
