package import RedTrack

/// What has to be read of an account to know whether a plan still holds: some objects by their ids, and of some kinds
/// the whole list.
package struct PlanReach: Sendable {
    /// The kinds whose lists are needed: whether a name is free, or nothing refers to an object, no id can tell.
    package let lists: Set<Kind>
    /// The ids of the objects that are needed, by kind, sorted.
    package private(set) var ids: [Kind: [String]] = [:]

    /// What a plan rests on.
    package init(_ plan: Plan, _ basis: PlanBasis) {
        for key in Set(basis.changed.keys).union(basis.referred.keys).sorted() {
            ids[key.kind, default: []].append(key.id)
        }
        lists = Self.lists(plan)
    }

    /// The kinds whose lists a plan rests on.
    static func lists(_ plan: Plan) -> Set<Kind> {
        var lists: Set<Kind> = []
        for change in plan.changes {
            let kind = change.address.kind
            if change.action == .create { lists.insert(kind) }
            if change.action.isRemoval {
                lists.formUnion(Kind.allCases.filter { $0.referredKinds.contains(kind) })
            }
        }
        return lists
    }
}
