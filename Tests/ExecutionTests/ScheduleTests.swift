import Execution
import TestSupport
import Testing

@Suite struct ScheduleTests {
    @Test func theLongestRemainingChainGoesFirst() {
        // 0 stands alone; 3 <- 2 <- 1.
        var schedule = Schedule(dependencies: [[], [], [1], [2]])
        #expect(schedule.next() == 1)
        #expect(schedule.next() == 0)
        #expect(schedule.next() == nil)
        schedule.succeed(1)
        #expect(schedule.next() == 2)
    }

    @Test func aFailureClosesAllThatDependOnItAndNothingElse() {
        var schedule = Schedule(dependencies: [[], [0], [1], [], [3, 2]])
        #expect(schedule.next() == 0)
        let closed = schedule.fail(0)
        #expect(closed.map(\.index) == [1, 2, 4])
        #expect(closed.map(\.chain) == [[0], [0, 1], [0, 1, 2]])
        #expect(schedule.next() == 3)
        schedule.succeed(3)
        #expect(schedule.next() == nil)
    }

    @Test func changesThatWaitForOneAnotherNeverStart() {
        var schedule = Schedule(dependencies: [[1], [0], []])
        #expect(schedule.next() == 2)
        #expect(schedule.next() == nil)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func inAnyGraphWithAnyFailuresEveryChangeEndsInOneState(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...40, using: &random)
        let dependencies = (0..<count).map { index in
            (0..<index).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
        }
        let failing = Set((0..<count).filter { _ in Int.random(in: 0..<6, using: &random) == 0 })
        var schedule = Schedule(dependencies: dependencies)
        var inFlight: [Int] = []
        var done: Set<Int> = []
        var failed: Set<Int> = []
        var blocked: Set<Int> = []
        while true {
            while inFlight.count < 4, let index = schedule.next() {
                #expect(done.isSuperset(of: dependencies[index]), "seed \(seed): \(index) started too early")
                inFlight.append(index)
            }
            guard let position = inFlight.indices.randomElement(using: &random) else { break }
            let index = inFlight.remove(at: position)
            if failing.contains(index) {
                failed.insert(index)
                for (index, chain) in schedule.fail(index) {
                    #expect(blocked.insert(index).inserted, "seed \(seed): \(index) is blocked twice")
                    #expect(failed.contains(chain[0]) && dependencies[index].contains(chain[chain.count - 1]))
                }
            } else {
                done.insert(index)
                schedule.succeed(index)
            }
        }
        var unreachable: Set<Int> = []
        for index in 0..<count
        where dependencies[index].contains(where: { failed.contains($0) || unreachable.contains($0) }) {
            unreachable.insert(index)
        }
        #expect(blocked == unreachable, "seed \(seed)")
        #expect(done.union(failed).union(blocked) == Set(0..<count), "seed \(seed)")
        #expect(done.count + failed.count + blocked.count == count, "seed \(seed)")
    }
}
