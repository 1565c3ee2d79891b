import RedTrack
import Testing

@Suite struct RateBudgetTests {
    @Test("calls are spread evenly")
    func even() async throws {
        let time = ManualTime()
        let budget = RateBudget(rate: RequestRate("5/s"), time: time.source())
        for _ in 0..<11 { try await budget.acquire() }
        #expect(time.now == .seconds(2))
    }

    @Test("a burst goes at once, and comes back after a rest")
    func burst() async throws {
        let time = ManualTime()
        let budget = RateBudget(rate: RequestRate("1/s"), burst: 3, time: time.source())
        for _ in 0..<3 { try await budget.acquire() }
        #expect(time.now == .zero)
        for _ in 0..<2 { try await budget.acquire() }
        #expect(time.now == .seconds(2))
        try await time.source().sleep(.seconds(100))
        for _ in 0..<3 { try await budget.acquire() }
        #expect(time.now == .seconds(102))
    }

    @Test("no rate is no wait, until the account asks for a pause")
    func pause() async throws {
        let time = ManualTime()
        let budget = RateBudget(time: time.source())
        for _ in 0..<100 { try await budget.acquire() }
        #expect(time.now == .zero)
        budget.pause(for: .seconds(9))
        budget.pause(for: .seconds(4))
        #expect(budget.pauseLeft == .seconds(9))
        try await budget.acquire()
        #expect(time.now == .seconds(9))
    }

    @Test("a pause holds reads and writes of every client that shares the budget")
    func shared() async throws {
        let time = ManualTime()
        let budget = RateBudget(time: time.source())
        func client(_ transport: ScriptedTransport) -> RedTrackClient {
            RedTrackClient(transport: transport, budget: budget, time: time.source())
        }
        let turnedAway = ScriptedTransport(
            .answer(429, headers: ["retry-after": "30"]), .answer(200, #"{"id":"u"}"#))
        _ = try await client(turnedAway).account()
        #expect(time.now == .seconds(30))
        budget.pause(for: .seconds(10))
        _ = try await client(ScriptedTransport(.answer(201, #"{"id":"l"}"#))).create(Landing())
        #expect(time.now == .seconds(40))
    }

    @Test("a pause that begins while a call waits its turn holds for it too")
    func pauseWhileWaiting() async throws {
        let clock = ManualTime()
        let holder = Recorder<RateBudget>()
        let source = clock.source()
        let budget = RateBudget(
            rate: RequestRate("1/s"),
            time: TimeSource(
                now: source.now,
                sleep: { (duration) async throws(CancellationError) in
                    if clock.sleeps.isEmpty { holder.values.first?.pause(for: .seconds(60)) }
                    try await source.sleep(duration)
                },
                random: source.random))
        holder.append(budget)
        try await budget.acquire()
        try await budget.acquire()
        #expect(clock.now == .seconds(60))
    }

    @Test("the rate can be changed while it is in use")
    func change() async throws {
        let time = ManualTime()
        let budget = RateBudget(rate: RequestRate("1/s"), time: time.source())
        for _ in 0..<2 { try await budget.acquire() }
        budget.rate = RequestRate("2/s")
        for _ in 0..<3 { try await budget.acquire() }
        #expect(time.now == .seconds(3))
    }

    @Test("a cancelled task gets no place")
    func cancelled() async {
        let budget = RateBudget(rate: RequestRate("1/h"))
        let task = Task {
            for _ in 0..<2 { try await budget.acquire() }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("many tasks share one budget and none is lost")
    func parallel() async throws {
        let time = ManualTime()
        let budget = RateBudget(rate: RequestRate("10/s"), time: time.source())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<64 { group.addTask { try await budget.acquire() } }
            try await group.waitForAll()
        }
        #expect(time.now >= .milliseconds(6_300))
    }

    @Test(
        "rates are read and written",
        arguments: [
            ("5/s", "5/s"), ("20/min", "20/min"), ("3/h", "3/h"), ("0/s", nil), ("-1/s", nil), ("5", nil),
            ("5/d", nil),
            ("/s", nil), ("5/s/s", nil), ("1.5/s", nil),
        ] as [(String, String?)])
    func rates(text: String, expected: String?) {
        #expect(RequestRate(text)?.description == expected)
    }
}
