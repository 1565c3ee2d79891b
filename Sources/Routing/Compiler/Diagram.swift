/// A decision diagram with many-valued tests: equal functions are the same node, so that comparing them costs nothing.
///
/// A node tests one level, which stands for an axis. It names the classes whose child is not that of the last class.
struct Diagram {
    /// A node, or a leaf: leaf 0 is -1, leaf 1 is -2, and so on.
    typealias Reference = Int32

    struct Edge: Hashable {
        var member: Int32
        var child: Reference
    }

    struct Node: Hashable {
        var level: Int32
        /// The classes that deviate, ascending.
        var edges: [Edge]
        /// What the last class leads to, and all that do not deviate.
        var otherwise: Reference
    }

    /// Thrown when a function needs more nodes or steps than allowed.
    struct TooComplex: Error {}

    private(set) var nodes: [Node] = []
    private var known: [Node: Reference] = [:]
    /// How many steps may still be taken.
    private(set) var steps: Int

    init(steps: Int) { self.steps = steps }

    /// The reference to a leaf.
    static func leaf(_ value: Int) -> Reference { Reference(-1 - value) }
    /// The value of a leaf; `nil` for a node.
    static func value(_ reference: Reference) -> Int? { reference < 0 ? -1 - Int(reference) : nil }

    /// The level that a reference tests; leaves test none.
    func level(_ reference: Reference) -> Int { reference < 0 ? Int.max : Int(nodes[Int(reference)].level) }

    /// Where a class leads at a level, which must not be below that of the reference.
    func child(_ reference: Reference, _ level: Int, _ member: Int) -> Reference {
        guard self.level(reference) == level else { return reference }
        let node = nodes[Int(reference)]
        return node.edges.first { $0.member == member }?.child ?? node.otherwise
    }

    /// The one node that decides so.
    mutating func node(_ level: Int, _ edges: [Edge], otherwise: Reference) throws(TooComplex) -> Reference {
        steps -= 1 + edges.count
        if steps < 0 { throw TooComplex() }
        let deviating = edges.filter { $0.child != otherwise }
        if deviating.isEmpty { return otherwise }
        let node = Node(level: Int32(level), edges: deviating, otherwise: otherwise)
        if let reference = known[node] { return reference }
        let reference = Reference(nodes.count)
        nodes.append(node)
        known[node] = reference
        return reference
    }

    private struct Pair: Hashable {
        var left: Reference
        var right: Reference
    }

    /// Combines two functions click by click; `rule` answers where one look is enough, always for two leaves.
    mutating func combine(
        _ left: Reference, _ right: Reference, _ rule: (Reference, Reference) -> Reference?
    ) throws(TooComplex) -> Reference {
        var done: [Pair: Reference] = [:]
        return try combine(left, right, rule, &done)
    }

    private mutating func combine(
        _ left: Reference, _ right: Reference, _ rule: (Reference, Reference) -> Reference?,
        _ done: inout [Pair: Reference]
    ) throws(TooComplex) -> Reference {
        if let result = rule(left, right) { return result }
        let pair = Pair(left: left, right: right)
        if let result = done[pair] { return result }
        let level = min(self.level(left), self.level(right))
        let (leftEdges, leftRest) = branches(left, level)
        let (rightEdges, rightRest) = branches(right, level)
        let otherwise = try combine(leftRest, rightRest, rule, &done)
        var edges: [Edge] = []
        edges.reserveCapacity(leftEdges.count + rightEdges.count)
        var (first, second) = (0, 0)
        while first < leftEdges.count || second < rightEdges.count {
            let leftMember = first < leftEdges.count ? leftEdges[first].member : Int32.max
            let rightMember = second < rightEdges.count ? rightEdges[second].member : Int32.max
            let member = min(leftMember, rightMember)
            let leftChild = leftMember == member ? leftEdges[first].child : leftRest
            let rightChild = rightMember == member ? rightEdges[second].child : rightRest
            if leftMember == member { first += 1 }
            if rightMember == member { second += 1 }
            edges.append(Edge(member: member, child: try combine(leftChild, rightChild, rule, &done)))
        }
        let result = try node(level, edges, otherwise: otherwise)
        done[pair] = result
        return result
    }

    private func branches(_ reference: Reference, _ level: Int) -> ([Edge], Reference) {
        guard self.level(reference) == level else { return ([], reference) }
        let node = nodes[Int(reference)]
        return (node.edges, node.otherwise)
    }

    /// The function with other leaves.
    mutating func relabelled(
        _ reference: Reference, _ leaf: (Int) -> Int
    ) throws(TooComplex) -> Reference {
        var done: [Reference: Reference] = [:]
        return try relabelled(reference, leaf, &done)
    }

    private mutating func relabelled(
        _ reference: Reference, _ leaf: (Int) -> Int, _ done: inout [Reference: Reference]
    ) throws(TooComplex) -> Reference {
        if let value = Self.value(reference) { return Self.leaf(leaf(value)) }
        if let result = done[reference] { return result }
        let old = nodes[Int(reference)]
        var edges: [Edge] = []
        for edge in old.edges {
            edges.append(Edge(member: edge.member, child: try relabelled(edge.child, leaf, &done)))
        }
        let otherwise = try relabelled(old.otherwise, leaf, &done)
        let result = try node(Int(old.level), edges, otherwise: otherwise)
        done[reference] = result
        return result
    }

    /// The levels that a function depends on.
    func support(_ reference: Reference) -> Set<Int> {
        var levels: Set<Int> = []
        var seen: Set<Reference> = []
        var open = [reference]
        while let next = open.popLast() {
            guard next >= 0, seen.insert(next).inserted else { continue }
            let node = nodes[Int(next)]
            levels.insert(Int(node.level))
            open.append(node.otherwise)
            open.append(contentsOf: node.edges.map(\.child))
        }
        return levels
    }

    /// The values of the leaves of a function.
    func leaves(_ reference: Reference) -> Set<Int> {
        var values: Set<Int> = []
        var seen: Set<Reference> = []
        var open = [reference]
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            if let value = Self.value(next) {
                values.insert(value)
            } else {
                let node = nodes[Int(next)]
                open.append(node.otherwise)
                open.append(contentsOf: node.edges.map(\.child))
            }
        }
        return values
    }
}
