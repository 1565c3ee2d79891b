import Feeds
import Sandbox
import Testing

/// Clicks and conversions: made on demand, listed, uploaded, counted.
@Suite struct TrafficTests {
    static let days = "date_from=2018-02-01&date_to=2018-02-28"

    /// Makes `count` clicks in February 2018.
    static func clicks(_ client: Client, _ campaign: String, _ count: Int, seed: Int = 1) async throws {
        let reply = try await client.post(
            "/_sandbox/clicks",
            #"{"campaign_id": "\#(campaign)", "count": \#(count), "from": "2018-02-01", "to": "2018-02-28", "seed": \#(seed)}"#
        )
        #expect(reply.status == 201)
        #expect(reply.json[path: "clicks"]?.number == String(count))
    }

    /// A campaign whose streams split Germany's phones from everybody else who is not in France.
    static func campaign(_ client: Client, _ base: Client.Base) async throws -> String {
        try await client.create(
            "campaigns",
            """
            {"title": "Split", "cpc": 0.05, "source_id": "\(base.source)", "streams": [
              {"weight": 1, "cost": 0.25, "offers": [{"id": "\(base.offer)", "weight": 1}],
               "filters": {"country": {"iso": ["DE"], "active": true},
                 "device_type": {"items": ["DevicePhone"], "active": true},
                 "city": {"titles": ["Nowhere"], "active": false}}},
              {"weight": 3, "offers": [{"id": "\(base.offer)", "weight": 1}],
               "landings": [{"id": "\(base.landing)", "weight": 1}],
               "filters": {"country": {"iso": ["DE", "FR"], "active": true, "exclude": true}}}]}
            """)
    }

    @Test func `A click and a conversion have the fields of the document in their order`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let campaign = try await Self.campaign(client, base)
            try await Self.clicks(client, campaign, 400)
            let tracks = try await client.get("/tracks?\(Self.days)")
            #expect(tracks.rows.count == 100)
            #expect(
                tracks.rows.first?.names == [
                    "id", "campaign", "offer", "landing", "source", "network", "country", "city", "os", "isp",
                    "browser", "device", "connection_type", "user_agent", "ip", "referer", "is_lp_track",
                    "ref_id", "cost", "created_at",
                ] + (1...10).map { "sub\($0)" })
            #expect(tracks.rows.allSatisfy { $0[path: "campaign"]?.string == "Split" })
            #expect(tracks.rows.allSatisfy { $0[path: "source"]?.string == "Source" })
            let times = tracks.rows.compactMap { $0[path: "created_at"]?.string }
            #expect(times == times.sorted())
            #expect(times.allSatisfy { $0.hasPrefix("2018-02-") && $0.hasSuffix("Z") && $0.count == 20 })

            let conversions = try await client.get("/conversions?\(Self.days)")
            #expect(
                conversions.rows.first?.names == [
                    "id", "clickid", "campaign", "offer", "source", "country", "payout", "created_at",
                ])
        }
    }

    @Test func `Filters decide which stream takes a click, and a stream may cost its own price`() async throws
    {
        try await withSandbox { client in
            let base = try await client.base()
            try await Self.clicks(client, try await Self.campaign(client, base), 600)
            let rows = try await client.get("/tracks?\(Self.days)&per=1000").rows
            #expect(rows.count == 600)
            var phones = 0
            for row in rows {
                let country = row[path: "country"]?.string ?? ""
                #expect(country != "FR")
                if country == "DE" {
                    phones += 1
                    #expect(row[path: "device"]?.string == "Mobile")
                    #expect(row[path: "cost"]?.number == "0.25")
                    #expect(row[path: "landing"]?.string == "")
                    #expect(row[path: "is_lp_track"]?.number == "0")
                    #expect(row[path: "offer"]?.string == "Offer")
                } else {
                    #expect(row[path: "cost"]?.number == "0.05")
                    #expect(row[path: "landing"]?.string == "Landing")
                }
            }
            #expect((1..<600).contains(phones))
        }
    }

    @Test func `Weights are kept within what chance allows`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let campaign = try await client.create(
                "campaigns",
                """
                {"title": "Weights", "source_id": "\(base.source)", "streams": [
                  {"weight": 9, "offers": [{"id": "\(base.offer)", "weight": 1}]},
                  {"weight": 1, "offers": [{"id": "\(base.offer)", "weight": 1}],
                   "filters": {"bots": {"ids": ["1"], "active": true, "exclude": true}}},
                  {"weight": 90, "offers": [{"id": "\(base.offer)", "weight": 1}],
                   "filters": {"bots": {"ids": ["1"], "active": true}}}]}
                """)
            try await Self.clicks(client, campaign, 5000)
            let report = try await client.get("/report?\(Self.days)&group=stream")
            #expect(report.rows.map { $0[path: "stream"]?.string } == ["1", "2"])
            let clicks = report.rows.compactMap { $0[path: "clicks"]?.number.flatMap { Int($0) } }
            // Nine tenths of 5,000, give or take ten standard deviations.
            #expect(abs(clicks[0] - 4500) < 220 && clicks[0] + clicks[1] == 5000)
        }
    }

    @Test func `The same seed makes the same clicks, another one others`() async throws {
        let log = { @Sendable (seed: Int) in
            try await withSandbox { client in
                let campaign = try await Self.campaign(client, try await client.base())
                try await Self.clicks(client, campaign, 50, seed: seed)
                return try await client.get("/tracks?\(Self.days)").text
            }
        }
        let first = try await log(7)
        let again = try await log(7)
        let other = try await log(8)
        #expect(first == again)
        #expect(first != other)
    }

    @Test func `The log is cut into pages and filtered by campaign and day`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let one = try await Self.campaign(client, base)
            let two = try await Self.campaign(client, base)
            try await Self.clicks(client, one, 70)
            try await Self.clicks(client, two, 50)
            // Made again with the same seed: other rows.
            try await Self.clicks(client, two, 50)
            var ids: [String] = []
            for page in 1...4 {
                let rows = try await client.get("/tracks?\(Self.days)&page=\(page)&per=50").rows
                ids += rows.compactMap { $0[path: "id"]?.string }
            }
            #expect(ids.count == 170 && Set(ids).count == 170)
            let ones = try await client.get("/tracks?\(Self.days)&campaign_id=\(one)")
            #expect(ones.rows.count == 70)
            let unknown = try await client.get("/tracks?\(Self.days)&campaign_id='--")
            #expect(unknown.text == "[]")
            let today = try await client.get("/tracks")
            #expect(today.text == "[]")
            let day = try await client.get("/tracks?date_from=2018-02-03&date_to=2018-02-03&per=1000")
            #expect(!day.rows.isEmpty)
            #expect(
                day.rows.allSatisfy { $0[path: "created_at"]?.string?.hasPrefix("2018-02-03T") == true })
            let backwards = try await client.get("/tracks?date_from=2018-02-03&date_to=2018-02-01")
            #expect(backwards.text == "[]")
        }
    }

    @Test func `Days begin when they do in the zone of the account`() async throws {
        try await withSandbox { client in
            var other = client
            let user = try await client.post("/_sandbox/users", #"{"zone": "Asia/Kolkata"}"#)
            other.apiKey = user.json[path: "api_key"]?.string
            #expect(user.json[path: "timezone.offset"]?.number == "19800")
            let campaign = try await Self.campaign(other, try await other.base())
            try await Self.clicks(other, campaign, 500)
            let rows = try await other.get("/tracks?\(Self.days)&per=1000").rows
            let times = rows.compactMap { $0[path: "created_at"]?.string }
            #expect(times.count == 500)
            #expect(times.allSatisfy { "2018-01-31T18:30:00Z" <= $0 && $0 < "2018-02-28T18:30:00Z" })
            let dates = try await other.get("/report?\(Self.days)").rows.compactMap {
                $0[path: "date"]?.string
            }
            #expect(dates.allSatisfy { $0.hasPrefix("2018-02-") })
            let day = try await other.get("/tracks?date_from=2018-02-14&date_to=2018-02-14&per=1000")
            let inDay = times.filter { "2018-02-13T18:30:00Z" <= $0 && $0 < "2018-02-14T18:30:00Z" }
            #expect(!inDay.isEmpty)
            #expect(day.rows.compactMap { $0[path: "created_at"]?.string } == inDay)
            let foreign = try await client.get("/tracks?\(Self.days)")
            #expect(foreign.text == "[]")
            let nowhere = try await client.post("/_sandbox/users", #"{"zone": "Mars/Base"}"#)
            #expect(nowhere.status == 400)
        }
    }

    @Test func `Uploaded conversions are in the log, the statistics and the report of the day`() async throws
    {
        try await withSandbox { client in
            let base = try await client.base()
            let campaign = try await Self.campaign(client, base)
            try await Self.clicks(client, campaign, 20)
            let rows = try await client.get("/tracks?\(Self.days)").rows
            let clicks = rows.filter { $0[path: "offer"]?.string == "Offer" }
            let click = try #require(clicks.first?[path: "id"]?.string)
            let body = #"[{"clickid":"\#(click)","payout":0.12},{"clickid":"\#(click)","payout":3}]"#
            let sent = try await client.send(
                "POST", "/conversions", body, contentType: "application/x-www-form-urlencoded")
            #expect(sent.status == 201)
            #expect(sent.text.isEmpty)
            let log = try await client.get("/conversions?clickid=\(click)")
            #expect(log.rows.compactMap { $0[path: "payout"]?.number } == ["0.12", "3"])
            for (plural, id) in [
                ("campaigns", campaign), ("offers", base.offer), ("sources", base.source),
                ("networks", base.network),
            ] {
                let list = try await client.get("/\(plural)").rows
                let object = try #require(list.first { $0[path: "id"]?.string == id })
                #expect(object[path: "stat.conversions"]?.number == "2")
                #expect(object[path: "stat.revenue"]?.number == "3.12")
                #expect(object[path: "stat.profit"]?.number == "3.12")
                #expect(object[path: "stat.clicks"]?.number == "0")
            }
            let changed = try await client.put("/campaigns/\(campaign)", #"{"cpc": 1}"#)
            #expect(changed.json[path: "stat.revenue"]?.number == "3.12")
            let report = try await client.get("/report?campaign_id=\(campaign)")
            #expect(report.rows.count == 1)
            #expect(report.json[path: "0.date"]?.string == Day.text(0))
            #expect(report.json[path: "0.revenue"]?.number == "3.12")
            for (filter, count) in [
                ("campaign_id=\(campaign)", 2), ("offer_id=\(base.offer)", 2),
                ("source_id=\(base.source)", 2),
                ("network_id=\(base.network)", 2), ("network_id=\(base.source)", 0), ("country_code=ZZ", 0),
                ("clickid=x", 0), ("per=1&page=2", 1), ("date_to=2018-01-01", 0),
            ] {
                let reply = try await client.get("/conversions?\(filter)")
                #expect(reply.rows.count == count, "\(filter)")
            }
        }
    }

    @Test func `An upload with anything wrong stores nothing and says all that is wrong`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            try await Self.clicks(client, try await Self.campaign(client, base), 1)
            let click = try await client.get("/tracks?\(Self.days)").json[path: "0.id"]?.string ?? ""
            let shapes = try await client.post(
                "/conversions",
                #"[{"clickid": "\#(click)", "payout": 1}, {"payout": -1}, 3, {"clickid": "x", "payout": "1"}]"#
            )
            #expect(shapes.status == 400)
            #expect(shapes.errors.map { $0.prefix(4) } == ["[1]:", "[1]:", "[2]:", "[3]:"])
            let unknown = try await client.post(
                "/conversions",
                #"[{"clickid": "\#(click)", "payout": 1}, {"clickid": "x", "payout": 1}, {"clickid": "'", "payout": 1}]"#
            )
            #expect(unknown.status == 400)
            #expect(unknown.errors == ["[1]: clickid cannot be found", "[2]: clickid cannot be found"])
            var other = client
            other.apiKey = try await client.post("/_sandbox/users", "").json[path: "api_key"]?.string
            let foreign = try await other.post("/conversions", #"[{"clickid": "\#(click)", "payout": 1}]"#)
            #expect(foreign.status == 400)
            for body in ["", "{}", "null", "[", #"[{"clickid": "\#(click)", "payout": 1e6}]"#] {
                let reply = try await client.post("/conversions", body)
                #expect(reply.status == 400, "\(body)")
            }
            let log = try await client.get("/conversions")
            #expect(log.text == "[]")
            let empty = try await client.post("/conversions", "[]")
            #expect(empty.status == 201)
        }
    }

    @Test(arguments: [
        "{}", "[]", #"{"campaign_id": "x", "count": 0}"#, #"{"campaign_id": "x", "count": 1000000000}"#,
        #"{"campaign_id": "x", "count": 1, "from": "yesterday"}"#,
        #"{"campaign_id": "x", "count": 1, "to": 5}"#,
        #"{"campaign_id": "x", "count": 1, "seed": "s"}"#,
    ])
    func `A request for clicks that makes no sense is 400`(body: String) async throws {
        try await withSandbox { client in
            let reply = try await client.post("/_sandbox/clicks", body)
            #expect(reply.status == 400)
            let unknown = try await client.post("/_sandbox/clicks", #"{"campaign_id": "x", "count": 1}"#)
            #expect(unknown.status == 404)
        }
    }

    @Test func `Payments are listed by status and day, those of the demo account only`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let all = try await client.get("/transactions")
            #expect(
                all.rows.first?.names == [
                    "key", "type", "user_id", "plan_id", "status", "package", "created_at",
                ])
            #expect(all.json[path: "0.package"]?.names == ["price", "vat", "total", "events_count"])
            #expect(
                all.json[path: "1.package"]?.jsonText()
                    == #"{"price":29,"vat":7.25,"total":36.25,"events_count":100000}"#)
            for (query, count) in [
                ("status=approved", 3), ("status=declined", 1), ("status=x", 0), ("per=3&page=2", 1),
                ("date_from=\(Day.text(-1))", 1), ("date_to=\(Day.text(-40))", 2), ("page=2", 0),
            ] {
                let reply = try await client.get("/transactions?\(query)")
                #expect(reply.rows.count == count, "\(query)")
            }
            var other = client
            other.apiKey = try await client.post("/_sandbox/users", "").json[path: "api_key"]?.string
            let foreign = try await other.get("/transactions")
            #expect(foreign.text == "[]")
        }
    }
}
