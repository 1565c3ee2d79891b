import Feeds
import Sandbox
import Testing

/// The indices, which begin as the document shows them.
@Suite struct IndexTests {
    @Test(arguments: [
        (
            "timezones", 0,
            #"{"id":"56826343be24e6430d0041a7","zone":"Africa/Abidjan","alias":"(UTC/GMT +00:00) Africa/Abidjan","offset":0}"#
        ),
        (
            "timezones", 2,
            #"{"id":"56826343be24e6430d0041a9","zone":"Africa/Addis_Ababa","alias":"(UTC/GMT +03:00) Africa/Addis_Ababa","offset":10800}"#
        ),
        ("countries", 0, #"{"id":"5582b2a08ead0e71030041a7","title":"Andorra","iso":"AD"}"#),
        ("countries", 1, #"{"id":"5582b2a08ead0e71030041a8","title":"United Arab Emirates","iso":"AE"}"#),
        ("countries", 2, #"{"id":"5582b2a08ead0e71030041a9","title":"Afghanistan","iso":"AF"}"#),
        (
            "cities", 1,
            #"{"id":"5a72d45ee1ee42589ee05ea0","name":"Dubai","iso":"AE","slug":"dubai","region":0,"lat":0,"lon":0}"#
        ),
        ("browsers", 0, #"{"id":"55d303788ead0e1d010041aa","title":"Chrome"}"#),
        ("os", 1, #"{"id":"55d3052e8ead0ee3050041aa","title":"Windows 7"}"#),
        ("devices", 1, #"{"id":"5a4e5787d6639f89e166360c","title":"Desktop","code":"DeviceComputer"}"#),
        (
            "isp", 0,
            #"{"_id":"55d1de09940c534c8a5eaf32","network":"198.18.0.0/21","isp":"Ingenico Marketing Solutions GmbH","organization":"Ingenico Marketing Solutions GmbH","autonomous_system_number":198870,"autonomous_system_organization":"Ingenico Marketing Solutions GmbH","country":"DE"}"#
        ),
        (
            "plans", 0,
            #"{"id":"business","name":"Business","price":339,"clicks":15000000,"addons":{"options":[2500000,5000000,10000000],"event_price":0.034}}"#
        ),
    ])
    func `A row is that of the document`(index: String, row: Int, text: String) async throws {
        try await withSandbox { client in
            let reply = try await client.get("/\(index)")
            #expect(reply.status == 200)
            #expect(reply.rows.count > row)
            #expect(reply.json[path: "\(row)"]?.jsonText() == text)
        }
    }

    @Test(arguments: [
        ("timezones", "zone", 400), ("countries", "iso", 249), ("cities", "id", 150),
        ("browsers", "title", 15),
        ("os", "title", 15), ("devices", "code", 5), ("isp", "_id", 60), ("plans", "id", 4),
    ])
    func `No row of an index is there twice, and none is missing`(index: String, key: String, least: Int)
        async throws
    {
        try await withSandbox { client in
            let rows = try await client.get("/\(index)").rows
            #expect(rows.count >= least)
            let keys = rows.compactMap { $0[path: key]?.string }
            #expect(keys.count == rows.count && Set(keys).count == keys.count)
            let ids = rows.compactMap { ($0["id"] ?? $0["_id"])?.value.string }
            #expect(Set(ids).count == rows.count)
            let names = Set(rows.map(\.names))
            #expect(names.count == 1)
        }
    }

    @Test func `Zones far from Greenwich have their offsets and their aliases`() async throws {
        try await withSandbox { client in
            let rows = try await client.get("/timezones").rows
            for (zone, offset, clock) in [
                ("Asia/Kathmandu", "20700", "+05:45"), ("America/St_Johns", "-12600", "-03:30"),
                ("America/Port-au-Prince", "-18000", "-05:00"), ("Pacific/Kiritimati", "50400", "+14:00"),
                ("Europe/Dublin", "0", "+00:00"), ("Australia/Sydney", "36000", "+10:00"),
                ("UTC", "0", "+00:00"),
            ] {
                let row = try #require(rows.first { $0[path: "zone"]?.string == zone })
                #expect(row[path: "offset"]?.number == offset)
                #expect(row[path: "alias"]?.string == "(UTC/GMT \(clock)) \(zone)")
            }
        }
    }

    @Test func `Cities and providers are found by a part of their name`() async throws {
        try await withSandbox { client in
            let cities = try await client.get("/cities?name=BER")
            #expect(cities.rows.map { $0[path: "name"]?.string } == ["Bern", "Berlin", "Bergen"])
            let none = try await client.get("/cities?name=%25")
            #expect(none.text == "[]")
            let providers = try await client.get("/isp?names=telstra,SFR")
            #expect(providers.rows.map { $0[path: "isp"]?.string } == ["SFR", "Telstra"])
            let all = try await client.get("/isp?names=")
            #expect(all.rows.count >= 60)
        }
    }

    @Test func `Tags are those in use, in the order in which they came up, and only one's own`() async throws
    {
        try await withSandbox { client in
            let base = try await client.base()
            for tags in [#"["red", "track"]"#, #"["tag1", "red"]"#, "[]"] {
                _ = try await client.create(
                    "campaigns", #"{"title": "C", "source_id": "\#(base.source)", "tags": \#(tags)}"#)
            }
            let gone = try await client.create(
                "campaigns", #"{"title": "C", "source_id": "\#(base.source)", "tags": ["gone"]}"#)
            _ = try await client.delete("/campaigns/\(gone)")
            _ = try await client.put("/offers/\(base.offer)", #"{"tags": ["late", "early"]}"#)
            let campaigns = try await client.get("/tags/campaigns")
            #expect(campaigns.text == #"["red","track","tag1"]"#)
            let offers = try await client.get("/tags/offers")
            #expect(offers.text == #"["late","early"]"#)
            var other = client
            other.apiKey = try await client.post("/_sandbox/users", "").json[path: "api_key"]?.string
            let foreign = try await other.get("/tags/campaigns")
            #expect(foreign.text == "[]")
            let unknown = try await client.get("/tags/sources")
            #expect(unknown.status == 404)
        }
    }
}
