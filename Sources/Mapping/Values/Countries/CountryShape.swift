internal import Feeds

/// A value of a feed that holds countries: an entry of a record's tape, or a value that an expression made.
protocol CountryShape {
    /// What kind of value it is.
    var countryKind: CountryKind { get }
    /// Gives the text of a string.
    func withCountryText(_ body: (Span<UInt8>) throws(ValueError) -> Void) throws(ValueError)
    /// Gives the values of a list or map with their names, until the body says that it has enough.
    func forEachCountry(_ body: (_ name: Span<UInt8>, _ value: Self) throws(ValueError) -> Bool)
        throws(ValueError)
}

/// The kinds of value that differ for a list of countries.
enum CountryKind: Sendable, Hashable {
    /// Nothing: null, or an empty text, list or map.
    case nothing
    case text, list, map, yes
    /// What names no country: a number, `false`.
    case other
}

/// An entry of a record.
struct CountryEntryShape: CountryShape {
    let record: Record
    let entry: Int

    var countryKind: CountryKind {
        let node = record.nodes[entry]
        switch node.kind {
        case .null: return .nothing
        case .true: return .yes
        case .false, .number: return .other
        case .string: return node.count == 0 ? .nothing : .text
        case .list: return node.count == 0 ? .nothing : .list
        case .map: return node.count == 0 ? .nothing : .map
        }
    }

    func withCountryText(_ body: (Span<UInt8>) throws(ValueError) -> Void) throws(ValueError) {
        try body(record.bytes.span.extracting(record.textRange(of: entry)))
    }

    func forEachCountry(
        _ body: (_ name: Span<UInt8>, _ value: CountryEntryShape) throws(ValueError) -> Bool
    ) throws(ValueError) {
        let end = Int(record.nodes[entry].end)
        var child = entry + 1
        while child < end {
            let name = record.bytes.span.extracting(record.nameRange(of: child))
            if try !body(name, CountryEntryShape(record: record, entry: child)) { return }
            child = Int(record.nodes[child].end)
        }
    }
}

extension Value: CountryShape {
    var countryKind: CountryKind {
        switch self {
        case .null: .nothing
        case .bool(let truth): truth ? .yes : .other
        case .number: .other
        case .string(let text): text.isEmpty ? .nothing : .text
        case .list(let nodes): nodes.isEmpty ? .nothing : .list
        case .map(let members): members.isEmpty ? .nothing : .map
        }
    }

    func withCountryText(_ body: (Span<UInt8>) throws(ValueError) -> Void) throws(ValueError) {
        if case .string(let text) = self { try body(text.utf8.span) }
    }

    func forEachCountry(
        _ body: (_ name: Span<UInt8>, _ value: Value) throws(ValueError) -> Bool
    ) throws(ValueError) {
        switch self {
        case .list(let nodes):
            for node in nodes where try !body(Span(), node.value) { return }
        case .map(let members):
            for member in members where try !body(member.name.utf8.span, member.node.value) { return }
        default: return
        }
    }
}
