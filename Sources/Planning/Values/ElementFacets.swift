import RedTrack

/// What a member of a list's element says, taken apart, so that two can be compared by how much they share: the objects
/// that a list refers to whatever their weights, the values of a filter one by one.
struct ElementFacets {
    private let facets: Set<Facet>
    /// How much the member counts.
    let weight: Int

    private struct Facet: Hashable {
        let path: [String]
        let value: Canonical
    }

    /// So that halves and thirds of a weight are whole numbers for the lists that people make.
    private static var scale: Int { 840 }

    init(_ canonical: Canonical) {
        var facets: Set<Facet> = []
        Self.collect(canonical, at: [], into: &facets)
        self.facets = facets
        switch canonical {
        case .record, .records, .texts: weight = 2 * Self.scale
        default: weight = Self.scale
        }
    }

    /// Whether the member says nothing.
    var isEmpty: Bool { facets.isEmpty }

    /// The part of `weight` that two members share.
    func shared(with other: ElementFacets, of weight: Int) -> Int {
        let common = facets.intersection(other.facets).count
        let all = facets.count + other.facets.count - common
        return all == 0 ? 0 : weight * common / all
    }

    private static func collect(_ value: Canonical, at path: [String], into facets: inout Set<Facet>) {
        switch value {
        case .absent: return
        case .texts(let texts): for text in texts { facets.insert(Facet(path: path, value: .text(text))) }
        case .record(let members):
            for member in members { collect(member.value, at: path + [member.name], into: &facets) }
        case .records(let records):
            for record in records {
                // What an element refers to is what it is; else it is all that it says.
                facets.insert(Facet(path: path, value: record.referredObject ?? record))
            }
        case .text, .number, .flag, .reference: facets.insert(Facet(path: path, value: value))
        }
    }
}

extension Canonical {
    /// The object that a record refers to.
    fileprivate var referredObject: Canonical? {
        guard case .record(let members) = self else { return nil }
        for member in members { if case .reference = member.value { return member.value } }
        return nil
    }
}
