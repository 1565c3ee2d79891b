import Feeds
import RedTrack

extension CampaignTree {
    /// Compares a campaign's records.
    /// - Parameters:
    ///   - title: what the campaign is called.
    ///   - before: the campaign as the account has it; `nil` when it has none.
    ///   - after: the campaign as it will be; `nil` when it will be gone.
    ///   - name: what other objects are called.
    init(title: String, before: Draft?, after: Draft?, name: (Kind, Reference) -> String) {
        self.title = title
        func reference(_ field: String, _ kind: Kind) -> Sided<String> {
            Sided(
                before?[field].flatMap { Self.name($0, kind, name) },
                after?[field].flatMap { Self.name($0, kind, name) })
        }
        source = reference("source_id", .source)
        domain = reference("domain_id", .domain)
        streams = Self.streams(Self.elements(before, "streams"), Self.elements(after, "streams"), name)
    }

    private static let streamFields = RedTrack.Stream.fields
    private static let landingFields = StreamLanding.fields
    private static let offerFields = StreamOffer.fields

    private static func elements(_ draft: Draft?, _ name: String) -> [Draft] {
        if case .list(let drafts)? = draft?[name] { drafts } else { [] }
    }

    private static func name(_ draft: Draft, _ kind: Kind, _ name: (Kind, Reference) -> String) -> String? {
        switch draft {
        case .reference(.existing(id: "")): nil
        case .reference(let reference): name(kind, reference)
        case .scalar(.string(let text)): text.isEmpty ? nil : text
        default: nil
        }
    }

    private static func streams(
        _ old: [Draft], _ new: [Draft], _ name: (Kind, Reference) -> String
    ) -> [Stream] {
        let pairing = ElementPairing(before: old, after: new, fields: streamFields)
        let oldShares = WeightShare.of(old.map(weight))
        let newShares = WeightShare.of(new.map(weight))
        let kept = new.indices.map { index in
            let known = pairing.after[index]
            return stream(
                number: Sided(known.map { $0 + 1 }, index + 1),
                share: Sided(known.map { oldShares[$0] }, newShares[index]),
                known.map { old[$0] }, new[index], name)
        }
        let gone = pairing.removed.map { index in
            stream(
                number: Sided(index + 1, nil), share: Sided(oldShares[index], nil), old[index], nil, name)
        }
        return kept + gone
    }

    private static func stream(
        number: Sided<Int>, share: Sided<WeightShare>, _ old: Draft?, _ new: Draft?,
        _ name: (Kind, Reference) -> String
    ) -> Stream {
        Stream(
            number: number, share: share, cost: Sided(old.flatMap(cost), new.flatMap(cost)),
            filters: filters(old?["filters"], new?["filters"]),
            landings: leaves(
                elements(old, "landings"), elements(new, "landings"), .landing, landingFields, name),
            offers: leaves(elements(old, "offers"), elements(new, "offers"), .offer, offerFields, name))
    }

    private static func filters(_ old: Draft?, _ new: Draft?) -> [Sided<String>] {
        let before = FilterWords.sentences(old)
        let after = FilterWords.sentences(new)
        let kept = after.map { filter in
            Sided(before.first { $0.name == filter.name }?.text, filter.text)
        }
        let gone = before.filter { filter in !after.contains { $0.name == filter.name } }
        return kept + gone.map { Sided($0.text, nil) }
    }

    private static func leaves(
        _ old: [Draft], _ new: [Draft], _ kind: Kind, _ fields: [FieldDescription],
        _ name: (Kind, Reference) -> String
    ) -> [Leaf] {
        let pairing = ElementPairing(before: old, after: new, fields: fields)
        let oldShares = WeightShare.of(old.map(weight))
        let newShares = WeightShare.of(new.map(weight))
        func title(_ draft: Draft) -> String {
            draft["id"].flatMap { Self.name($0, kind, name) } ?? "(none)"
        }
        let kept = new.indices.map { index in
            Leaf(
                name: title(new[index]),
                share: Sided(pairing.after[index].map { oldShares[$0] }, newShares[index]))
        }
        return kept
            + pairing.removed.map { Leaf(name: title(old[$0]), share: Sided(oldShares[$0], nil)) }
    }

    private static func weight(_ element: Draft) -> Int? {
        guard case .scalar(let value)? = element["weight"] else { return nil }
        return value.number.flatMap { DecimalLiteral($0)?.integer }
    }

    private static func cost(_ stream: Draft) -> String? {
        guard case .scalar(.number(let literal))? = stream["cost"],
            DecimalLiteral(literal)?.digits.isEmpty != true
        else { return nil }
        return literal
    }
}
