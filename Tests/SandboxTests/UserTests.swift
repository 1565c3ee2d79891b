import Feeds
import Sandbox
import Testing

/// What the user object says of logins, of the plan and of traffic.
@Suite struct UserTests {
    @Test func `A login with the password sets the time of the last login, a key does not`() async throws {
        let path = temporaryPath()
        defer { remove(path) }
        let configuration = SandboxConfiguration(dataFile: path)
        let login = try await withSandbox(configuration) { client in
            let new = try await client.get("/auth").json
            #expect(new[path: "last_login"] == new[path: "created_at"])
            let wrong = try await client.post("/auth", "login=user1@sandbox.example&password=no")
            #expect(wrong.status == 401)
            let unchanged = try await client.get("/auth").json
            #expect(unchanged == new)
            let user = try await client.post("/auth", "login=user1@sandbox.example&password=sandbox").json
            let time = try #require(user[path: "last_login"]?.string)
            #expect(time > new[path: "created_at"]?.string ?? "")
            // A login is no change of the profile.
            #expect(user[path: "updated_at"] == new[path: "updated_at"])
            let changed = try await client.put("/me", #"{"firstname": "Jo"}"#).json
            #expect(changed[path: "last_login"]?.string == time)
            return time
        }
        let later = try await withSandbox(configuration) { try await $0.get("/auth").json }
        #expect(later[path: "last_login"]?.string == login)
    }

    @Test func `A login that is refused by a fault is none`() async throws {
        try await withSandbox { client in
            let before = try await client.get("/auth").text
            _ = try await client.faults(
                #"{"path": "/auth", "method": "POST", "fault": "status", "status": 503}"#)
            let refused = try await client.post("/auth", "login=user1@sandbox.example&password=sandbox")
            #expect(refused.status == 503)
            let after = try await client.get("/auth").text
            #expect(after == before)
        }
    }

    @Test func `Without a payment the plan is free, and clicks of the month are taken off`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let campaign = try await TrafficTests.campaign(client, base)
            let new = try await client.get("/auth").json
            #expect(new[path: "plan_id"]?.string == "free")
            #expect(new[path: "plan.name"]?.string == "Free")
            #expect(new[path: "plan.addons.options"] == .null)
            #expect(new[path: "subscription.plan_id"]?.string == "free")
            #expect(new[path: "plan_clicks"]?.number == "50000")
            #expect(new[path: "addon_clicks"]?.number == "0")
            #expect(new[path: "clicks_left"]?.number == "50000")
            #expect(new[path: "stats.clicks"]?.number == "0")

            // The days of the month so far; the last day of the month before it does not count.
            let days = Int(Day.text(0).suffix(2)) ?? 0
            for (offset, count) in [(-days, 40), (1 - days, 7)] {
                let day = Day.text(offset)
                _ = try await client.post(
                    "/_sandbox/clicks",
                    #"{"campaign_id": "\#(campaign)", "count": \#(count), "from": "\#(day)", "to": "\#(day)"}"#
                )
            }
            let month = try await client.get("/auth").json
            #expect(month[path: "clicks_left"]?.number == "49993")
            _ = try await client.post(
                "/_sandbox/clicks", #"{"campaign_id": "\#(campaign)", "count": 12}"#)
            let used = try await client.get("/auth").json
            #expect(used[path: "clicks_left"]?.number == "49981")
            #expect(used[path: "stats.clicks"]?.number == (days == 1 ? "19" : "12"))
        }
    }

    @Test func `The numbers of the user are those of the current day, in the form of a stat`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let campaign = try await client.get("/campaigns").rows.first?[path: "id"]?.string ?? ""
            _ = try await client.post(
                "/_sandbox/clicks", #"{"campaign_id": "\#(campaign)", "count": 500}"#)
            let stats = try #require(try await client.get("/auth").json[path: "stats"])
            #expect(
                stats.names == [
                    "clicks", "unique_clicks", "conversions", "revenue", "cost", "cpa", "cpc", "cr", "epc",
                    "profit", "roi", "lp_views", "lp_clicks", "lp_ctr",
                ])
            let report = try #require(try await client.get("/report?group=date").rows.first)
            for name in ["clicks", "unique_clicks", "conversions", "revenue", "cost", "lp_views", "cpc"] {
                #expect(stats[path: name] == report[path: name], "\(name)")
            }
            #expect(stats[path: "clicks"]?.number.flatMap { Int($0) } ?? 0 >= 500)
        }
    }

    @Test func `A payment buys its plan, and clicks count from then on`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let user = try await client.get("/auth").json
            let newest = try #require(try await client.get("/transactions?per=1000").rows.last)
            #expect(user[path: "plan_id"] == newest[path: "plan_id"])
            #expect(user[path: "plan_clicks"] == newest[path: "package.events_count"])
            let plans = try await client.get("/plans").rows
            #expect(plans.contains { $0 == user[path: "plan"] })
            let left = try #require(user[path: "clicks_left"]?.number.flatMap { Int($0) })
            // Of the demo's 3,000 clicks in 30 days only those since the payment an hour ago count.
            #expect((3_000_000 - 300...3_000_000).contains(left))
            let campaign = try await client.get("/campaigns").rows.first?[path: "id"]?.string ?? ""
            _ = try await client.post(
                "/_sandbox/clicks",
                #"{"campaign_id": "\#(campaign)", "count": 100, "from": "\#(Day.text(-2))", "to": "\#(Day.text(-2))"}"#
            )
            let same = try await client.get("/auth").json
            #expect(same[path: "clicks_left"]?.number == String(left))
        }
    }

    @Test func `Sums that were read once are read anew when there is traffic`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let campaign = try await TrafficTests.campaign(client, base)
            func stat(_ plural: String, _ name: String) async throws -> String? {
                try await client.get("/\(plural)").json[path: "0.stat.\(name)"]?.number
            }
            for count in [10, 20] {
                _ = try await client.post(
                    "/_sandbox/clicks", #"{"campaign_id": "\#(campaign)", "count": 10, "seed": \#(count)}"#)
                let (ofCampaign, ofSource) = (
                    try await stat("campaigns", "clicks"), try await stat("sources", "clicks")
                )
                #expect(ofCampaign == String(count) && ofSource == String(count))
            }
            let click = try await client.get("/tracks").rows.first?[path: "id"]?.string ?? ""
            let before = try await stat("campaigns", "revenue").flatMap { Double($0) } ?? 0
            _ = try await client.post("/conversions", #"[{"clickid": "\#(click)", "payout": 7.5}]"#)
            let after = try await stat("campaigns", "revenue").flatMap { Double($0) } ?? 0
            #expect(after == before + 7.5)
            let refused = try await client.post("/conversions", #"[{"clickid": "nothing", "payout": 1}]"#)
            #expect(refused.status == 400)
            let same = try await stat("campaigns", "revenue").flatMap { Double($0) }
            #expect(same == after)
        }
    }
}
