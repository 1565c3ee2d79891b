import Execution
import RedTrack
import TestSupport
import Testing

/// The estimate of a run while it works, against accounts with limits; no time passes.
@Suite struct RunClockTests {
    /// Creates objects one after the other and notes each estimate.
    /// - Returns: when each estimate was made, what it said, and when the run was over.
    private func run(
        _ account: LimitedAccount, _ policy: RatePolicy = .unthrottled, objects: Int
    ) async throws -> (estimates: [(moment: Double, remaining: Double)], end: Double) {
        let budget = RateBudget(policy, time: account.time)
        let client = RedTrackClient(transport: account, budget: budget, time: account.time)
        let clock = RunClock(changes: objects, parallel: 1, budget: budget, time: account.time)
        var counts = RunCounts(total: objects)
        var estimates: [(moment: Double, remaining: Double)] = []
        for _ in 0..<objects {
            _ = try await client.create(Landing())
            counts.done += 1
            clock.note(counts)
            if let remaining = clock.forecast.remaining {
                let (seconds, rest) = remaining.components
                estimates.append((account.now, Double(seconds) + Double(rest) * 1e-18))
            }
        }
        #expect(account.created == objects)
        return (estimates, account.now)
    }

    @Test(
        "once the limit is known the estimate is right within 15 percent",
        arguments: LimitModel.Way.allCases, [(60, 60.0), (60, 10), (300, 60)])
    func estimate(way: LimitModel.Way, limit: (requests: Int, window: Double)) async throws {
        let account = LimitedAccount(
            LimitModel(way, limit.requests, per: limit.window, offset: limit.window / 2.3))
        let (estimates, end) = try await run(account, objects: limit.requests * 8)
        let known = estimates.filter {
            $0.moment >= limit.window * 2.1 && end - $0.moment >= limit.window / 2
        }
        #expect(known.count > limit.requests * 4)
        let wrong = known.filter { abs($0.moment + $0.remaining - end) > 0.15 * (end - $0.moment) }
        #expect(
            wrong.isEmpty,
            "\(way): \(wrong.first.map { "at \($0.moment): \($0.remaining), of \(end)" } ?? "")")
    }

    @Test("an account that is slower than its limit is judged by its answers")
    func slow() async throws {
        let account = LimitedAccount(LimitModel(.bucket, 1_000, per: 1), latency: 0.5)
        let (estimates, end) = try await run(account, RatePolicy(limit: RequestRate("10/s")), objects: 200)
        let known = estimates.filter { $0.moment >= 20 && end - $0.moment >= 5 }
        #expect(known.count > 100)
        #expect(known.allSatisfy { abs($0.moment + $0.remaining - end) <= 0.15 * (end - $0.moment) })
    }

    @Test("during a pause the pause is a part of the estimate, and is told")
    func pause() async throws {
        let account = LimitedAccount(LimitModel(.window, 60, per: 60))
        let budget = RateBudget(time: account.time)
        let clock = RunClock(changes: 10, parallel: 4, budget: budget, time: account.time)
        budget.pause(for: .seconds(30))
        #expect(clock.forecast.pauseLeft == .seconds(30))
        #expect(clock.forecast.requestsLeft == 10)
        var counts = RunCounts(total: 10)
        counts.done = 10
        clock.note(counts)
        #expect(clock.forecast.remaining == .zero)
    }

    @Test("changes that take two requests count twice, and what follows the changes is counted too")
    func requests() async throws {
        let account = LimitedAccount(LimitModel(.bucket, 1_000, per: 1))
        let budget = RateBudget(RatePolicy(limit: RequestRate("10/s")), time: account.time)
        let client = RedTrackClient(transport: account, budget: budget, time: account.time)
        let clock = RunClock(changes: 100, verification: 7, parallel: 1, budget: budget, time: account.time)
        #expect(clock.forecast.requestsLeft == 107)
        var counts = RunCounts(total: 100)
        for _ in 0..<50 {
            for _ in 0..<2 { _ = try await client.create(Landing()) }
            counts.done += 1
        }
        clock.note(counts)
        #expect(clock.forecast.requestsLeft == 107)
    }
}
