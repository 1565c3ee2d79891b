import Feeds
import Planning

/// What is known of a run while it works: owned by its loop alone.
struct RunState {
    let changes: [Change]
    var queue: RunQueue
    /// The ids of the objects that this run has created, of those that something waits for.
    private var ids: [ObjectAddress: String] = [:]
    /// What became of each change that was tried, by its place in the plan.
    private(set) var results: RunResults

    init(_ changes: [Change], width: Int, settled: [Int: ChangeResult] = [:]) {
        self.changes = changes
        // Whoever waits at the gate is put together already.
        queue = RunQueue(Schedule(changes), width: width, atGate: width)
        results = RunResults(count: changes.count)
        for (index, result) in settled where changes.indices.contains(index) { _ = settle(index, result) }
    }

    /// The body of a change's request; `nil` when something that it refers to has no id.
    func body(_ index: Int) -> Value? {
        changes[index].wireBody { ids[$0] }
    }

    /// Notes what became of a change.
    /// - Returns: the changes that are out because of it, each with the chain of changes that leads to it.
    mutating func settle(_ index: Int, _ result: ChangeResult) -> [(index: Int, chain: [Int])] {
        switch result.outcome {
        case .done(let id), .adopted(let id):
            results[index] = result.settled(changes[index].address.kind)
            if changes[index].action == .create, queue.schedule.hasDependents(index) {
                ids[changes[index].address] = id
            }
            queue.schedule.succeed(index)
            return []
        case .failed, .waiting:
            results[index] = result.settled(changes[index].address.kind)
            return queue.schedule.fail(index)
        case .blocked, .skipped, .notStarted:
            return []
        }
    }

    /// What became of every change, in the order of the plan. It does not depend on the order in which things
    /// happened: a change that both a failure and a wait for DNS stand in the way of is blocked.
    func outcomes(isStopped: Bool) -> [ChangeOutcome] {
        var outcomes = [ChangeOutcome?](repeating: nil, count: changes.count)
        for index in queue.schedule.dependenciesFirst {
            if let outcome = results.outcome(index) {
                outcomes[index] = outcome
                continue
            }
            var blocked: [ObjectAddress]?
            var skipped: [ObjectAddress]?
            for dependency in queue.schedule.dependencies(of: index).map(Int.init) {
                let address = changes[dependency].address
                switch outcomes[dependency] {
                case .failed: blocked = blocked ?? [address]
                case .blocked(let chain): blocked = blocked ?? chain + [address]
                case .waiting: skipped = skipped ?? [address]
                case .skipped(let chain): skipped = skipped ?? chain + [address]
                case .done, .adopted, .notStarted, nil: break
                }
            }
            if let blocked {
                outcomes[index] = .blocked(by: blocked)
            } else if let skipped {
                outcomes[index] = .skipped(waitingFor: skipped)
            } else {
                outcomes[index] =
                    isStopped
                    ? .notStarted
                    : .failed(
                        message:
                            "it waits for changes that wait for it. Make some of them in a plan of their own."
                    )
            }
        }
        return outcomes.map { $0 ?? .notStarted }
    }
}
