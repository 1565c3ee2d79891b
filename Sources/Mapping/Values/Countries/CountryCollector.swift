/// Collects the countries of one field, whatever the shape in which a feed writes them.
package struct CountryCollector: Sendable {
    /// The places of the countries, in the order in which they came.
    private(set) var order: [UInt8] = []
    private var seen = CountryBits()
    private var dropped: [String] = []
    private var everywhere: String?

    /// One that has no countries yet.
    package init() {}

    /// Forgets the countries and keeps the memory.
    package mutating func removeAll() {
        order.removeAll(keepingCapacity: true)
        seen = CountryBits()
        dropped.removeAll(keepingCapacity: true)
        everywhere = nil
    }

    /// Whether there are countries and nothing else.
    var isPlain: Bool { everywhere == nil && dropped.isEmpty && !order.isEmpty }

    /// Adds a country by its place.
    @inline(__always)
    mutating func add(_ place: UInt8) {
        if seen.insert(place) { order.append(place) }
    }

    mutating func add(_ meaning: CountryNames.Meaning, _ text: Span<UInt8>) {
        switch meaning {
        case .country(let index):
            if seen.insert(index) { order.append(index) }
        case .everywhere: everywhere = everywhere ?? text.text
        case .pseudo:
            let code = text.text.uppercased()
            if !dropped.contains(code) { dropped.append(code) }
        }
    }

    /// The countries, as a list that an offer is limited to.
    ///
    /// Throws ``ValueError`` of kind `no-country` when countries were named and none is left, since an empty list would
    /// open the offer to all; of kind `malformed` when a word for all countries stands beside others.
    package func list() throws(ValueError) -> CountryList {
        if let everywhere {
            if let other = order.first.map({ CountryNames.codes[Int($0)] }) ?? dropped.first {
                throw ValueError(
                    .malformed,
                    "\(ValueError.quoted(everywhere.utf8.span)) means all countries, and \(other) stands beside it",
                    help: "a word for all countries stands alone")
            }
            return CountryList(codes: [], isEverywhere: true, dropped: [])
        }
        if order.isEmpty, !dropped.isEmpty {
            throw ValueError(
                .noCountry, "\(dropped.joined(separator: ", ")): none of these is a country",
                help: "an empty list would mean all countries; skip such records, or name the countries")
        }
        return CountryList(
            codes: order.map { CountryNames.codes[Int($0)] }, isEverywhere: false, dropped: dropped)
    }

    /// All other countries, in the order of their codes; everywhere when none was named.
    ///
    /// Throws ``ValueError`` of kind `no-country` when no other country is left.
    package func complement() throws(ValueError) -> CountryList {
        let others = CountryNames.codes.indices.filter { !seen.contains(UInt8(truncatingIfNeeded: $0)) }
        if everywhere != nil || others.isEmpty {
            throw ValueError(
                .noCountry, "all countries are excluded, and none is left",
                help: "an empty list would mean all countries; skip such records")
        }
        if order.isEmpty { return CountryList(codes: [], isEverywhere: true, dropped: dropped) }
        return CountryList(
            codes: others.map { CountryNames.codes[$0] }, isEverywhere: false, dropped: dropped)
    }
}
