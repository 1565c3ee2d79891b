import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// Trees of streams, told as what happened to them.
@Suite struct StreamTreeTests {
    private static let others = [
        (Kind.network, #"{"id":"n","title":"N","url":"https://n"}"#), (.source, #"{"id":"s","title":"S"}"#),
        (.landing, #"{"id":"l","title":"L","url":"https://l"}"#),
        (.offer, #"{"id":"a","title":"A","url":"https://a","program_id":"n"}"#),
        (.offer, #"{"id":"b","title":"B","url":"https://b","program_id":"n"}"#),
        (.offer, #"{"id":"c","title":"C","url":"https://c","program_id":"n"}"#),
    ]

    /// A plan with an offer that moves, weights that change and streams in another order.
    static func plan() throws -> Plan {
        let account = """
            [{"weight":1,"offers":[{"id":"a","weight":1},{"id":"b","weight":1}]},\
            {"weight":2,"offers":[{"id":"c","weight":1}],"landings":[{"id":"l","weight":1}]}]
            """
        let file = """
            [{"weight":2,"offers":[{"offer":"C","weight":1},{"offer":"B","weight":3}],\
            "landings":[{"landing":"L","weight":1}]},{"weight":1,"offers":[{"offer":"A","weight":1}]}]
            """
        return try plan(account: account, file: file)
    }

    private static func plan(account: String, file: String) throws -> Plan {
        let objects = try others.map { try Fixture.object($0.0, $0.1) }
        let campaign = try Fixture.object(
            .campaign,
            "{\"id\":\"x\",\"title\":\"X\",\"source_id\":\"s\",\"status\":1,\"streams\":\(account)}")
        return try Fixture.plan(
            [Fixture.file(.campaign, "{\"title\":\"X\",\"streams\":\(file)}")], objects + [campaign])
    }

    @Test func `a saved plan says the same of streams`() throws {
        let plan = try Self.plan()
        let saved = SavedPlan(
            plan, origin: GeneratedPlan.origin,
            snapshot: try Fixture.snapshot(Self.others.map { try Fixture.object($0.0, $0.1) }),
            lock: LockFile(),
            storedLock: LockFile())
        let text = PlanText(plan).text
        // Streams that stay are numbered by their place after, as in all other paths.
        #expect(text.contains("moved from streams[2].offers[\"B\"], 50 % of 2 -> 75 % of 4"), "\(text)")
        #expect(text.contains("(stream 2 moved to 1)"))
        #expect(PlanText(try SavedPlan.read(saved.bytes, file: "plan.json").plan).text == text)
    }

    /// The differences of a campaign's streams, as `path: note`.
    private func changes(account: String, file: String) throws -> [String] {
        let plan = try Self.plan(account: account, file: file)
        return plan.changes.flatMap(\.fields).flatMap(\.values).map { value in
            "\(value.path): \(value.note ?? "-")"
        }
    }

    /// A stream of the account with offers and their weights.
    private func stream(
        _ weight: Int, _ offers: [(String, Int)], _ country: String? = nil, landing: Int? = nil
    )
        -> String
    {
        Self.stream(
            weight, offers.map { "{\"id\":\"\($0.0.lowercased())\",\"weight\":\($0.1)}" }, country,
            landing.map { "{\"id\":\"l\",\"weight\":\($0)}" })
    }

    /// The same in a file.
    private func written(
        _ weight: Int, _ offers: [(String, Int)], _ country: String? = nil, landing: Int? = nil
    )
        -> String
    {
        Self.stream(
            weight, offers.map { "{\"offer\":\"\($0.0)\",\"weight\":\($0.1)}" }, country,
            landing.map { "{\"landing\":\"L\",\"weight\":\($0)}" })
    }

    private static func stream(_ weight: Int, _ offers: [String], _ country: String?, _ landing: String?)
        -> String
    {
        let filter = country.map {
            "\"filters\":{\"country\":{\"iso\":[\"\($0)\"],\"active\":true,\"exclude\":false}},"
        }
        return "{\"weight\":\(weight),\(filter ?? "")\"offers\":[\(offers.joined(separator: ","))],"
            + "\"landings\":[\(landing ?? "")]}"
    }

    @Test func `a weight is shown with what it means beside the others`() throws {
        let found = try changes(
            account: "[\(stream(20, [("A", 1)], "US")),\(stream(80, [("B", 1)], "DE"))]",
            file: "[\(written(50, [("A", 1)], "US")),\(written(70, [("B", 1)], "DE"))]")
        #expect(
            found == [
                "streams[1].weight: 20 % of 100 -> 41.7 % of 120",
                "streams[2].weight: 80 % of 100 -> 58.3 % of 120",
            ])
    }

    @Test func `shares of offers that come and go are told`() throws {
        let found = try changes(
            account: "[\(stream(1, [("A", 1), ("B", 2)]))]", file: "[\(written(1, [("A", 1), ("C", 1)]))]")
        #expect(
            found == ["streams[1].offers[\"C\"]: 50 % of 2", "streams[1].offers[\"B\"]: 66.7 % of 3"])
    }

    @Test func `an offer that goes to another stream is one move`() throws {
        let found = try changes(
            account: "[\(stream(1, [("A", 1), ("B", 1)], "US")),\(stream(1, [("C", 1)], "DE"))]",
            file: "[\(written(1, [("A", 1)], "US")),\(written(1, [("C", 1), ("B", 3)], "DE"))]")
        #expect(
            found == [
                "streams[2].offers[\"B\"]: moved from streams[1].offers[\"B\"], 50 % of 2 -> 75 % of 4"
            ])
    }

    @Test func `an offer that comes from a stream which goes is one move`() throws {
        let found = try changes(
            account: "[\(stream(1, [("A", 1)], "US")),\(stream(3, [("B", 1), ("C", 1)], "DE"))]",
            file: "[\(written(1, [("A", 1), ("B", 1)], "US"))]")
        #expect(
            found == [
                "streams[1].offers[\"B\"]: moved from streams[2].offers[\"B\"], 50 % -> 50 % of 2",
                "streams[2]: 75 % of 4",
            ])
    }

    @Test func `a landing that goes into a new stream is one move`() throws {
        let found = try changes(
            account: "[\(stream(1, [("A", 1)], "US", landing: 2))]",
            file: "[\(written(1, [("A", 1)], "US")),\(written(1, [("B", 1)], "DE", landing: 2))]")
        #expect(
            found == [
                "streams[2].landings[\"L\"]: moved from streams[1].landings[\"L\"], 100 % -> 100 % of 2",
                "streams[2]: 50 % of 2",
            ])
    }

    @Test func `a stream that changes its place is named once`() throws {
        let streams = [("A", "US"), ("B", "DE"), ("C", "FR")]
        let found = try changes(
            account: "[\(streams.map { stream(1, [($0.0, 1)], $0.1) }.joined(separator: ","))]",
            file:
                "[\([2, 0, 1].map { written(1, [(streams[$0].0, 1)], streams[$0].1) }.joined(separator: ","))]"
        )
        #expect(found == ["streams (order): stream 3 moved to 1"])
    }

    @Test func `a stream is known by what it holds, though weights and places change at once`() throws {
        let found = try changes(
            account: "[\(stream(1, [("A", 1), ("B", 1)])),\(stream(2, [("C", 1)], landing: 1))]",
            file: "[\(written(5, [("C", 2), ("A", 1)], landing: 1)),\(written(3, [("A", 4), ("B", 1)]))]")
        #expect(
            found.contains("streams[1].weight: 66.7 % of 3 -> 62.5 % of 8"),
            "the second stream is first now: \(found)")
        #expect(found.contains("streams[2].offers[\"A\"].weight: 50 % of 2 -> 80 % of 5"))
        #expect(found.last == "streams (order): stream 2 moved to 1")
    }
}
