/// Which changes of a plan wait for which, in both directions: two flat lists, with where the part of each change
/// starts.
struct ChangeGraph: Sendable {
    private let needed: [Int32]
    private let neededStarts: [Int32]
    private let dependents: [Int32]
    private let dependentStarts: [Int32]

    /// How many changes there are.
    let count: Int

    /// A graph of changes that depend on the ones at the given places; places outside the plan, and repeated ones, are
    /// left out.
    init(dependencies: [[Int]]) {
        count = dependencies.count
        var needed: [Int32] = []
        var neededStarts: [Int32] = [0]
        neededStarts.reserveCapacity(count + 1)
        var counts = [Int32](repeating: 0, count: count + 1)
        for list in dependencies {
            let known =
                list.count <= 1
                ? list.filter(dependencies.indices.contains)
                : Set(list.filter(dependencies.indices.contains)).sorted()
            for dependency in known {
                needed.append(Int32(dependency))
                counts[dependency + 1] += 1
            }
            neededStarts.append(Int32(needed.count))
        }
        for index in 0..<count { counts[index + 1] += counts[index] }
        var dependents = [Int32](repeating: 0, count: needed.count)
        var next = counts
        for index in 0..<count {
            for position in Int(neededStarts[index])..<Int(neededStarts[index + 1]) {
                let dependency = Int(needed[position])
                dependents[Int(next[dependency])] = Int32(index)
                next[dependency] += 1
            }
        }
        self.needed = needed
        self.neededStarts = neededStarts
        self.dependents = dependents
        dependentStarts = counts
    }

    /// What a change depends on, in the order of the plan.
    func dependencies(of index: Int) -> ArraySlice<Int32> {
        needed[Int(neededStarts[index])..<Int(neededStarts[index + 1])]
    }

    /// What depends on a change, in the order of the plan.
    func dependents(of index: Int) -> ArraySlice<Int32> {
        dependents[Int(dependentStarts[index])..<Int(dependentStarts[index + 1])]
    }

    /// Every change after its dependencies; those that wait for one another are missing.
    var dependenciesFirst: [Int32] {
        var missing = (0..<count).map { neededStarts[$0 + 1] - neededStarts[$0] }
        var order = missing.indices.filter { missing[$0] == 0 }.map(Int32.init)
        var position = 0
        while position < order.count {
            for dependent in dependents(of: Int(order[position])) {
                missing[Int(dependent)] -= 1
                if missing[Int(dependent)] == 0 { order.append(dependent) }
            }
            position += 1
        }
        return order
    }
}
