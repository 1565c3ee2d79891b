import Feeds
import Sandbox
import Testing

/// Each fault, as a client meets it.
@Suite struct FaultTests {
    static let landing = #"{"title": "Page", "url": "http://page.example"}"#

    @Test func `Without Retry-After, with it, and 5xx: nothing is carried out`() async throws {
        try await withSandbox { client in
            for (rule, status, wait) in [
                (#""status": 429"#, 429, nil), (#""status": 429, "retry_after": 7"#, 429, "7"),
                (#""status": 500"#, 500, nil), (#""status": 503, "retry_after": 2"#, 503, "2"),
            ] as [(String, Int, String?)] {
                _ = try await client.faults(
                    #"{"method": "POST", "path": "/landings", "times": 1, "fault": "status", \#(rule)}"#)
                let reply = try await client.post("/landings", Self.landing)
                #expect(reply.status == status)
                #expect(reply.header("Retry-After") == wait)
            }
            let list = try await client.get("/landings")
            #expect(list.text == "[]")
            let works = try await client.post("/landings", Self.landing)
            #expect(works.status == 201)
        }
    }

    @Test func `A rule passes the first requests and acts so many times`() async throws {
        try await withSandbox { client in
            _ = try await client.faults(
                #"{"path": "/networks", "after": 2, "times": 2, "fault": "status", "status": 502}"#)
            var statuses: [Int] = []
            for _ in 0..<6 {
                _ = try await client.get("/sources")
                statuses.append(try await client.get("/networks").status)
            }
            #expect(statuses == [200, 200, 502, 502, 200, 200])
        }
    }

    @Test func `Chance repeats with its seed`() async throws {
        try await withSandbox { client in
            func run(_ seed: Int) async throws -> [Int] {
                _ = try await client.faults(
                    #"{"fault": "status", "status": 500, "probability": 0.5}"#, seed: seed)
                var statuses: [Int] = []
                for _ in 0..<40 { statuses.append(try await client.get("/networks").status) }
                return statuses
            }
            let first = try await run(5)
            let again = try await run(5)
            let other = try await run(6)
            #expect(first == again)
            #expect(first != other)
            #expect(Set(first) == [200, 500])
        }
    }

    @Test(arguments: [("drop_before", 0), ("drop_after_commit", 1), ("drop_during", 1)])
    func `A dropped connection leaves nothing or the whole object behind`(fault: String, rows: Int)
        async throws
    {
        try await withSandbox { client in
            _ = try await client.faults(#"{"method": "POST", "path": "/landings", "fault": "\#(fault)"}"#)
            await #expect(throws: (any Error).self) { try await client.post("/landings", Self.landing) }
            let list = try await client.get("/landings")
            #expect(list.rows.count == rows)
        }
    }

    @Test func `A status after the commit hides an object that was made`() async throws {
        try await withSandbox { client in
            _ = try await client.faults(#"{"method": "POST", "fault": "status_after_commit", "status": 500}"#)
            let reply = try await client.post("/landings", Self.landing)
            #expect(reply.status == 500)
            let list = try await client.get("/landings")
            #expect(list.rows.count == 1)
        }
    }

    @Test func `Bodies that are cut, web pages, null lists and envelopes have status 200`() async throws {
        try await withSandbox { client in
            _ = try await client.post("/landings", Self.landing)
            func faulty(_ fault: String) async throws -> Client.Reply {
                _ = try await client.faults(#"{"path": "/landings", "fault": "\#(fault)"}"#)
                return try await client.get("/landings")
            }
            let cut = try await faulty("truncated_body")
            #expect(cut.status == 200)
            #expect(cut.text.hasPrefix("[{") && !cut.text.hasSuffix("]"))
            let page = try await faulty("html")
            #expect(page.status == 200)
            #expect(page.header("Content-Type")?.hasPrefix("text/html") == true)
            let null = try await faulty("null_list")
            #expect(null.text == "null")
            let envelope = try await faulty("enveloped_list")
            #expect(envelope.json.names == ["items", "total"])
            #expect(envelope.json[path: "items.0.title"]?.string == "Page")
            #expect(envelope.json[path: "total"]?.number == "1")
        }
    }

    @Test func `Pages are capped, repeated, shifted and shuffled`() async throws {
        try await withSandbox { client in
            for number in 1...9 {
                _ = try await client.create("landings", #"{"title": "\#(number)", "url": "u"}"#)
            }
            func pages(_ fault: String, per: Int) async throws -> [[String]] {
                _ = try await client.faults(#"{"path": "/landings", "fault": \#(fault)}"#)
                var pages: [[String]] = []
                for page in 1...3 {
                    pages.append(try await client.get("/landings?page=\(page)&per=\(per)").titles)
                }
                return pages
            }
            let capped = try await pages(#""cap_per", "per": 2"#, per: 100)
            #expect(capped == [["1", "2"], ["3", "4"], ["5", "6"]])
            let repeated = try await pages(#""ignore_page""#, per: 2)
            #expect(repeated == [["1", "2"], ["1", "2"], ["1", "2"]])
            let inserted = try await pages(#""insert_rows""#, per: 3)
            #expect(inserted == [["1", "2", "3"], ["3", "4", "5"], ["5", "6", "7"]])
            let removed = try await pages(#""remove_rows""#, per: 3)
            #expect(removed == [["1", "2", "3"], ["5", "6", "7"], ["9"]])
            let past = try await client.get("/landings?page=2&per=9223372036854775807")
            #expect(past.text == "[]")
            let shuffled = try await pages(#""shuffle_rows""#, per: 3)
            #expect(shuffled.map(\.count) == [3, 3, 3])
            #expect(shuffled.flatMap(\.self) != (1...9).map { String($0) })
        }
    }

    @Test func `Writes can forget the status, freeze the time and show filters`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            _ = try await client.faults(
                """
                {"method": "POST", "fault": "zero_status"}, {"method": "PUT", "fault": "frozen_updated_at"},
                {"path": "/campaigns", "fault": "filled_filters"}
                """)
            let created = try await client.post(
                "/campaigns",
                """
                {"title": "a", "source_id": "\(base.source)", "status": 1,
                 "streams": [{"weight": 1, "offers": [{"id": "\(base.offer)", "weight": 1}]}]}
                """)
            #expect(created.json[path: "status"]?.number == "0")
            let changed = try await client.put("/campaigns/\(created.id)", #"{"status": 1}"#)
            #expect(changed.json[path: "status"]?.number == "1")
            #expect(changed.json[path: "updated_at"] == created.json[path: "updated_at"])
            let list = try await client.get("/campaigns")
            #expect(list.json[path: "0.streams.0.filters.country.active"]?.bool == false)
            _ = try await client.delete("/_sandbox/faults")
            let plain = try await client.get("/campaigns")
            #expect(plain.json[path: "0.streams.0.filters"] == nil)
        }
    }

    @Test func `The first updates of a new object find nothing, those of an old one do`() async throws {
        try await withSandbox { client in
            let old = try await client.create("landings", Self.landing)
            _ = try await client.faults(
                #"{"path": "/landings/:id", "fault": "not_found_after_create", "updates": 2}"#)
            let new = try await client.create("landings", Self.landing)
            var statuses: [Int] = []
            for id in [old, new, new, new] {
                statuses.append(try await client.put("/landings/\(id)", #"{"title": "b"}"#).status)
            }
            #expect(statuses == [200, 404, 404, 200])
        }
    }

    @Test func `Refusals of sources and domains have the texts of the API`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            _ = try await client.faults(
                """
                {"method": "PUT", "path": "/sources/:id", "fault": "forbidden"},
                {"method": "POST", "path": "/domains", "times": 2, "fault": "cname_refused"}
                """)
            let forbidden = try await client.put("/sources/\(base.source)", "{}")
            #expect(forbidden.status == 403)
            #expect(forbidden.errors == ["Unauthorized to manage the resource"])
            var statuses: [Int] = []
            for _ in 0..<3 {
                let reply = try await client.post("/domains", #"{"title": "d", "url": "http://d.example"}"#)
                statuses.append(reply.status)
                if reply.status == 400 { #expect(reply.errors == ["we can't check your CNAME record"]) }
            }
            #expect(statuses == [400, 400, 201])
        }
    }

    @Test func `Objects vanish, referenced or not, and loose references dangle`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            _ = try await client.faults(#"{"path": "/offers/:id", "times": 1, "fault": "vanish"}"#)
            let gone = try await client.put("/offers/\(base.offer)", #"{"status": 1}"#)
            #expect(gone.status == 404)
            let offers = try await client.get("/offers")
            #expect(offers.text == "[]")
            _ = try await client.faults(#"{"path": "/networks", "times": 1, "fault": "vanish"}"#)
            let networks = try await client.get("/networks")
            #expect(networks.text == "[]")

            _ = try await client.faults(#"{"fault": "loose_references"}"#)
            let dangling = try await client.post(
                "/campaigns",
                """
                {"title": "a", "source_id": "\(base.source)", "domain_id": "nowhere",
                 "streams": [{"weight": 1, "offers": [{"id": "nothing", "weight": 1}]}]}
                """)
            #expect(dangling.status == 201)
            let deleted = try await client.delete("/source/\(base.source)")
            #expect(deleted.status == 204)
        }
    }

    @Test func `The schedule is shown as it was put`() async throws {
        try await withSandbox { client in
            let rules = #"""
                {"seed":9,"rules":[{"method":"POST","path":"/offers/:id","after":1,"times":2,"probability":0.25,"fault":"status","status":429,"retry_after":3},{"path":"*","fault":"latency","ms":0},{"path":"*","fault":"shuffle_rows"}]}
                """#
            let put = try await client.put("/_sandbox/faults", rules)
            #expect(put.status == 200)
            let shown = try await client.get("/_sandbox/faults")
            #expect(shown.text == rules)
            let schedule = try FaultSchedule(shown.json)
            #expect(schedule.value.jsonText() == rules)
            #expect(schedule.rules.first?.effect == .status(429, retryAfter: 3))
        }
    }

    @Test(arguments: [
        ("[]", ["a fault schedule is an object {seed, rules}, not a list"]),
        ("{}", ["rules of the schedule should be a list"]),
        (
            #"{"rules": [{"fault": "latency"}, {"fault": "cap_per", "per": 0, "path": "x"}, {"fault": "html", "ms": 1}]}"#,
            [
                "ms of rule 1 is missing", "per of rule 2 should be an integer from 1",
                #"unknown field "ms" of rule 3; it has method, path, after, times, probability, fault"#,
            ]
        ),
        (
            #"{"rules": [{"fault": "html", "path": "x", "probability": 2, "times": 0}], "sed": 1}"#,
            [
                #"unknown field "sed" of the schedule; it has seed and rules"#,
                "times of rule 1 should be an integer from 1",
                "probability of rule 1 should be a number from 0 to 1",
                "path of rule 1 should start with a slash, or be * for any path",
            ]
        ),
    ])
    func `A schedule that cannot be read names every fault of it`(text: String, problems: [String])
        async throws
    {
        try await withSandbox { client in
            let reply = try await client.put("/_sandbox/faults", text)
            #expect(reply.status == 400)
            #expect(reply.errors == problems)
            let shown = try await client.get("/_sandbox/faults")
            #expect(shown.text == #"{"seed":0,"rules":[]}"#)
        }
    }
}
