/// Splits a function of the axes that are not free into boxes that filters can say, or finds that there are none.
///
/// One connection type, one value of one parameter, some lists of bots: such filters are not closed under what rules do
/// ("neither a nor b" has no form), so that a partition has to be searched. The search is complete.
struct BlockSolver {
    /// A part of a partition: restrictions, and the function that is left for the clicks that meet them.
    struct Part {
        var literals: Set<Box.Literal>
        var child: Diagram.Reference
    }

    let functions: RuleFunctions
    /// The levels of the axes that are not free: neighbours.
    let levels: Range<Int>
    let joinsSubs: Bool

    private static let nothing = Diagram.leaf(0)

    /// The axes that a function depends on before its free part comes.
    func support(_ reference: Diagram.Reference) -> [Int] {
        let diagram = functions.diagram
        var found: Set<Int> = []
        var seen: Set<Diagram.Reference> = []
        var open = [reference]
        while let next = open.popLast() {
            guard levels.contains(diagram.level(next)), seen.insert(next).inserted else { continue }
            let node = diagram.nodes[Int(next)]
            found.insert(functions.order[Int(node.level)])
            open.append(node.otherwise)
            open.append(contentsOf: node.edges.map(\.child))
        }
        return found.sorted()
    }

    /// The partition; `nil` when there is none. Clicks that go nowhere need no box.
    func parts(_ reference: Diagram.Reference) throws(Diagram.TooComplex) -> [Part]? {
        let support = support(reference)
        if support.count == 1 { return alone(reference, support[0]) }
        let isSub = support.map { axis in if case .sub = functions.axes[axis].form { true } else { false } }
        // Two filters on different parameters always share clicks, so that boxes can tell only one of them apart.
        if isSub.allSatisfy(\.self), !joinsSubs { return nil }
        return try together(reference, support)
    }

    /// One axis: where almost all values go is left over by "all but one", and only by that.
    private func alone(_ reference: Diagram.Reference, _ index: Int) -> [Part]? {
        let axis = functions.axes[index]
        let node = functions.diagram.nodes[Int(reference)]
        var parts: [Part] = []
        if axis.form == .lists {
            if let child = node.edges.first?.child {
                parts.append(Part(literals: [.anyList([index])], child: child))
            }
            parts.append(Part(literals: [.noList([index])], child: node.otherwise))
        } else {
            let level = Int(node.level)
            let children = (0..<axis.count).map { functions.diagram.child(reference, level, $0) }
            let single = (0..<axis.values.count).first { member in
                let rest = children.indices.filter { $0 != member }.map { children[$0] }
                return rest[0] != Self.nothing && rest.allSatisfy { $0 == rest[0] }
            }
            if let single {
                let rest = children[single == 0 ? 1 : 0]
                parts.append(Part(literals: [.equals(axis: index, member: single)], child: children[single]))
                parts.append(Part(literals: [.differs(axis: index, member: single)], child: rest))
            } else {
                if axis.hasOthers, node.otherwise != Self.nothing { return nil }
                for member in 0..<axis.values.count {
                    parts.append(
                        Part(literals: [.equals(axis: index, member: member)], child: children[member]))
                }
            }
        }
        return parts.filter { $0.child != Self.nothing }
    }

    /// Several axes: an exact cover of all combinations of classes by boxes with one child each.
    private func together(
        _ reference: Diagram.Reference, _ support: [Int]
    ) throws(Diagram.TooComplex) -> [Part]? {
        var cells: [[Int]] = [[]]
        for axis in support {
            guard cells.count * functions.axes[axis].count <= 4_096 else { throw Diagram.TooComplex() }
            cells = cells.flatMap { cell in (0..<functions.axes[axis].count).map { cell + [$0] } }
        }
        let children = cells.map { cell in child(reference, support, cell) }
        let choices = try choices(support)
        guard choices.count * cells.count <= 4_000_000 else { throw Diagram.TooComplex() }
        var cover = ExactCover(count: cells.count)
        for (index, child) in children.enumerated() where child == Self.nothing { cover.leaveOut(index) }
        var parts: [Part] = []
        for literals in choices {
            let members = cells.indices.filter { Self.meets(cells[$0], support, literals) }
            guard let first = members.first, children[first] != Self.nothing,
                members.allSatisfy({ children[$0] == children[first] })
            else { continue }
            if cover.add(members) { parts.append(Part(literals: literals, child: children[first])) }
        }
        return try cover.solution()?.map { parts[$0] }
    }

    private func child(_ reference: Diagram.Reference, _ support: [Int], _ cell: [Int]) -> Diagram.Reference {
        var reference = reference
        while levels.contains(functions.diagram.level(reference)) {
            let level = functions.diagram.level(reference)
            guard let position = support.firstIndex(of: functions.order[level]) else { break }
            reference = functions.diagram.child(reference, level, cell[position])
        }
        return reference
    }

    /// Every way in which the filters of a stream can restrict some axes.
    private func choices(_ support: [Int]) throws(Diagram.TooComplex) -> [Set<Box.Literal>] {
        var subs: [Set<Box.Literal>] = [[]]
        var joined: [Set<Box.Literal>] = [[]]
        var lists: [Int] = []
        var result: [Set<Box.Literal>] = [[]]
        for index in support {
            let axis = functions.axes[index]
            let members = axis.values.indices
            let equal = members.map { Box.Literal.equals(axis: index, member: $0) }
            let single = equal + members.map { .differs(axis: index, member: $0) }
            switch axis.form {
            case .lists: lists.append(index)
            case .sub:
                subs += single.map { [$0] }
                if joinsSubs { joined += joined.flatMap { old in equal.map { old.union([$0]) } } }
            case .oneValue, .manyValues, .noFilter:
                result = result.flatMap { old in [old] + single.map { old.union([$0]) } }
            }
            guard result.count + joined.count <= 20_000 else { throw Diagram.TooComplex() }
        }
        subs += joined.filter { $0.count > 1 }
        guard lists.count <= 10 else { throw Diagram.TooComplex() }
        var bots: [Set<Box.Literal>] = [[]]
        if !lists.isEmpty {
            for mask in 1..<(1 << lists.count) {
                let chosen = lists.indices.filter { mask & (1 << $0) != 0 }.map { lists[$0] }
                bots += [[.anyList(chosen)], [.noList(chosen)]]
            }
        }
        guard result.count * subs.count * bots.count <= 20_000 else { throw Diagram.TooComplex() }
        result = result.flatMap { old in subs.map { old.union($0) } }
        return result.flatMap { old in bots.map { old.union($0) } }
    }

    private static func meets(_ cell: [Int], _ support: [Int], _ literals: Set<Box.Literal>) -> Bool {
        func member(_ axis: Int) -> Int? { support.firstIndex(of: axis).map { cell[$0] } }
        return literals.allSatisfy { literal in
            switch literal {
            case .equals(let axis, let wanted): member(axis) == wanted
            case .differs(let axis, let unwanted): member(axis) != unwanted
            case .anyList(let axes): axes.contains { member($0) == 0 }
            case .noList(let axes): axes.allSatisfy { member($0) != 0 }
            }
        }
    }
}
