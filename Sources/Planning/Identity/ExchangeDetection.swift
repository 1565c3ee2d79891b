import Feeds
import Manifests
import RedTrack

/// Notices two objects that exchange all but their titles, where a title is the only name.
///
/// Either their fields were exchanged or their titles: the account ends up saying the same, but with other ids behind the
/// titles. By the order of identity it is the fields; somebody should know that there are two readings.
struct ExchangeDetection {
    /// What such an object has in the account and is to have, of the fields that change.
    private struct Side {
        let index: Int
        let names: [String]
        let has: [Canonical]
        let wants: [Canonical]
    }

    private struct Signature: Hashable {
        let kind: Kind
        let names: [String]
        let values: [Canonical]
    }

    /// Adds a warning to both changes of each such pair.
    /// - Parameters:
    ///   - outcomes: what happens to the objects that are to be there.
    ///   - present: which objects of the files these are.
    ///   - objects: the objects of the files.
    ///   - matches: how they were recognised.
    static func mark(
        _ outcomes: inout [ObjectPlanning.Outcome], _ present: [Int], _ objects: [ManifestObject],
        _ matches: [Matching.Match]
    ) {
        let sides = zip(outcomes.indices, present).compactMap { index, object -> Side? in
            guard !objects[object].hasExplicitKey, objects[object].id == nil,
                matches[object].basis == .locked || matches[object].basis == .named,
                let change = outcomes[index].change, change.action == .update
            else { return nil }
            return side(index, change, outcomes[index])
        }
        guard sides.count > 1 else { return }
        let owners = Dictionary(grouping: sides) { side in
            Signature(kind: outcomes[side.index].address.kind, names: side.names, values: side.has)
        }
        for side in sides {
            let wanted = Signature(
                kind: outcomes[side.index].address.kind, names: side.names, values: side.wants)
            guard let others = owners[wanted], others.count == 1, let other = others.first,
                other.wants == side.has, other.index > side.index,
                fits(outcomes[side.index], outcomes[other.index]),
                fits(outcomes[other.index], outcomes[side.index])
            else { continue }
            warn(&outcomes[side.index], of: outcomes[other.index])
            warn(&outcomes[other.index], of: outcomes[side.index])
        }
    }

    private static func side(_ index: Int, _ change: Change, _ outcome: ObjectPlanning.Outcome) -> Side? {
        var has: [Canonical] = []
        var wants: [Canonical] = []
        for field in change.fields {
            let description = field.description
            if description.name == "title" { return nil }
            has.append(canonical(description, in: change.before))
            wants.append(Canonical(outcome.after[description.name], type: description.type))
        }
        return Side(index: index, names: change.fields.map(\.description.name), has: has, wants: wants)
    }

    /// Whether all that is to be of one object is what the account has of the other one, but for the title.
    private static func fits(_ one: ObjectPlanning.Outcome, _ other: ObjectPlanning.Outcome) -> Bool {
        one.address.kind.fields.allSatisfy { field in
            guard field.name != "title", let after = one.after[field.name] else { return true }
            return Canonical(after, type: field.type) == canonical(field, in: other.change?.before)
        }
    }

    private static func canonical(_ field: FieldDescription, in record: Value?) -> Canonical {
        Canonical(record?[field.name].map { Draft(wire: $0.value, type: field.type) }, type: field.type)
    }

    private static func warn(_ outcome: inout ObjectPlanning.Outcome, of other: ObjectPlanning.Outcome) {
        let warning =
            "it exchanges all but its title with \(other.address); if the titles were exchanged instead, add `moved:` with"
            + " the ids \(outcome.id ?? "") and \(other.id ?? "")"
        outcome.change?.warnings.append(warning)
    }
}
