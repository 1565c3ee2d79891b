import HeapModule

/// Which change is next: those whose dependencies are made, the longest remaining chain first.
///
/// A pure state machine over places in the plan. There are no waves: a change is ready as soon as the last
/// thing that it depends on is done.
package struct Schedule: Sendable {
    /// A ready change; those with more work behind them go first, then those that come first in the plan.
    private struct Ready: Comparable {
        let chain: Int
        let index: Int

        static func < (left: Ready, right: Ready) -> Bool {
            left.chain == right.chain ? left.index > right.index : left.chain < right.chain
        }
    }

    /// What each change depends on, in the order of the plan.
    package let dependencies: [[Int]]
    private let dependents: [[Int]]
    /// Every change after its dependencies; those that wait for one another are missing.
    private let order: [Int]
    /// How many changes there are in the longest chain that starts with a change.
    private let chains: [Int]
    private var missing: [Int]
    private var isClosed: [Bool]
    private var ready = Heap<Ready>()

    /// A schedule of changes that depend on the ones at the given places.
    package init(dependencies: [[Int]]) {
        let all = dependencies.indices
        let known = all.map { index in Set(dependencies[index].filter { all.contains($0) }).sorted() }
        var dependents = [[Int]](repeating: [], count: known.count)
        for (index, list) in known.enumerated() {
            for dependency in list { dependents[dependency].append(index) }
        }
        let order = Self.order(known, dependents)
        var chains = [Int](repeating: 1, count: known.count)
        for index in order.reversed() {
            chains[index] = 1 + (dependents[index].map { chains[$0] }.max() ?? 0)
        }
        self.dependencies = known
        self.dependents = dependents
        self.order = order
        self.chains = chains
        missing = known.map(\.count)
        isClosed = [Bool](repeating: false, count: known.count)
        for index in all where missing[index] == 0 { ready.insert(Ready(chain: chains[index], index: index)) }
    }

    private static func order(_ dependencies: [[Int]], _ dependents: [[Int]]) -> [Int] {
        var missing = dependencies.map(\.count)
        var order = missing.indices.filter { missing[$0] == 0 }
        var position = 0
        while position < order.count {
            for dependent in dependents[order[position]] {
                missing[dependent] -= 1
                if missing[dependent] == 0 { order.append(dependent) }
            }
            position += 1
        }
        return order
    }

    /// Takes the next change; `nil` when none is ready now.
    package mutating func next() -> Int? {
        while let entry = ready.popMax() {
            if !isClosed[entry.index] { return entry.index }
        }
        return nil
    }

    /// A change was made: what waited for it alone is ready.
    package mutating func succeed(_ index: Int) {
        isClosed[index] = true
        for dependent in dependents[index] {
            missing[dependent] -= 1
            if missing[dependent] == 0, !isClosed[dependent] {
                ready.insert(Ready(chain: chains[dependent], index: dependent))
            }
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
            for dependent in dependents[current] where !isClosed[dependent] {
                isClosed[dependent] = true
                open.append((dependent, chain + [current]))
                closed.append((dependent, chain + [current]))
            }
        }
        return closed
    }

    /// Every change after all that it depends on; changes that wait for one another come last.
    package var dependenciesFirst: [Int] {
        let known = Set(order)
        return order + dependencies.indices.filter { !known.contains($0) }
    }
}
