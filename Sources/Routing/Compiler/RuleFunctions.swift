/// The functions of a rule tree as diagrams, for one order of the axes.
///
/// The leaves of a function stand for sets of branches among which a click is drawn: none, one, or in weight mode
/// several. The default is the branch after the last one.
struct RuleFunctions {
    let live: LiveTree
    let axes: [Axis]
    /// The axis that each level tests.
    let order: [Int]
    private let levels: [Int]
    private(set) var diagram: Diagram
    /// The branches of each leaf.
    private(set) var branches: [[Int]] = [[]]
    private var leaves: [[Int]: Int] = [[]: 0]

    init(_ live: LiveTree, _ axes: [Axis], order: [Int], steps: Int) {
        self.live = live
        self.axes = axes
        self.order = order
        var levels = [Int](repeating: 0, count: axes.count)
        for (level, axis) in order.enumerated() { levels[axis] = level }
        self.levels = levels
        diagram = Diagram(steps: steps)
    }

    /// The branch that stands for the default.
    static func fallbackBranch(_ live: LiveTree) -> Int { live.branches.count }

    private static let no = Diagram.leaf(0)
    private static let yes = Diagram.leaf(1)

    // MARK: Conditions

    /// Where a condition holds: leaf 1, elsewhere leaf 0.
    mutating func holds(_ condition: Condition, negated: Bool = false) throws(Diagram.TooComplex)
        -> Diagram.Reference
    {
        switch condition {
        case .all(let parts): return try join(parts, negated, conjunction: !negated)
        case .any(let parts): return try join(parts, negated, conjunction: negated)
        case .not(let part): return try holds(part, negated: !negated)
        case .test(let test): return try holds(test, test.excludes != negated)
        case .unsupported: return Self.no
        }
    }

    private mutating func join(
        _ parts: [Condition], _ negated: Bool, conjunction: Bool
    ) throws(Diagram.TooComplex) -> Diagram.Reference {
        var functions: [Diagram.Reference] = []
        for part in parts { functions.append(try holds(part, negated: negated)) }
        return try fold(functions, conjunction ? Self.and : Self.or) ?? (conjunction ? Self.yes : Self.no)
    }

    private mutating func holds(_ test: FieldTest, _ excludes: Bool) throws(Diagram.TooComplex)
        -> Diagram.Reference
    {
        let (met, missed) = excludes ? (Self.no, Self.yes) : (Self.yes, Self.no)
        var functions: [Diagram.Reference] = []
        for (index, axis) in axes.enumerated() where axis.field == test.field {
            let members = axis.classes(of: test)
            if axis.field.holdsSeveralValues, members.isEmpty { continue }
            let isLast = members.contains(axis.last)
            let deviating = isLast ? (0..<axis.last).filter { !members.contains($0) } : members
            let edges = deviating.map { Diagram.Edge(member: Int32($0), child: isLast ? missed : met) }
            functions.append(try diagram.node(levels[index], edges, otherwise: isLast ? met : missed))
        }
        return try fold(functions, excludes ? Self.and : Self.or) ?? missed
    }

    private static func and(_ left: Diagram.Reference, _ right: Diagram.Reference) -> Diagram.Reference? {
        if left == no || right == no { return no }
        if left == yes || left == right { return right }
        return right == yes ? left : nil
    }

    private static func or(_ left: Diagram.Reference, _ right: Diagram.Reference) -> Diagram.Reference? {
        if left == yes || right == yes { return yes }
        if left == no || left == right { return right }
        return right == no ? left : nil
    }

    /// Joins neighbours pairwise: what many rules make stays small for as long as can be.
    private mutating func fold(
        _ functions: [Diagram.Reference], _ rule: (Diagram.Reference, Diagram.Reference) -> Diagram.Reference?
    ) throws(Diagram.TooComplex) -> Diagram.Reference? {
        var functions = functions
        while functions.count > 1 {
            var joined: [Diagram.Reference] = []
            for index in stride(from: 0, to: functions.count, by: 2) {
                if index + 1 < functions.count {
                    joined.append(try diagram.combine(functions[index], functions[index + 1], rule))
                } else {
                    joined.append(functions[index])
                }
            }
            functions = joined
        }
        return functions.first
    }

    // MARK: Branches

    private mutating func leaf(_ set: [Int]) -> Int {
        if let leaf = leaves[set] { return leaf }
        branches.append(set)
        leaves[set] = branches.count - 1
        return branches.count - 1
    }

    private mutating func taken(by branch: Int) throws(Diagram.TooComplex) -> Diagram.Reference {
        let leaf = leaf([branch])
        return try diagram.relabelled(holds(live.branches[branch].condition)) { $0 == 1 ? leaf : 0 }
    }

    /// What the left side leaves over goes to the right side.
    private static func orElse(_ left: Diagram.Reference, _ right: Diagram.Reference) -> Diagram.Reference? {
        if left == no { return right }
        return left < 0 || right == no || left == right ? left : nil
    }

    /// The first of some branches that takes a click.
    mutating func first(of branches: [Int]) throws(Diagram.TooComplex) -> Diagram.Reference {
        var functions: [Diagram.Reference] = []
        for branch in branches { functions.append(try taken(by: branch)) }
        return try fold(functions, Self.orElse) ?? Self.no
    }

    /// All of some branches that take a click.
    mutating func every(of branches: [Int]) throws(Diagram.TooComplex) -> Diagram.Reference {
        var sets: [Diagram.Reference] = []
        for branch in branches { sets.append(try taken(by: branch)) }
        while sets.count > 1 {
            var joined: [Diagram.Reference] = []
            for index in stride(from: 0, to: sets.count, by: 2) {
                joined.append(index + 1 < sets.count ? try union(sets[index], sets[index + 1]) : sets[index])
            }
            sets = joined
        }
        return sets.first ?? Self.no
    }

    private mutating func union(
        _ left: Diagram.Reference, _ right: Diagram.Reference
    ) throws(Diagram.TooComplex) -> Diagram.Reference {
        var table = branches
        var index = leaves
        let result = try diagram.combine(left, right) { left, right in
            if left == Self.no { return right }
            if right == Self.no { return left }
            guard let first = Diagram.value(left), let second = Diagram.value(right) else { return nil }
            let set = table[first] + table[second]
            if let leaf = index[set] { return Diagram.leaf(leaf) }
            index[set] = table.count
            table.append(set)
            return Diagram.leaf(table.count - 1)
        }
        (branches, leaves) = (table, index)
        return result
    }

    /// The branches that each click is drawn among, the default included.
    mutating func winners() throws(Diagram.TooComplex) -> Diagram.Reference {
        let forced = try first(of: Array(0..<live.forcedCount))
        let regular = Array(live.forcedCount..<live.branches.count)
        let others = live.tree.mode == .weight ? try every(of: regular) : try first(of: regular)
        let ruled = try diagram.combine(forced, others, Self.orElse)
        guard live.fallback != nil else { return ruled }
        return try diagram.combine(ruled, Diagram.leaf(leaf([live.branches.count])), Self.orElse)
    }

    /// The same without the clicks that are drawn by weight among the rules that are not forced.
    mutating func winnersBesideDrawn() throws(Diagram.TooComplex) -> Diagram.Reference {
        let all = try winners()
        let (table, forced, last) = (branches, live.forcedCount, live.branches.count)
        return try diagram.relabelled(all) { leaf in
            table[leaf].first.map { $0 < forced || $0 == last } ?? false ? leaf : 0
        }
    }

    /// The clicks that reach a rule which is drawn by weight.
    mutating func reaching(_ branch: Int) throws(Diagram.TooComplex) -> Diagram.Reference {
        let own = try taken(by: branch)
        let forced = try first(of: Array(0..<live.forcedCount))
        return try diagram.combine(forced, own) { forced, own in
            if own == Self.no { return Self.no }
            if forced == Self.no { return own }
            return forced < 0 ? Self.no : nil
        }
    }

    /// The clicks that meet a branch's own condition, whatever comes before it.
    mutating func meeting(_ branch: Int) throws(Diagram.TooComplex) -> Diagram.Reference {
        try taken(by: branch)
    }

    /// All clicks, for one branch.
    mutating func everything(_ branch: Int) -> Diagram.Reference { Diagram.leaf(leaf([branch])) }

    /// A function with other leaves.
    mutating func relabelled(
        _ reference: Diagram.Reference, _ leaf: (Int) -> Int
    ) throws(Diagram.TooComplex) -> Diagram.Reference {
        try diagram.relabelled(reference, leaf)
    }
}
