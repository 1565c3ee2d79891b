import TestSupport
import Testing

@testable import RedTrack

/// Runs against simulated servers; no time passes.
@Suite struct RateLearningTests {
    @Test(
        "sixty a minute that nobody announced: used to the full, and hardly ever exceeded",
        arguments: LimitModel.Way.allCases, [1, 8, 64])
    func bar(way: LimitModel.Way, workers: Int) {
        for offset in [0.0, 7, 31, 59] {
            var run = RateSimulation(LimitModel(way, 60, per: 60, offset: offset))
            run.workers = workers
            run.run(seconds: 660)
            #expect(run.refusedShare(from: 60, to: 660) <= 0.02, "offset \(offset)")
            // A first window that had begun before the run was used up in its first second.
            #expect(run.use(from: way == .clock ? 120 : 60, to: 660) >= 0.95, "offset \(offset)")
        }
    }

    @Test("a careful start finds the same limit, and leaves the people their share", arguments: [0.8, 0.5])
    func careful(share: Double) {
        for way in LimitModel.Way.allCases {
            var run = RateSimulation(LimitModel(way, 60, per: 60, offset: 22))
            run.policy = RatePolicy.careful
            run.policy.share = share
            run.latency = 0.2
            run.run(seconds: 600)
            #expect(run.refusedShare(from: 120, to: 600) <= 0.02, "\(way)")
            let use = run.use(from: 120, to: 600)
            #expect(use >= share * 0.9 && use <= share * 1.1, "\(way): \(use)")
        }
    }

    @Test("an announced limit is kept from the first answers on, without being exceeded")
    func announced() {
        for way in [LimitModel.Way.window, .clock, .sliding] {
            var run = RateSimulation(LimitModel(way, 60, per: 60, offset: 22))
            run.telling = .headers
            run.run(seconds: 660)
            #expect(run.turnedAway(from: 0, to: 660) == 0, "\(way)")
            #expect(run.use(from: 60, to: 660) >= 0.95, "\(way)")
        }
    }

    @Test("a rate that a person has set is never exceeded, in no window whatever its beginning")
    func fixed() {
        for (rate, window) in [("60/min", 60.0), ("5/s", 1), ("300/h", 3_600)] {
            guard let limit = RequestRate(rate) else { continue }
            var run = RateSimulation(LimitModel(.sliding, limit.requests * 10, per: window))
            run.policy = RatePolicy(limit: limit)
            run.run(seconds: window * 5)
            let moments = run.answers.map(\.sent)
            for (index, start) in moments.enumerated() {
                let count = moments[index...].prefix { $0 < start + window }.count
                #expect(count <= limit.requests, "\(rate): \(count) from \(start)")
            }
            #expect(Double(moments.count) >= Double(limit.requests) * 4.9)
        }
    }

    @Test("a fixed rate above the account's limit comes down to it, and never above itself again")
    func fixedTooHigh() {
        var run = RateSimulation(LimitModel(.clock, 60, per: 60, offset: 5))
        run.policy = RatePolicy(limit: RequestRate("2/s"))
        run.observer = { control, _ in #expect((control.pace ?? 0) <= 2) }
        run.run(seconds: 660)
        #expect(run.refusedShare(from: 120, to: 660) <= 0.02)
        #expect(run.use(from: 120, to: 660) >= 0.94)
    }

    @Test("when others use the account the pace goes down, and comes back when they leave")
    func others() {
        for way in LimitModel.Way.allCases {
            var run = RateSimulation(LimitModel(way, 60, per: 60, offset: 11))
            run.others = [(from: 300, to: 1_500, perSecond: 0.4)]
            run.run(seconds: 3_000)
            #expect(run.use(from: 120, to: 300) >= 0.93, "\(way)")
            let shared = run.use(from: 480, to: 1_500)
            #expect(shared >= 0.45 && shared <= 0.85, "\(way): \(shared)")
            #expect(run.refusedShare(from: 480, to: 1_500) <= 0.05, "\(way)")
            #expect(run.othersThrough.count >= 240, "\(way): \(run.othersThrough.count)")
            #expect(run.use(from: 2_400, to: 3_000) >= 0.93, "\(way)")
        }
    }

    @Test("a limit that is raised is found")
    func raised() {
        var run = RateSimulation(LimitModel(.window, 60, per: 60))
        var pace = 0.0
        run.observer = { control, _ in pace = control.pace ?? 0 }
        run.change = (at: 600, model: LimitModel(.window, 300, per: 60))
        run.run(seconds: 2_400)
        #expect(pace > 4)
        #expect(run.refusedShare(from: 60, to: 2_400) <= 0.02)
    }

    @Test("a limit that is lowered is kept soon")
    func lowered() {
        var run = RateSimulation(LimitModel(.window, 300, per: 60))
        run.change = (at: 600, model: LimitModel(.window, 60, per: 60))
        run.run(seconds: 1_800)
        #expect(run.refusedShare(from: 780, to: 1_800) <= 0.02)
        #expect(Double(run.through(from: 780, to: 1_800)) >= 0.93 * 17 * 60)
    }

    @Test("whatever the account's way of counting, its limit is used and no call starves", arguments: 1...20)
    func property(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        let way = LimitModel.Way.allCases.randomElement(using: &dice) ?? .window
        let telling = RateSimulation.Telling.allCases.randomElement(using: &dice) ?? .nothing
        let requests = Int.random(in: 5...600, using: &dice)
        let window = Double([1, 2, 10, 30, 60, 60, 300, 900, 3_600].randomElement(using: &dice) ?? 60)
        var run = RateSimulation(
            LimitModel(way, requests, per: window, offset: Double.random(in: 0..<window, using: &dice)))
        run.telling = telling
        run.workers = Int.random(in: 1...32, using: &dice)
        run.latency = Double.random(in: 0.001...0.1, using: &dice)
        run.jitter = run.latency
        run.seed = seed
        // Enough for some windows, and for some hundred calls.
        let perSecond = Double(requests) / window
        let settled = max(window * 4, 150 / perSecond, 20)
        let end = settled + max(window * 10, 400 / perSecond, 20)
        let hasOthers = Bool.random(using: &dice)
        if hasOthers {
            let share = Double.random(in: 0.05...0.5, using: &dice)
            run.others = [(from: 0, to: end, perSecond: share * perSecond)]
        }
        run.run(seconds: end)
        let name: Comment =
            "seed \(seed): \(way) \(requests) per \(window) s, tells \(telling), others \(hasOthers)"
        // More than the workers can send cannot be used; and a window as short as the way there cannot be hit.
        let reachable = min(Double(run.workers) / (run.latency * 1.5) / perSecond, 1)
        let isShort = window < 5
        let refused = run.refusedShare(from: settled, to: end)
        #expect(refused <= (hasOthers || isShort || telling == .nothing ? 0.08 : 0.025), name)
        let use = run.use(from: settled, to: end)
        let expected = hasOthers ? 0.3 : isShort ? 0.5 : telling == .nothing ? 0.8 : 0.88
        #expect(use >= expected * reachable, name)
        #expect(run.longestWait <= max(window * 2.2, 40 / perSecond, 70) + 5, name)
    }
}
