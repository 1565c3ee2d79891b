import HeapModule

/// Which change is next: those whose dependencies are made, the longest remaining chain first.
///
/// A pure state machine over places in the plan. There are no waves: a change is ready as soon as the last
/// thing that it depends on is done. Everything is kept in flat arrays: a plan may have a million changes.
package struct Schedule: Sendable {
    /// A change that may start; those with more work behind them go first, then those that come first in the plan.
    package struct Ready: Comparable, Sendable {
        /// How many changes there are in the longest chain that starts with it.
        package let chain: Int32
        /// Its place in the plan.
        package let index: Int32

        package static func < (left: Ready, right: Ready) -> Bool {
            left.chain == right.chain ? left.index > right.index : left.chain < right.chain
        }
    }

    private let graph: ChangeGraph
    /// Every change after its dependencies; those that wait for one another are missing.
    private let order: [Int32]
    private let chains: [Int32]
    private var missing: [Int32]
    private var isClosed: [Bool]
    private var ready = Heap<Ready>()

    /// A schedule of changes that depend on the ones at the given places.
    package init(dependencies: [[Int]]) {
        let graph = ChangeGraph(dependencies: dependencies)
        self.graph = graph
        order = graph.dependenciesFirst
        var lengths = [Int32](repeating: 1, count: graph.count)
        for index in order.reversed() {
            var longest: Int32 = 0
            for dependent in graph.dependents(of: Int(index)) {
                longest = max(longest, lengths[Int(dependent)])
            }
            lengths[Int(index)] = 1 + longest
        }
        let chains = lengths
        self.chains = chains
        let missing = (0..<graph.count).map { Int32(graph.dependencies(of: $0).count) }
        self.missing = missing
        isClosed = [Bool](repeating: false, count: graph.count)
        ready = Heap(
            missing.indices.filter { missing[$0] == 0 }.map { Ready(chain: chains[$0], index: Int32($0)) })
    }

    /// The change that ``next()`` would take.
    package mutating func peek() -> Ready? {
        while let entry = ready.max {
            if !isClosed[Int(entry.index)] { return entry }
            ready.removeMax()
        }
        return nil
    }

    /// Takes the next change; `nil` when none is ready now.
    package mutating func next() -> Int? {
        guard let entry = peek() else { return nil }
        ready.removeMax()
        return Int(entry.index)
    }

    /// A change with the rank that it has among those that are ready.
    package func rank(_ index: Int) -> Ready { Ready(chain: chains[index], index: Int32(index)) }

    /// What a change depends on, in the order of the plan.
    package func dependencies(of index: Int) -> ArraySlice<Int32> { graph.dependencies(of: index) }

    /// Whether something waits for a change.
    package func hasDependents(_ index: Int) -> Bool { !graph.dependents(of: index).isEmpty }

    /// A change was made: what waited for it alone is ready.
    package mutating func succeed(_ index: Int) {
        isClosed[index] = true
        for dependent in graph.dependents(of: index) {
            let dependent = Int(dependent)
            missing[dependent] -= 1
            if missing[dependent] == 0, !isClosed[dependent] { ready.insert(rank(dependent)) }
        }
    }

    /// A change was not made: nothing that depends on it, however indirectly, will be tried.
    /// - Returns: the changes that are out because of it, each with the chain from the failed change to the
    ///   one that it directly depends on; those that were out before are left out.
    package mutating func fail(_ index: Int) -> [(index: Int, chain: [Int])] {
        isClosed[index] = true
        var closed: [(index: Int, chain: [Int])] = []
        var open: [(index: Int, chain: [Int])] = [(index, [])]
        var position = 0
        while position < open.count {
            let (current, chain) = open[position]
            position += 1
            for dependent in graph.dependents(of: current).map(Int.init) where !isClosed[dependent] {
                isClosed[dependent] = true
                open.append((dependent, chain + [current]))
                closed.append((dependent, chain + [current]))
            }
        }
        return closed
    }

    /// Every change after all that it depends on; changes that wait for one another come last.
    package var dependenciesFirst: [Int] {
        if order.count == graph.count { return order.map(Int.init) }
        let known = Set(order)
        return order.map(Int.init) + (0..<graph.count).filter { !known.contains(Int32($0)) }
    }
}
