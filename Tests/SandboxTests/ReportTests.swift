import Feeds
import Foundation
import Sandbox
import Testing

/// Reports: every group adds up to the same whole, and every rate follows from the sums.
@Suite struct ReportTests {
    static let groups =
        [
            "date", "month", "hour_of_day", "day_of_week", "offer", "landing", "country", "region", "city",
            "language", "os", "os_fullname", "browser", "browser_fullname", "device", "device_brand",
            "device_model", "connection_type", "isp", "ip", "ua", "referrer", "referrer_domain", "proxy_type",
            "stream",
        ] + (1...10).map { "sub\($0)" }

    private static let sums = [
        "clicks", "unique_clicks", "conversions", "revenue", "cost", "profit", "lp_views", "lp_clicks",
    ]

    private static func number(_ row: Value, _ name: String) throws -> Decimal {
        try #require(row[path: name]?.number.flatMap { Decimal(string: $0) })
    }

    private static func total(_ rows: [Value], _ name: String) throws -> Decimal {
        try rows.reduce(0) { try $0 + number($1, name) }
    }

    @Test func `Every group of the document adds up to the statistics of the campaign`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let month = "date_from=\(Day.text(-31))&date_to=\(Day.text(0))"
            let campaign = try #require(try await client.get("/campaigns?\(month)").rows.first)
            let id = try #require(campaign[path: "id"]?.string)
            #expect(try Self.number(campaign, "stat.conversions") > 10)
            for group in Self.groups {
                let report = try await client.get("/report?campaign_id=\(id)&group=\(group)&\(month)")
                #expect(report.status == 200, "\(group)")
                let names = report.rows.first?.names ?? []
                #expect(names == names.sorted() && names.contains(group), "\(group)")
                for sum in Self.sums {
                    let total = try Self.total(report.rows, sum)
                    let whole = try Self.number(campaign, "stat.\(sum)")
                    #expect(total == whole, "\(group) \(sum)")
                }
            }
        }
    }

    @Test func `Rates follow from the sums, return in percent in lists and as a fraction in reports`()
        async throws
    {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let month = "date_from=\(Day.text(-31))&date_to=\(Day.text(0))"
            func rounded(_ number: Decimal) -> Decimal {
                var (source, result) = (number, Decimal())
                NSDecimalRound(&result, &source, 4, .plain)
                return result
            }
            let lists = try await client.get("/campaigns?\(month)").rows.compactMap { $0["stat"]?.value }
            let report = try await client.get("/report?group=country&\(month)").rows
            for (rows, scale) in [(lists, Decimal(100)), (report, 1)] {
                #expect(!rows.isEmpty)
                for row in rows {
                    let clicks = try Self.number(row, "clicks")
                    let conversions = try Self.number(row, "conversions")
                    let (cost, revenue) = (try Self.number(row, "cost"), try Self.number(row, "revenue"))
                    let views = try Self.number(row, "lp_views")
                    #expect(try Self.number(row, "profit") == revenue - cost)
                    #expect(try Self.number(row, "cpc") == rounded(clicks == 0 ? 0 : cost / clicks))
                    #expect(try Self.number(row, "epc") == rounded(clicks == 0 ? 0 : revenue / clicks))
                    #expect(try Self.number(row, "cr") == rounded(clicks == 0 ? 0 : conversions / clicks))
                    #expect(try Self.number(row, "cpa") == rounded(conversions == 0 ? 0 : cost / conversions))
                    let roi = cost == 0 ? 0 : (revenue - cost) * scale / cost
                    #expect(try abs(Self.number(row, "roi") - roi) <= Decimal(string: "0.00005") ?? 0)
                    let pages = try views == 0 ? 0 : Self.number(row, "lp_clicks") * scale / views
                    #expect(try Self.number(row, "lp_ctr") == rounded(pages))
                }
            }
        }
    }

    @Test func `A report row is that of the document`() async throws {
        try await withSandbox { client in
            let campaign = try await TrafficTests.campaign(client, try await client.base())
            try await TrafficTests.clicks(client, campaign, 40)
            let report = try await client.get("/report?\(TrafficTests.days)&group=offer")
            #expect(
                report.rows.first?.names == [
                    "clicks", "conversions", "cost", "cpa", "cpc", "cpt", "cr", "ctr", "epc", "impressions",
                    "lp_clicks", "lp_ctr", "lp_views", "offer", "profit", "revenue", "roi", "tr",
                    "transactions",
                    "unique_clicks",
                ])
            // Those who left on the landing have no offer.
            #expect(report.rows.map { $0[path: "offer"]?.string } == ["", "Offer"])
            #expect(report.json[path: "0.roi"]?.number == "-1")
        }
    }

    @Test func `Filters narrow a report to the clicks and conversions that pass`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let month = "date_from=\(Day.text(-31))&date_to=\(Day.text(0))"
            func clicks(_ query: String) async throws -> Decimal {
                try Self.total(try await client.get("/report?\(query)&\(month)").rows, "clicks")
            }
            let all = try await clicks("")
            let conversions = try await client.get("/conversions?per=10000&country_code=DE&\(month)").rows
                .count
            for (group, filter) in [
                ("country", "country_code"), ("os", "os"), ("sub1", "sub1"), ("sub2", "sub2"),
                ("sub3", "sub3"),
                ("sub6", "sub6"),
            ] {
                for row in try await client.get("/report?group=\(group)&\(month)").rows {
                    let value = try #require(row[path: group]?.string)
                    if value.isEmpty { continue }
                    let text = value.replacing(" ", with: "+")
                    let narrowed = try await clicks("\(filter)=\(text)")
                    #expect(try narrowed == Self.number(row, "clicks") && narrowed < all)
                }
            }
            for plural in ["campaigns", "offers", "sources"] {
                for object in try await client.get("/\(plural)?\(month)").rows {
                    let id = object[path: "id"]?.string ?? ""
                    let narrowed = try await clicks("\(plural.dropLast())_id=\(id)")
                    #expect(try narrowed == Self.number(object, "stat.clicks"))
                }
            }
            let german = try await client.get("/report?country_code=de&group=month&\(month)").rows
            #expect(try Self.total(german, "conversions") == Decimal(conversions))
            for query in ["sub7=nothing", "country_code=ZZ", "campaign_id=x", "os=%27"] {
                let none = try await clicks(query)
                #expect(none == 0)
            }
        }
    }

    @Test(arguments: ["nothing", "date,country", "sub11", "Date", "1;DROP TABLE click", "%00"])
    func `An unknown group is the 500 of the real API`(group: String) async throws {
        try await withSandbox { client in
            let path = group.replacing(" ", with: "%20")
            let reply = try await client.get("/report?group=\(path)")
            #expect(reply.status == 500)
            #expect(reply.errors == ["Problem with loading report"])
            let alive = try await client.get("/report?group=")
            #expect(alive.text == "[]")
        }
    }

    @Test(arguments: ["/report", "/tracks", "/conversions", "/transactions"])
    func `A malformed day is 400, everything wrong at once`(path: String) async throws {
        try await withSandbox { client in
            let reply = try await client.get("\(path)?date_from=2018-11-01&date_to=date_to=2018-11-30")
            #expect(reply.status == 400)
            #expect(reply.errors.count == 1)
            let both = try await client.get("\(path)?date_from=x&date_to=2018-02-30")
            #expect(both.errors.count == 2)
        }
    }

    @Test func `Days of the week count from Sunday and hours from midnight`() async throws {
        try await withSandbox { client in
            let campaign = try await TrafficTests.campaign(client, try await client.base())
            try await TrafficTests.clicks(client, campaign, 2000)
            let week = try await client.get("/report?\(TrafficTests.days)&group=day_of_week").rows
            #expect(week.map { $0[path: "day_of_week"]?.number } == (0...6).map { String($0) })
            let hours = try await client.get("/report?\(TrafficTests.days)&group=hour_of_day").rows
            #expect(hours.map { $0[path: "hour_of_day"]?.number } == (0...23).map { String($0) })
            let thursday = try await client.get(
                "/report?date_from=2018-02-01&date_to=2018-02-01&group=day_of_week")
            #expect(thursday.rows.map { $0[path: "day_of_week"]?.number } == ["4"])
        }
    }
}
