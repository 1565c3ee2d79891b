/// Counts the boxes of a function before any is built, then builds them.
struct BoxPlanner {
    /// Clicks that no boxes can tell apart as they should.
    struct Obstruction: Error {
        /// Which clicks: the classes of the free axes on the way there.
        var context: [Int: [Int]]
        /// The axes of which more is asked than filters can say.
        var axes: [Int]
    }

    private let functions: RuleFunctions
    private let solver: BlockSolver
    private let isGap: (Int) -> Bool
    private let streams: (Int) -> Int
    private var counts: [Diagram.Reference: Int?] = [:]
    private var parts: [Diagram.Reference: [BlockSolver.Part]] = [:]

    /// Plans functions of one order; `streams` says how many streams a leaf has.
    init(_ functions: RuleFunctions, joinsSubs: Bool, streams: @escaping (Int) -> Int) {
        self.functions = functions
        let blocked = functions.order.indices.filter { !functions.axes[functions.order[$0]].isFree }
        let levels = blocked.first.map { $0..<($0 + blocked.count) } ?? 0..<0
        solver = BlockSolver(functions: functions, levels: levels, joinsSubs: joinsSubs)
        isGap = { $0 == 0 }
        self.streams = streams
    }

    private func isBlocked(_ reference: Diagram.Reference) -> Bool {
        solver.levels.contains(functions.diagram.level(reference))
    }

    /// The children of a free node, each with its classes, the most general one last.
    private func children(_ node: Diagram.Node) -> [(members: [Int], child: Diagram.Reference)] {
        let axis = functions.axes[functions.order[Int(node.level)]]
        var groups: [(members: [Int], child: Diagram.Reference)] = []
        var places: [Diagram.Reference: Int] = [:]
        var rest = Set(0..<axis.count)
        for edge in node.edges {
            rest.remove(Int(edge.member))
            if let place = places[edge.child] {
                groups[place].members.append(Int(edge.member))
            } else {
                places[edge.child] = groups.count
                groups.append(([Int(edge.member)], edge.child))
            }
        }
        return groups + [(rest.sorted(), node.otherwise)]
    }

    private mutating func blockParts(_ reference: Diagram.Reference) throws(Diagram.TooComplex)
        -> [BlockSolver.Part]?
    {
        if let parts = parts[reference] { return parts }
        guard let found = try solver.parts(reference) else { return nil }
        parts[reference] = found
        return found
    }

    /// How many streams the boxes of a function have; `nil` when there are no such boxes in this order of axes.
    mutating func count(_ reference: Diagram.Reference) throws(Diagram.TooComplex) -> Int? {
        if let value = Diagram.value(reference) { return isGap(value) ? 0 : streams(value) }
        if let count = counts[reference] { return count }
        var sum: Int? = 0
        if isBlocked(reference) {
            if let parts = try blockParts(reference) {
                for part in parts { sum = Self.add(sum, try count(part.child)) }
            } else {
                sum = nil
            }
        } else {
            let node = functions.diagram.nodes[Int(reference)]
            for child in Set(node.edges.map(\.child) + [node.otherwise]) {
                sum = Self.add(sum, try count(child))
            }
        }
        counts[reference] = .some(sum)
        return sum
    }

    private static func add(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? Int.max : sum
    }

    /// The boxes of a function that has been counted.
    mutating func boxes(_ reference: Diagram.Reference) throws -> [Box] {
        var boxes: [Box] = []
        try collect(reference, Box(outcome: 0), &boxes)
        return boxes
    }

    private mutating func collect(_ reference: Diagram.Reference, _ box: Box, _ boxes: inout [Box]) throws {
        if let value = Diagram.value(reference) {
            guard !isGap(value) else { return }
            var box = box
            box.outcome = value
            boxes.append(box)
        } else if isBlocked(reference) {
            guard let parts = try blockParts(reference) else {
                throw Obstruction(context: box.sets, axes: solver.support(reference))
            }
            for part in parts {
                var box = box
                box.literals = part.literals
                try collect(part.child, box, &boxes)
            }
        } else {
            let node = functions.diagram.nodes[Int(reference)]
            for (members, child) in children(node) {
                var box = box
                box.sets[functions.order[Int(node.level)]] = members
                try collect(child, box, &boxes)
            }
        }
    }

    /// The first clicks that stand in the way of boxes, for a function that has none.
    mutating func obstruction(_ reference: Diagram.Reference) throws(Diagram.TooComplex) -> Obstruction? {
        var open: [(Diagram.Reference, [Int: [Int]])] = [(reference, [:])]
        var seen: Set<Diagram.Reference> = []
        while let (next, context) = open.popLast() {
            guard next >= 0, seen.insert(next).inserted, try count(next) == nil else { continue }
            if isBlocked(next) {
                guard let parts = try blockParts(next) else {
                    return Obstruction(context: context, axes: solver.support(next))
                }
                open += parts.reversed().map { ($0.child, context) }
            } else {
                let node = functions.diagram.nodes[Int(next)]
                for (members, child) in children(node).reversed() {
                    var context = context
                    context[functions.order[Int(node.level)]] = members
                    open.append((child, context))
                }
            }
        }
        return nil
    }
}
