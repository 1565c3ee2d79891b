import Testing

@testable import RedTrack

@Suite struct AnnouncedLimitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let headers: [String: String]
        var requests: Int?
        var remaining: Int?
        var reset: Double?
        var window: Double?
        var testDescription: String { headers.map { "\($0): \($1)" }.sorted().joined(separator: ", ") }
    }

    static let cases = [
        Case(
            headers: ["ratelimit-limit": "60", "ratelimit-remaining": "12", "ratelimit-reset": "30"],
            requests: 60, remaining: 12, reset: 30),
        Case(
            headers: ["x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1.5"],
            requests: 60, remaining: 0, reset: 1.5),
        Case(
            headers: [
                "x-ratelimit-reset": "784111807", "x-ratelimit-remaining": "3",
                "date": "Sun, 06 Nov 1994 08:49:37 GMT",
            ], remaining: 3, reset: 30),
        Case(headers: ["x-ratelimit-reset": "784111807", "x-ratelimit-remaining": "3"], remaining: 3),
        Case(headers: ["ratelimit-limit": "100, 100;w=60, 1000;w=3600"], requests: 100, window: 60),
        Case(
            headers: ["ratelimit": "\"default\";r=50;t=30", "ratelimit-policy": "\"default\";q=100;w=60"],
            requests: 100, remaining: 50, reset: 30, window: 60),
        Case(
            headers: ["ratelimit": "limit=100, remaining=50, reset=30", "ratelimit-policy": "100;w=10"],
            requests: 100, remaining: 50, reset: 30, window: 10),
        // The window that allows the least counts.
        Case(
            headers: [
                "x-ratelimit-limit-second": "2", "x-ratelimit-remaining-second": "1",
                "x-ratelimit-limit-minute": "20", "x-ratelimit-remaining-minute": "7", "ratelimit-reset": "9",
            ], requests: 20, remaining: 7, reset: 9, window: 60),
        Case(headers: ["ratelimit-limit": "0", "ratelimit-remaining": "5"], remaining: 5),
        Case(headers: ["ratelimit-policy": "60;w=0"], requests: 60),
    ]

    @Test("every usual form is understood", arguments: cases)
    func forms(one: Case) throws {
        let limit = try #require(AnnouncedLimit(one.headers))
        #expect(limit.requests == one.requests)
        #expect(limit.remaining == one.remaining)
        #expect(limit.reset == one.reset)
        #expect(limit.window == one.window)
    }

    @Test(
        "what says nothing is nothing",
        arguments: [
            [:], ["retry-after": "5"], ["ratelimit-limit": "many"], ["ratelimit-limit": "-5"],
            ["x-ratelimit-reset": "nan"], ["ratelimit-reset": "-1"], ["ratelimit": ""],
            ["ratelimit-policy": ";w="],
            ["x-ratelimit-limit": "99999999999999999999"], ["x-ratelimit-used": "3"],
        ] as [[String: String]])
    func nonsense(headers: [String: String]) {
        #expect(AnnouncedLimit(headers) == nil)
    }
}
