import Feeds
public import RedTrack

extension Snapshot {
    /// An empty list that the rest of the account speaks against.
    public struct Contradiction: Sendable, Hashable {
        /// The kind whose list came empty.
        public let kind: Kind
        /// What shows that there are objects of the kind: `offer "Red Bushido" belongs to one`.
        public let evidence: String
    }

    /// The kinds whose lists are empty although other objects refer to objects of them, or although the account counts
    /// them elsewhere (API document, `campaign_count` of sources, `offer_count` of networks).
    ///
    /// A failing server answers `null` for a full list as it does for an empty one. To believe it would create
    /// everything a second time.
    public var contradictions: [Contradiction] {
        let unlisted = unlistedReferences
        return Kind.allCases.compactMap { kind in
            guard listsNothing(of: kind) else { return nil }
            let referrer = unlisted[kind]?.first.map { "\($0.referrer) refers to one" }
            return (referrer ?? counter(of: kind)).map { Contradiction(kind: kind, evidence: $0) }
        }
    }

    /// The objects that others refer to and the account does not list, by kind: each once, as absent.
    public var unlistedObjects: [Absence] {
        unlistedReferences.sorted { $0.key < $1.key }.map { kind, references in
            Absence(
                kind: kind, missing: references.map(\.id), known: references.count,
                isTotal: (objects[kind] ?? []).isEmpty)
        }
    }

    /// The ids that objects refer to and no list has, in the order of the lists, with the first that refers to each.
    private var unlistedReferences: [Kind: [(id: String, referrer: String)]] {
        var result: [Kind: [(id: String, referrer: String)]] = [:]
        var seen: [Kind: Set<String>] = [:]
        for kind in Kind.allCases {
            let fields = kind.fields.filter { $0.isWritable && $0.type.mayRefer }
            for object in fields.isEmpty ? [] : objects[kind] ?? [] {
                for field in fields {
                    guard let value = object.record[field.name]?.value else { continue }
                    let references = Draft(wire: value, type: field.type).existingReferences(type: field.type)
                    for target in references
                    where self.object(target.kind, id: target.id) == nil
                        && !isDeleted(target.kind, id: target.id)
                        && seen[target.kind, default: []].insert(target.id).inserted
                    {
                        let referrer = "\(kind.rawValue) \"\(object.title)\" (\(object.id))"
                        result[target.kind, default: []].append((target.id, referrer))
                    }
                }
            }
        }
        return result
    }

    /// The first object that says of itself that it has some of the kind.
    private func counter(of kind: Kind) -> String? {
        let (other, field): (Kind, String)
        switch kind {
        case .campaign: (other, field) = (.source, "campaign_count")
        case .offer: (other, field) = (.network, "offer_count")
        case .network, .source, .domain, .landing: return nil
        }
        for object in objects[other] ?? [] {
            guard let literal = object.record[field]?.value.number, let count = DecimalLiteral(literal),
                !count.isNegative, !count.digits.isEmpty
            else { continue }
            return "\(other.rawValue) \"\(object.title)\" (\(object.id)) counts \(literal)"
        }
        return nil
    }
}

extension FieldType {
    /// Whether values of the type can hold references.
    fileprivate var mayRefer: Bool {
        switch self {
        case .reference: true
        case .record(let fields), .records(let fields, _): fields.contains { $0.type.mayRefer }
        default: false
        }
    }
}
