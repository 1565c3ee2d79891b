extension Plan {
    /// The places of the changes that each change has to wait for.
    package static func dependencies(of changes: [Change]) -> [[Int]] {
        // An address may stand for two changes: an object of the files, and one that is removed and happens to be
        // called the same. What is sent waits for creations; what is removed waits for the changes that let go of it.
        var creations: [ObjectAddress: [Int]] = [:]
        var others: [ObjectAddress: [Int]] = [:]
        // Only what something waits for is looked up: of a million offers nothing may be.
        let wanted = Set(changes.lazy.flatMap(\.dependsOn))
        for (index, change) in changes.enumerated() where wanted.contains(change.address) {
            if change.action == .create {
                creations[change.address, default: []].append(index)
            } else {
                others[change.address, default: []].append(index)
            }
        }
        return changes.enumerated().map { index, change in
            change.dependsOn.flatMap { address in
                (change.action.isRemoval ? others[address] : creations[address]) ?? []
            }.filter { $0 != index }
        }
    }

    /// The same plan, with the account at hand that it is going to be applied to.
    package func knowing(_ account: Snapshot) -> Plan {
        var plan = self
        plan.names = names.knowing(account)
        return plan
    }

    /// The same plan without some of its changes, of which some have been made already: what refers to a new object
    /// that is there now refers to it by its id.
    /// - Parameters:
    ///   - dropped: the places of the changes.
    ///   - made: the ids of the objects that were to be created and are there.
    /// - Returns: what is left of the plan.
    package func without(_ dropped: Set<Int>, made: [ObjectAddress: String] = [:]) -> Plan {
        var plan = self
        plan.changes = changes.indices.filter { !dropped.contains($0) }.map { changes[$0].knowing(made) }
        plan.names = names.knowing(made)
        return plan
    }
}

extension Change {
    /// The change, with the ids of objects that it would have had to wait for.
    fileprivate func knowing(_ made: [ObjectAddress: String]) -> Change {
        guard !action.isRemoval, dependsOn.contains(where: { made[$0] != nil }) else { return self }
        var change = self
        change.body = body.knowing(made)
        change.dependsOn = dependsOn.filter { made[$0] == nil }
        return change
    }
}

extension Draft {
    fileprivate func knowing(_ made: [ObjectAddress: String]) -> Draft {
        switch self {
        case .scalar, .reference(.existing): self
        case .reference(.pending(let address)): made[address].map { .reference(.existing(id: $0)) } ?? self
        case .list(let drafts): .list(drafts.map { $0.knowing(made) })
        case .record(let members): .record(members.map { DraftMember($0.name, $0.draft.knowing(made)) })
        }
    }
}

/// Which changes of a plan wait for which.
package struct PlanDependents: Sendable {
    private let dependents: [[Int]]

    /// Looks at a plan.
    package init(_ plan: Plan) {
        var dependents = [[Int]](repeating: [], count: plan.changes.count)
        for (index, list) in Plan.dependencies(of: plan.changes).enumerated() {
            for dependency in list { dependents[dependency].append(index) }
        }
        self.dependents = dependents
    }

    /// The changes that cannot be made when some are not made, however indirectly they wait for them; without those.
    package func waiting(for dropped: Set<Int>) -> Set<Int> {
        var reached = dropped
        var open = Array(dropped)
        while let index = open.popLast() {
            for dependent in dependents[index] where reached.insert(dependent).inserted {
                open.append(dependent)
            }
        }
        return reached.subtracting(dropped)
    }
}
