import Feeds
import RedTrack

/// Who refers to whom once the plan's creations and updates have been made, and who stops doing so.
struct References {
    /// An object that refers to another one.
    struct Referrer: CustomStringConvertible {
        let kind: Kind
        let title: String
        let id: String
        var isArchived: Bool

        var description: String { "\(kind.rawValue) \"\(title)\"" + (id.isEmpty ? "" : " (\(id))") }
    }

    private struct Target: Hashable {
        let kind: Kind
        let id: String
        /// Whether the object has to be created, so that its key stands for an id.
        var isNew = false
    }

    private var referrers: [Target: [Target: Referrer]] = [:]
    private var droppedBy: [Target: [ObjectAddress]] = [:]

    /// The kinds whose objects may refer to something that is asked for.
    private let kinds: Set<Kind>

    /// Takes down who refers to objects of some kinds.
    init(_ snapshot: Snapshot, _ outcomes: [ObjectPlanning.Outcome], to targets: Set<Kind>) {
        kinds = Set(Kind.allCases.filter { !targets.isDisjoint(with: $0.referredKinds) })
        if kinds.isEmpty { return }
        var planned: [Target: Int] = [:]
        for (index, outcome) in outcomes.enumerated() where kinds.contains(outcome.address.kind) {
            if let id = outcome.id {
                planned[Target(kind: outcome.address.kind, id: id)] = index
            } else {
                let referrer = Referrer(
                    kind: outcome.address.kind, title: outcome.address.key, id: "", isArchived: false)
                let place = Target(kind: outcome.address.kind, id: outcome.address.key, isNew: true)
                add(referrer, at: place, outcome.after.table)
            }
        }
        for kind in Kind.allCases where kinds.contains(kind) {
            for object in snapshot.objects[kind] ?? [] {
                let outcome = planned[Target(kind: kind, id: object.id)].map { outcomes[$0] }
                let before = Self.drafts(of: object)
                let after = before.merging(outcome?.after.table ?? [:]) { $1 }
                let referrer = Referrer(
                    kind: kind, title: object.title, id: object.id,
                    isArchived: object.isArchivedOffer)
                add(referrer, at: Target(kind: kind, id: object.id), after)
                guard let outcome, outcome.change != nil else { continue }
                for target in Self.targets(before, kind).subtracting(Self.targets(after, kind)) {
                    droppedBy[target, default: []].append(outcome.address)
                }
            }
        }
    }

    private mutating func add(_ referrer: Referrer, at place: Target, _ fields: [String: Draft]) {
        for target in Self.targets(fields, referrer.kind) {
            referrers[target, default: [:]][place] = referrer
        }
    }

    private static func drafts(of object: Snapshot.Object) -> [String: Draft] {
        var drafts: [String: Draft] = [:]
        for field in object.kind.fields where field.isWritable {
            if let node = object.record[field.name] {
                drafts[field.name] = Draft(wire: node.value, type: field.type)
            }
        }
        return drafts
    }

    private static func targets(_ fields: [String: Draft], _ kind: Kind) -> Set<Target> {
        var targets: Set<Target> = []
        for field in kind.fields {
            for reference in fields[field.name]?.existingReferences(type: field.type) ?? [] {
                targets.insert(Target(kind: reference.kind, id: reference.id))
            }
        }
        return targets
    }

    /// The objects that refer to this one after the plan, ordered for display.
    func referrers(of object: Snapshot.Object) -> [Referrer] {
        (referrers[Target(kind: object.kind, id: object.id)] ?? [:]).values
            .sorted { ($0.kind, $0.title, $0.id) < ($1.kind, $1.title, $1.id) }
    }

    /// The changes of this plan that stop referring to the object: they come before its removal.
    func droppers(of object: Snapshot.Object) -> [ObjectAddress] {
        Set(droppedBy[Target(kind: object.kind, id: object.id)] ?? []).sorted()
    }

    /// Takes a removed object out: it refers to nothing once its removal, named by `address`, has been made.
    mutating func forget(_ object: Snapshot.Object, removedBy address: ObjectAddress) {
        guard kinds.contains(object.kind) else { return }
        for target in Self.targets(Self.drafts(of: object), object.kind) {
            referrers[target]?[Target(kind: object.kind, id: object.id)] = nil
            droppedBy[target, default: []].append(address)
        }
    }

    /// Marks an offer as archived: it goes on referring to its network.
    mutating func archive(_ offer: Snapshot.Object) {
        guard kinds.contains(offer.kind) else { return }
        for target in Self.targets(Self.drafts(of: offer), offer.kind) {
            referrers[target]?[Target(kind: offer.kind, id: offer.id)]?.isArchived = true
        }
    }
}
