import RedTrack
import Synchronization
import Testing

@testable import Execution

@Suite("Places on the wire")
struct WireGateTests {
    private static func rank(_ index: Int32, chain: Int32 = 1) -> Schedule.Ready {
        Schedule.Ready(chain: chain, index: index)
    }

    /// Who had a place, in order.
    private final class Order: Sendable {
        let indexes = Mutex<[Int32]>([])
    }

    @Test("the longest chain of those that were announced is next, whoever came to the gate first")
    func order() async {
        let gate = WireGate(width: 1)
        let order = Order()
        let ranks = [Self.rank(0), Self.rank(1), Self.rank(2, chain: 3), Self.rank(3)]
        for rank in ranks { gate.announce(rank) }
        await withDiscardingTaskGroup { group in
            for rank in ranks.reversed() {
                group.addTask {
                    #expect(await gate.enter(rank, isFirst: true))
                    order.indexes.withLock { $0.append(rank.index) }
                    await Task.yield()
                    gate.leave()
                }
            }
        }
        // The first place was given away when nothing else was announced.
        #expect(order.indexes.withLock { $0 } == [0, 2, 1, 3])
    }

    @Test("a closed gate turns away who was not on the wire, and lets the others go on")
    func closed() async {
        let gate = WireGate(width: 2)
        for index in Int32(0)..<4 { gate.announce(Self.rank(index)) }
        #expect(await gate.enter(Self.rank(0), isFirst: true))
        // 2 waits at the gate when it is closed, 3 comes later, 1 has a place and does not know.
        async let waiting = gate.enter(Self.rank(2), isFirst: true)
        for _ in 0..<100 { await Task.yield() }
        gate.close()
        #expect(await !waiting)
        #expect(await !gate.enter(Self.rank(3), isFirst: true))
        #expect(await !gate.enter(Self.rank(1), isFirst: true))
        gate.leave()
        // Two calls of one change at once, as when a list is read.
        #expect(await gate.enter(Self.rank(0), isFirst: false))
        #expect(await gate.enter(Self.rank(0), isFirst: false))
        async let third = gate.enter(Self.rank(0), isFirst: false)
        async let fourth = gate.enter(Self.rank(0), isFirst: false)
        for _ in 0..<100 { await Task.yield() }
        gate.leave()
        gate.leave()
        #expect(await third)
        #expect(await fourth)
    }

    @Test("who comes to an end without a place leaves it to the next")
    func withdrawn() async {
        let gate = WireGate(width: 1)
        gate.announce(Self.rank(0))
        gate.announce(Self.rank(1))
        gate.announce(Self.rank(2))
        gate.withdraw(Self.rank(1))
        gate.withdraw(Self.rank(0))
        #expect(await gate.enter(Self.rank(2), isFirst: true))
    }

    @Test("no more requests are on the wire than may be", arguments: [1, 3, 8])
    func width(parallel: Int) async throws {
        let counts = Mutex((now: 0, most: 0))
        let account = MemoryAccount(before: { request in
            guard request.method == .post else { return }
            counts.withLock { counts in
                counts.now += 1
                counts.most = max(counts.most, counts.now)
            }
            for _ in 0..<20 { await Task.yield() }
            counts.withLock { $0.now -= 1 }
        })
        let objects = (0..<40).map { object(.landing, "l\($0)") }
        let project = try Project()
        let report = try await project.apply(
            objects, RedTrackClient(account), ExecutorOptions(parallel: parallel))
        #expect(report.status == .done)
        #expect(counts.withLock { $0.most } <= parallel)
    }
}
