/// Something that a plan rests on and that has moved since the plan was made.
package struct StaleFinding: Sendable {
    /// What has become of it.
    package enum Cause: Sendable {
        /// The account has an object that the plan changes in another state.
        case changed([ValueChange])
        /// The account no longer has an object that the plan changes.
        case gone
        /// What the plan does with the object has been done.
        case applied(id: String)
        /// A new object's name is that of others now, with these ids.
        case taken([String])
        /// The object that was missing, and therefore would be created, is there again.
        case reappeared(id: String)
        /// An object that the plan refers to is not what it was.
        case referredChanged([ValueChange])
        /// An object that the plan refers to has gone.
        case referredGone
        /// Something refers to an object that would be removed.
        case referrers([String])
        /// The lock file says something else of the object.
        case lock

        /// The word for it in output that programs read.
        package var name: String {
            switch self {
            case .changed: "changed"
            case .gone: "gone"
            case .applied: "applied"
            case .taken: "taken"
            case .reappeared: "reappeared"
            case .referredChanged: "reference-changed"
            case .referredGone: "reference-gone"
            case .referrers: "referred"
            case .lock: "lock"
            }
        }
    }

    /// Which object, as the plan calls it.
    package let object: ObjectAddress
    /// Its id; `nil` for one that was to be created.
    package let id: String?
    /// What has become of it.
    package let cause: Cause
    /// The changes of the plan that rest on it, by their places.
    package let changes: [Int]

    /// Says what has become of an object.
    package init(object: ObjectAddress, id: String?, cause: Cause, changes: [Int]) {
        self.object = object
        self.id = id
        self.cause = cause
        self.changes = changes
    }

    /// Whether what the plan does with the object has been done.
    package var isApplied: Bool { if case .applied = cause { true } else { false } }
}

/// What findings leave of a plan.
package struct StaleRest: Sendable {
    /// The changes that hold, ready to be made.
    package let plan: Plan
    /// The places of the changes that have been made already.
    package let done: Set<Int>
    /// The places of the changes that hold no longer, or wait for one that does not.
    package let out: Set<Int>
    /// How many changes have been made already.
    package var made: Int { done.count }
    /// How many changes hold no longer, or wait for one that does not.
    package var leftOut: Int { out.count }

    /// Takes what has moved out of a plan.
    package init(_ plan: Plan, _ findings: [StaleFinding]) {
        let done = Set(findings.filter(\.isApplied).flatMap(\.changes))
        let stale = Set(findings.filter { !$0.isApplied }.flatMap(\.changes)).subtracting(done)
        let out = stale.union(PlanDependents(plan).waiting(for: stale)).subtracting(done)
        var ids: [ObjectAddress: String] = [:]
        for finding in findings where finding.id == nil {
            if case .applied(let id) = finding.cause { ids[finding.object] = id }
        }
        self.plan = plan.without(done.union(out), made: ids)
        self.done = done
        self.out = out
    }
}
