import Execution
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct RunEstimateTests {
    private static func plan() async throws -> Plan {
        try await Project().plan(
            [
                object(.network, "n"), object(.source, "s"), offer("o1", network: "n"),
                offer("o2", network: "n"),
                campaign("c", source: "s", offers: ["o1", "o2"]),
            ], RedTrackClient(MemoryAccount())
        ).plan
    }

    @Test("the slowest of pace, width and chain says how long it takes")
    func duration() async throws {
        let plan = try await Self.plan()
        func estimate(_ parallel: Int, _ rate: RateState) -> RunEstimate {
            RunEstimate(plan, verification: 3, parallel: parallel, rate: rate)
        }
        #expect(estimate(8, RateState()).duration == nil)
        #expect(estimate(8, RateState()).requests == 8)
        #expect(estimate(8, RateState()).chain == 3)
        #expect(estimate(8, RateState(perSecond: 2)).duration == .seconds(4))
        #expect(estimate(8, RateState(perSecond: 2, pauseLeft: .seconds(30))).duration == .seconds(34))
        #expect(estimate(1, RateState(answerTime: .seconds(1))).duration == .seconds(8))
        #expect(estimate(8, RateState(answerTime: .seconds(1))).duration == .seconds(3))
        #expect(estimate(8, RateState(perSecond: 2, answerTime: .seconds(10))).duration == .seconds(30))
    }

    @Test("removals wait for what refers to them, and count as a chain too")
    func removals() async throws {
        let project = try Project()
        let account = MemoryAccount()
        let client = RedTrackClient(account)
        _ = try await project.apply(
            [
                object(.network, "n"), object(.source, "s"), offer("o", network: "n"),
                campaign("c", source: "s", offers: ["o"]),
            ], client)
        let plan = try await project.plan(
            [
                object(.source, "s", state: .absent), object(.network, "n"), offer("o", network: "n"),
                object(.campaign, "c", state: .absent),
            ], client
        ).plan
        let estimate = RunEstimate(plan, parallel: 8, rate: RateState(answerTime: .seconds(1)))
        #expect(estimate.changes == 2)
        #expect(estimate.chain == 2)
    }

    @Test("an empty plan takes nothing, and says nothing")
    func empty() async throws {
        let plan = try await Project().plan([], RedTrackClient(MemoryAccount())).plan
        let estimate = RunEstimate(plan, verification: 5, parallel: 8, rate: RateState(perSecond: 5))
        #expect(estimate.requests == 0)
        #expect(estimate.duration == .zero)
        #expect(estimate.description.isEmpty)
    }

    @Test("it is said in a sentence")
    func sentence() async throws {
        let plan = try await Self.plan()
        func text(_ rate: RateState) -> String { RunEstimate(plan, parallel: 8, rate: rate).description }
        #expect(text(RateState()) == "Applying it takes 5 requests")
        #expect(
            text(RateState(perSecond: 5)) == "Applying it takes 5 requests, about 1 s at 5 requests a second")
        #expect(
            text(RateState(perSecond: 59.0 / 60, pauseLeft: .seconds(58)))
                == "Applying it takes 5 requests, about 1 min 3 s at 59 requests a minute")
        #expect(
            text(RateState(answerTime: .milliseconds(20)))
                == "Applying it takes 5 requests, less than a second")
    }

    @Test(
        "times and paces are rounded for people",
        arguments: [
            (0.2, "less than a second"), (1, "1 s"), (59.9, "59 s"), (60, "1 min"), (63, "1 min 3 s"),
            (612, "10 min"), (3_600, "1 h"), (7_500, "2 h 5 min"), (200_000, "2 days"),
        ] as [(Double, String)])
    func words(seconds: Double, expected: String) {
        #expect(RateText.words(.seconds(seconds)) == expected)
    }

    @Test(arguments: [
        (5, "5 requests a second"), (4.95, "5 requests a second"), (2.5, "2.5 requests a second"),
    ])
    func pacesASecond(perSecond: Double, expected: String) {
        #expect(RateText.pace(perSecond) == expected)
    }

    @Test(arguments: [
        (0.98, "59 requests a minute"), (1.0 / 60, "60 requests an hour"), (0.1, "6 requests a minute"),
    ])
    func slowPaces(perSecond: Double, expected: String) {
        #expect(RateText.pace(perSecond) == expected)
    }
}
