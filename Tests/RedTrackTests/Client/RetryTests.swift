import RedTrack
import Testing

@Suite struct RetryTests {
    private static let ok = ScriptedTransport.Outcome.answer(200, #"{"id":"u","email":"a@b.example"}"#)

    @Test(
        "reads are sent again after server errors and lost connections",
        arguments: [
            ScriptedTransport.Outcome.answer(500), .answer(502, "<html>"), .answer(503), .answer(520),
            .answer(408),
            .failure(.notSent), .failure(.interrupted), .failure(.timeout),
        ])
    func again(first: ScriptedTransport.Outcome) async throws {
        let transport = ScriptedTransport(first, first, Self.ok)
        let time = ManualTime()
        #expect(try await transport.client(time).account().id == "u")
        #expect(time.sleeps == [.milliseconds(500), .seconds(1)])
    }

    @Test("updates and deletions are sent again like reads")
    func writesAgain() async throws {
        let update = ScriptedTransport(.answer(500), .failure(.interrupted), .answer(200, #"{"id":"l"}"#))
        _ = try await update.client().update(LandingID("l"), with: Landing())
        #expect(update.lines == Array(repeating: "PUT /landings/l", count: 3))
        let deletion = ScriptedTransport(.failure(.timeout), .answer(204))
        #expect(try await deletion.client().delete(LandingID("l")) == .deleted)
    }

    @Test(
        "what will not get better is sent once",
        arguments: [
            ScriptedTransport.Outcome.answer(400), .answer(401), .answer(403), .answer(404), .answer(301),
            .answer(501),
            .failure(.unusable), .failure(.cancelled),
        ])
    func once(outcome: ScriptedTransport.Outcome) async {
        let transport = ScriptedTransport(outcome)
        await #expect(throws: APIError.self) { try await transport.client().account() }
        #expect(transport.log.count == 1)
    }

    @Test("attempts end, and waits grow up to a bound")
    func attempts() async {
        let transport = ScriptedTransport(.answer(500, #"{"error":"Problem with loading"}"#))
        let time = ManualTime()
        let error = await #expect(throws: APIError.self) {
            try await transport.client(time, retry: RetryPolicy(attempts: 5, longestDelay: .seconds(2)))
                .account()
        }
        #expect(error?.code == .server)
        #expect(error?.messages == ["Problem with loading"])
        #expect(transport.log.count == 5)
        #expect(time.sleeps == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(2)])
    }

    @Test("chance shortens a wait by half at most")
    func jitter() async throws {
        let time = ManualTime()
        let client = RedTrackClient(
            transport: ScriptedTransport(.answer(500), Self.ok), budget: RateBudget(time: time.source()),
            time: time.source(random: 0))
        _ = try await client.account()
        #expect(time.sleeps == [.milliseconds(250)])
    }

    @Test(
        "the wait that a turned-away call asks for is kept",
        arguments: [
            (["retry-after": "7"], Duration.seconds(7)),
            (["retry-after": "0.25"], .milliseconds(250)),
            (
                ["retry-after": "Sun, 06 Nov 1994 08:50:07 GMT", "date": "Sun, 06 Nov 1994 08:49:37 GMT"],
                .seconds(30)
            ),
            (
                ["retry-after": "Sun, 06 Nov 1994 08:00:00 GMT", "date": "Sun, 06 Nov 1994 08:49:37 GMT"],
                .zero
            ),
            (["ratelimit-reset": "12"], .seconds(12)),
            (["retry-after": "soon", "ratelimit-reset": "5"], .seconds(5)),
            (["retry-after": "-5"], .milliseconds(500)),
            (["retry-after": "Sun, 06 Nov 1994 08:50:07 GMT"], .milliseconds(500)),
            ([:], .milliseconds(500)),
        ] as [([String: String], Duration)])
    func asked(headers: [String: String], wait: Duration) async throws {
        let transport = ScriptedTransport(.answer(429, headers: headers), Self.ok)
        let time = ManualTime()
        _ = try await transport.client(time).account()
        #expect(time.now == wait)
        #expect(transport.log.count == 2)
    }

    @Test("a server error with Retry-After waits at least that long")
    func unavailable() async throws {
        let time = ManualTime()
        _ = try await ScriptedTransport(.answer(503, headers: ["retry-after": "20"]), Self.ok).client(time)
            .account()
        #expect(time.sleeps == [.seconds(20)])
    }

    @Test("a wait beyond reason is an error that says how long, and holds up nobody else")
    func tooLong() async throws {
        let time = ManualTime()
        let transport = ScriptedTransport(.answer(429, headers: ["retry-after": "86400"]), Self.ok)
        let client = transport.client(time)
        let error = await #expect(throws: APIError.self) { try await client.account() }
        #expect(error?.code == .rateLimited)
        #expect(error?.retryAfter == .seconds(86_400))
        #expect(error?.messages.last == "the account asks for a pause of 24 h")
        _ = try await client.account()
        #expect(time.sleeps.isEmpty)
    }

    @Test(
        "an account that turns everything away is given up within some minutes",
        arguments: [nil, "0", "1", "30", "60", "120"])
    func turnedAway(after: String?) async {
        let headers = after.map { ["retry-after": $0] } ?? [:]
        let transport = ScriptedTransport(.answer(429, headers: headers))
        let time = ManualTime()
        let error = await #expect(throws: APIError.self) { try await transport.client(time).account() }
        #expect(error?.code == .rateLimited)
        #expect(error?.messages.last?.hasPrefix("the account has let nothing through for ") == true)
        #expect((3...11).contains(transport.log.count))
        #expect(time.now >= .seconds(100) && time.now <= .seconds(300))
    }

    @Test("being turned away does not use up the attempts for failures")
    func apart() async throws {
        let transport = ScriptedTransport { _, index in
            index < 9 ? (index.isMultiple(of: 3) ? .answer(500) : .answer(429)) : Self.ok
        }
        _ = try await transport.client(retry: RetryPolicy(attempts: 4)).account()
        #expect(transport.log.count == 10)
    }

    @Test("a domain whose DNS record is not seen yet is tried again, then reported as waiting")
    func waitingForDNS() async {
        let transport = ScriptedTransport(.answer(400, #"{"error":"we can't check your CNAME record"}"#))
        let error = await #expect(throws: APIError.self) { try await transport.client().create(Domain()) }
        #expect(error?.code == .waitingForDNS)
        #expect(transport.log.count == 5)
    }

    @Test("each repetition is told before its wait")
    func notices() async throws {
        let time = ManualTime()
        let notices = Recorder<String>()
        let client = RedTrackClient(
            transport: ScriptedTransport(.answer(500), .answer(429, headers: ["retry-after": "2"]), Self.ok),
            budget: RateBudget(time: time.source()), time: time.source()
        ) { notices.append("\($0.method) \($0.path) \($0.isThrottled) \($0.delay)") }
        _ = try await client.account()
        #expect(notices.values == ["GET /auth false 0.5 seconds", "GET /auth true 2.0 seconds"])
    }

    @Test("a cancelled task sends nothing")
    func cancelled() async {
        let transport = ScriptedTransport(Self.ok)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await transport.client().account()
        }
        let result = await task.result
        #expect(throws: APIError.self) { try result.get() }
        #expect(transport.log.isEmpty)
    }
}
