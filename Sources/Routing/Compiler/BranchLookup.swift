/// Finds the branches whose clicks are in a box.
struct BranchLookup {
    private let functions: RuleFunctions
    private let winners: Diagram.Reference

    init(_ functions: RuleFunctions, _ winners: Diagram.Reference) {
        self.functions = functions
        self.winners = winners
    }

    private struct Visit: Hashable {
        var reference: Diagram.Reference
        /// Whether the lists that the box asks for have been met, where it does.
        var isOnList: Bool
    }

    /// The branches, ascending.
    func branches(_ box: Box) -> [Int] {
        var equal: [Int: Int] = [:]
        var unequal: [Int: Int] = [:]
        var wanted: Set<Int> = []
        var barred: Set<Int> = []
        for literal in box.literals {
            switch literal {
            case .equals(let axis, let member): equal[axis] = member
            case .differs(let axis, let member): unequal[axis] = member
            case .anyList(let axes): wanted.formUnion(axes)
            case .noList(let axes): barred.formUnion(axes)
            }
        }
        var found: Set<Int> = []
        var seen: Set<Visit> = []
        var open = [Visit(reference: winners, isOnList: wanted.isEmpty)]
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            if let leaf = Diagram.value(next.reference) {
                if next.isOnList || !wanted.isEmpty && isListFree(wanted) {
                    found.formUnion(functions.branches[leaf])
                }
                continue
            }
            let node = functions.diagram.nodes[Int(next.reference)]
            let index = functions.order[Int(node.level)]
            for member in 0..<functions.axes[index].count {
                if let set = box.sets[index], !set.contains(member) { continue }
                if let value = equal[index], value != member { continue }
                if unequal[index] == member || barred.contains(index) && member == 0 { continue }
                let isOnList = next.isOnList || wanted.contains(index) && member == 0
                open.append(
                    Visit(
                        reference: functions.diagram.child(next.reference, Int(node.level), member),
                        isOnList: isOnList))
            }
        }
        return found.sorted()
    }

    /// Whether the function does not look at all of the lists, so that a click can be on one without a node for it.
    private func isListFree(_ wanted: Set<Int>) -> Bool {
        let support = Set(functions.diagram.support(winners).map { functions.order[$0] })
        return !wanted.isSubset(of: support)
    }
}
