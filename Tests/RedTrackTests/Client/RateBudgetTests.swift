import Testing

@testable import RedTrack

@Suite struct RateBudgetTests {
    private static func fixed(_ rate: String, share: Double = 1) -> RatePolicy {
        RatePolicy(limit: RequestRate(rate), share: share)
    }

    /// Lets calls go, all of which are let through.
    private static func pass(_ calls: Int, _ budget: RateBudget) async throws {
        for _ in 0..<calls { budget.settle(try await budget.admit(), TransportResponse(status: 200)) }
    }

    @Test("calls are spread evenly, a hundredth slower than what was said", arguments: [1, 5, 60])
    func even(rate: Int) async throws {
        let time = ManualTime()
        let budget = RateBudget(Self.fixed("\(rate)/s"), time: time.source())
        try await Self.pass(rate * 2 + 1, budget)
        #expect(abs(time.now.inSeconds - 2 / 0.99) < 0.011)
    }

    @Test("a share of a rate leaves the rest to others")
    func share() async throws {
        let time = ManualTime()
        let budget = RateBudget(Self.fixed("60/min", share: 0.5), time: time.source())
        try await Self.pass(31, budget)
        #expect(abs(time.now.inSeconds - 60) < 0.06)
    }

    @Test("a careful start sends what a second may take at once, and no more")
    func start() async throws {
        let time = ManualTime()
        let budget = RateBudget(.careful, time: time.source())
        try await Self.pass(5, budget)
        #expect(time.now == .zero)
        try await Self.pass(10, budget)
        #expect(abs(time.now.inSeconds - 2) < 0.001)
    }

    @Test("an account that lets everything through is asked more and more, up to a bound")
    func growth() async throws {
        let time = ManualTime()
        let budget = RateBudget(.careful, time: time.source())
        #expect(budget.state.perSecond == 5)
        try await Self.pass(5 * 12, budget)
        #expect(budget.state.perSecond == 6)
        try await Self.pass(5_000, budget)
        #expect(budget.state.perSecond == 20)
    }

    @Test("an account in trouble is asked no more than before")
    func trouble() async throws {
        let time = ManualTime()
        let budget = RateBudget(.careful, time: time.source())
        for number in 0..<600 {
            let status = number.isMultiple(of: 20) ? 503 : 200
            budget.settle(try await budget.admit(), TransportResponse(status: status))
        }
        #expect(budget.state.perSecond == 5)
        for number in 0..<600 {
            let grant = try await budget.admit()
            if number.isMultiple(of: 20) {
                budget.settle(grant, wasSent: true)
            } else {
                budget.settle(grant, TransportResponse(status: 200))
            }
        }
        #expect(budget.state.perSecond == 5)
    }

    @Test("no rate is no wait, until the account asks for a pause")
    func pause() async throws {
        let time = ManualTime()
        let budget = RateBudget(time: time.source())
        try await Self.pass(100, budget)
        #expect(time.now == .zero)
        budget.pause(for: .seconds(9))
        budget.pause(for: .seconds(4))
        #expect(budget.pauseLeft == .seconds(9))
        try await Self.pass(1, budget)
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
            Self.fixed("1/s"),
            time: TimeSource(
                now: source.now,
                sleep: { (duration) async throws(CancellationError) in
                    if clock.sleeps.isEmpty { holder.values.first?.pause(for: .seconds(60)) }
                    try await source.sleep(duration)
                },
                random: source.random))
        holder.append(budget)
        try await Self.pass(2, budget)
        #expect(clock.now >= .seconds(60) && clock.now < .seconds(62))
    }

    @Test("a cancelled task gets no place, and the one behind it does not wait for it")
    func cancelled() async throws {
        let budget = RateBudget(Self.fixed("1/h"))
        let task = Task {
            for _ in 0..<2 { _ = try await budget.admit() }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        var control = RateControl(Self.fixed("1/s"))
        guard case .go = control.enter(0), case .wait(let first, _) = control.enter(0),
            case .wait(let second, let long) = control.enter(0)
        else {
            Issue.record("only the first call may go at once")
            return
        }
        control.leave(first)
        guard case .wait(_, let short) = control.again(second, 0.1) else {
            Issue.record("its time has not come yet")
            return
        }
        #expect(long >= 1)
        #expect(short < 1)
    }

    @Test("many tasks share one budget and none is lost")
    func parallel() async throws {
        let time = ManualTime()
        let budget = RateBudget(Self.fixed("10/s"), time: time.source())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<64 { group.addTask { try await Self.pass(1, budget) } }
            try await group.waitForAll()
        }
        #expect(time.now >= .milliseconds(6_300))
        #expect(budget.state.sent == 64)
        #expect(budget.state.inFlight == 0)
    }

    @Test("what was under way when the account turned one away makes no second pause, and no lower pace")
    func together() async throws {
        let time = ManualTime()
        let budget = RateBudget(time: time.source())
        func refuse(_ grant: RateControl.Grant, _ asked: Int) -> RateBudget.Refusal {
            budget.refuse(
                grant, TransportResponse(status: 429), asked: .seconds(asked), retry: .default, random: 1)
        }
        try await Self.pass(60, budget)
        try await time.source().sleep(.seconds(20))
        var grants: [RateControl.Grant] = []
        for _ in 0..<8 { grants.append(try await budget.admit()) }
        try await time.source().sleep(.milliseconds(100))
        let refusals = grants.map { refuse($0, 39) }
        #expect(refusals.map(\.isNew) == [true] + Array(repeating: false, count: 7))
        #expect(refusals.allSatisfy { $0.refusals == 1 })
        #expect(budget.state.turnedAway == 8)
        // The window is told from its first call on: a minute, up to the whole second.
        try await Self.pass(1, budget)
        let state = budget.state
        #expect(state.window == .seconds(59.1) || state.window == .seconds(60))
        #expect(abs((state.limitPerSecond ?? 0) - 1) < 0.02)
    }

    @Test("a single refusal after a few calls slows nothing down")
    func single() async throws {
        let time = ManualTime()
        let budget = RateBudget(time: time.source())
        try await Self.pass(12, budget)
        _ = budget.refuse(
            try await budget.admit(), TransportResponse(status: 429), asked: .seconds(1), retry: .default,
            random: 1)
        try await Self.pass(500, budget)
        #expect(time.now == .seconds(1))
        #expect(budget.state.perSecond == nil)
    }

    @Test("refusals count in a row only while nothing is let through between them")
    func inARow() async throws {
        let time = ManualTime()
        let budget = RateBudget(time: time.source())
        for _ in 0..<40 {
            let unlucky = try await budget.admit()
            let refusal = budget.refuse(
                unlucky, TransportResponse(status: 429), asked: .seconds(1), retry: .default, random: 1)
            #expect(refusal.refusals == 1)
            #expect(refusal.standstill == .zero)
            try await Self.pass(2, budget)
        }
        for expected in 1...4 {
            let grant = try await budget.admit()
            let refusal = budget.refuse(
                grant, TransportResponse(status: 429), asked: .seconds(1), retry: .default, random: 1)
            #expect(refusal.refusals == expected)
        }
    }

    @Test("a clock that stands still holds nothing up for ever")
    func standing() async throws {
        let clock = TimeSource(
            now: { .zero }, sleep: { (_) async throws(CancellationError) in await Task.yield() },
            random: { 0 })
        let budget = RateBudget(time: clock)
        for number in 0..<300 {
            let grant = try await budget.admit()
            if number == 20 {
                _ = budget.refuse(
                    grant, TransportResponse(status: 429), asked: .seconds(60), retry: .default, random: 1)
            } else {
                budget.settle(grant, TransportResponse(status: 200))
            }
        }
        #expect(budget.state.sent == 300)
    }

    @Test("after a pause one call tries the account before the others follow")
    func scout() {
        var control = RateControl(.unthrottled)
        guard case .go(let first) = control.enter(0) else { return }
        _ = control.refuse(first, 0.1, asked: 10) { _ in 0 }
        guard case .wait(let one, let pause) = control.enter(0.2), case .wait(let two, _) = control.enter(0.2)
        else {
            Issue.record("nothing goes during the pause")
            return
        }
        #expect(abs(pause - 9.9) < 0.001)
        guard case .go(let scout) = control.again(one, 10.1), case .wait = control.again(two, 10.1) else {
            Issue.record("one call alone goes after the pause")
            return
        }
        control.settle(scout, 10.2)
        guard case .go = control.again(two, 10.2) else {
            Issue.record("the others follow when it was let through")
            return
        }
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
