import Execution
import TestSupport
import Testing

@Suite struct RunQueueTests {
    @Test func onlyWhatIsOnTheWireCountsAgainstTheWidth() {
        var queue = RunQueue(Schedule(dependencies: [[], [], [], [], []]), width: 2)
        #expect(queue.prepare() == 0)
        #expect(queue.prepare() == 1)
        #expect(queue.prepare() == nil, "two are ahead")
        #expect(queue.send() == nil, "nothing is durable")
        queue.wrote(1)
        queue.wrote(0)
        #expect(queue.send() == 0)
        #expect(queue.send() == 1)
        #expect(queue.prepare() == 2)
        #expect(queue.prepare() == 3)
        queue.wrote(2)
        #expect(queue.send() == nil, "the wire is full")
        queue.received()
        #expect(queue.send() == 2)
    }

    @Test func aLongerChainOvertakesWhatIsWaiting() {
        // 0, 1 and 2 stand alone; 4 <- 3, which is ready when 0 is made.
        var queue = RunQueue(Schedule(dependencies: [[], [], [], [0], [3], []]), width: 1)
        #expect(queue.prepare() == 0)
        queue.wrote(0)
        #expect(queue.send() == 0)
        #expect(queue.prepare() == 1)
        queue.wrote(1)
        #expect(queue.prepare() == nil)
        queue.received()
        queue.schedule.succeed(0)
        #expect(queue.prepare() == 3)
        #expect(queue.prepare() == nil, "no more than twice the width is ahead")
        queue.wrote(3)
        #expect(queue.send() == 3)
        queue.received()
        queue.schedule.succeed(3)
        #expect(queue.prepare() == nil, "4 is as long as 1, which waits already")
        #expect(queue.send() == 1)
        #expect(queue.prepare() == 2)
    }

    @Test func whatIsDurableAndNotSentCanBeTakenBack() {
        var queue = RunQueue(Schedule(dependencies: [[], []]), width: 2)
        #expect(queue.prepare() == 0)
        #expect(queue.prepare() == 1)
        queue.wrote(0)
        queue.leaveOut(1)
        #expect(!queue.isBusy)
        #expect(queue.withdraw() == 0)
        #expect(queue.withdraw() == nil)
        #expect(queue.ahead == 0)
    }

    /// A clock of whole ticks drives the queue: what a request and a write cost is drawn once for each.
    @Test(arguments: 0..<150 as Range<UInt64>)
    func inAnyGraphTheWireIsKeptBusyInTheOrderOfTheChains(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...60, using: &random)
        let width = Int.random(in: 1...6, using: &random)
        let spread = Int.random(in: 2...12, using: &random)
        let dependencies = (0..<count).map { index in
            (0..<index).filter { _ in Int.random(in: 0..<spread, using: &random) == 0 }
        }
        let failing = Set((0..<count).filter { _ in Int.random(in: 0..<12, using: &random) == 0 })
        var queue = RunQueue(Schedule(dependencies: dependencies), width: width)
        var writes: [(index: Int, end: Int)] = []
        var requests: [(index: Int, end: Int)] = []
        var durable: Set<Int> = []
        var ended: [Int: Int] = [:]
        var closed: Set<Int> = []
        var sent: [Int] = []
        var now = 0
        repeat {
            for index in writes.filter({ $0.end == now }).map(\.index) {
                queue.wrote(index)
                durable.insert(index)
            }
            writes.removeAll { $0.end == now }
            for index in requests.filter({ $0.end == now }).map(\.index) {
                queue.received()
                ended[index, default: 0] += 1
                if failing.contains(index) {
                    closed.formUnion(queue.schedule.fail(index).map(\.index))
                } else {
                    queue.schedule.succeed(index)
                }
            }
            requests.removeAll { $0.end == now }
            while let index = queue.send() {
                #expect(
                    dependencies[index].allSatisfy { ended[$0] == 1 && !failing.contains($0) },
                    "seed \(seed): \(index) started too early")
                #expect(durable.remove(index) != nil, "seed \(seed): \(index) was not durable")
                let rank = queue.schedule.rank(index)
                #expect(
                    durable.allSatisfy { queue.schedule.rank($0) < rank },
                    "seed \(seed): something with a longer chain than \(index) was durable")
                sent.append(index)
                requests.append((index, now + Int.random(in: 1...9, using: &random)))
            }
            #expect(requests.count <= width && queue.inFlight == requests.count, "seed \(seed)")
            #expect(
                requests.count == width || durable.isEmpty, "seed \(seed): a place on the wire is left free")
            while let index = queue.prepare() {
                #expect(dependencies[index].allSatisfy { ended[$0] == 1 }, "seed \(seed)")
                writes.append((index, now + Int.random(in: 1...3, using: &random)))
            }
            #expect(queue.ahead == writes.count + durable.count && queue.ahead <= 2 * width, "seed \(seed)")
            now += 1
        } while queue.isBusy && now < 100_000
        #expect(Set(sent).count == sent.count, "seed \(seed): something was sent twice")
        #expect(ended.values.allSatisfy { $0 == 1 }, "seed \(seed)")
        #expect(Set(sent).union(closed) == Set(0..<count), "seed \(seed): something never ended")
        #expect(Set(sent).isDisjoint(with: closed), "seed \(seed)")
    }
}
