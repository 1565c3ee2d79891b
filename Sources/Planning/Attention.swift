import Feeds
import RedTrack

/// What a person should look at before agreeing to a change: money, links, and filters that stop working.
enum Attention {
    static func creation(of kind: Kind) -> [String] {
        kind == .domain
            ? ["RedTrack accepts a new domain only when its DNS record (CNAME) points to RedTrack"] : []
    }

    /// What is not the same about an object that is made again.
    static func recreation(of kind: Kind, _ before: Value) -> [String] {
        let link =
            before["trackback_url"]?.value.string.flatMap { $0.isEmpty ? nil : " (it was \($0))" } ?? ""
        let more =
            kind == .campaign ? "; its tracking link changes\(link), and running ads must be updated" : ""
        return ["it is made anew, under another id, and its statistics do not come back\(more)"]
    }

    static func update(of kind: Kind, _ fields: [FieldChange]) -> [String] {
        var warnings: [String] = []
        let undone = fields.filter { $0.origin == .account }.map { "`\($0.description.manifestName)`" }
        if !undone.isEmpty {
            warnings.append("undoes what was edited in the account: \(undone.joined(separator: ", "))")
        }
        for field in fields {
            if let sentence = sentence(kind, field.description.name), !warnings.contains(sentence) {
                warnings.append(sentence)
            }
            let stopped = field.values.filter { value in
                value.path.hasSuffix(".active") && isSet(value.before) && !isSet(value.after)
            }
            warnings += stopped.map { value in
                "the filter \(value.path.dropLast(".active".count)) stops filtering"
            }
        }
        return warnings
    }

    /// - Parameters:
    ///   - object: what goes.
    ///   - applied: the fingerprints of its fields as last applied.
    /// - Returns: the sentences, the removal itself first.
    static func removal(of object: Snapshot.Object, applied: [String: String]) -> [String] {
        let edited = object.kind.fields.filter { field in
            applied[field.name].map { $0 != Fingerprint.of(field, in: object.record) } ?? false
        }.map { "`\($0.manifestName)`" }
        let loss =
            edited.isEmpty
            ? [] : ["it was edited in the account since the last apply: \(edited.joined(separator: ", "))"]
        return [
            object.kind == .offer
                ? "it is archived, since RedTrack's API cannot delete offers" : "it is deleted"
        ] + loss
    }

    private static func sentence(_ kind: Kind, _ field: String) -> String? {
        switch (kind, field) {
        case (.campaign, "source_id"):
            "the traffic source changes, and with it the macros of the tracking link"
        case (.source, let name) where name == "ref_id" || name == "cost_id" || name.hasPrefix("sub"):
            "the tracking links of every campaign of this source change"
        case (.campaign, "domain_id"): "the campaign's tracking link changes: running ads must be updated"
        case (.domain, "url"): "the tracking links of every campaign on this domain change"
        case (_, "payment"): "the payout changes"
        case (_, "cap"): "the cap changes"
        case (.campaign, "cpc"): "the cost of a click changes"
        case (_, "url"), (_, "offer_url"): "the URL changes"
        case (_, "postback_url"), (_, "postbacks"): "where conversions are reported to changes"
        case (_, "status"): "the status changes"
        default: nil
        }
    }

    private static func isSet(_ draft: Draft?) -> Bool {
        if case .scalar(.bool(true))? = draft { true } else { false }
    }
}
