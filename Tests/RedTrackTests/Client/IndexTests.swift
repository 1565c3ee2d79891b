import Feeds
import RedTrack
import Testing

@Suite struct IndexTests {
    private func client(_ body: String) -> RedTrackClient { ScriptedTransport(.answer(200, body)).client() }

    @Test(
        "an index may come bare, enveloped or as null",
        arguments: [
            (#"[{"id":"1","title":"Chrome"}]"#, 1),
            (#"{"items":[{"_id":"1","title":"Chrome"}],"total":{}}"#, 1),
            ("[]", 0), ("null", 0), (#"{"items":null}"#, 0),
        ])
    func shapes(body: String, count: Int) async throws {
        let transport = ScriptedTransport(.answer(200, body))
        let browsers = try await transport.client().browsers()
        #expect(browsers.count == count)
        #expect(browsers.allSatisfy { $0.title == "Chrome" && $0.id == "1" })
        #expect(transport.log.count == 1)
        #expect(transport.log[0].query.isEmpty)
    }

    @Test(
        "what is no index is an error",
        arguments: ["<html>", "", "[{", "all is well", #"{"total":1}"#, #"["Chrome"]"#, #"[{"title":[1]}]"#])
    func refused(body: String) async {
        let error = await #expect(throws: APIError.self) { try await client(body).operatingSystems() }
        #expect(error?.code == .unexpectedAnswer)
    }

    @Test("time zones are objects, or the bare names of today")
    func timezones() async throws {
        let zones = try await client(
            #"[{"id":"1","zone":"Africa/Accra","alias":"(UTC/GMT +00:00) Africa/Accra","offset":0},"Asia/Tokyo"]"#
        ).timezones()
        #expect(zones.map(\.zone) == ["Africa/Accra", "Asia/Tokyo"])
        #expect(zones.map(\.offset) == [0, nil])
    }

    @Test("cities have a region by number or by name, and a country under either name")
    func cities() async throws {
        let transport = ScriptedTransport(
            .answer(
                200,
                #"[{"name":"Dubai","iso":"AE","region":0},{"name":"Austin","country_iso":"US","region":"Texas"}]"#
            ))
        let cities = try await transport.client().cities(named: "a u")
        #expect(cities.map(\.countryISO) == ["AE", "US"])
        #expect(cities.map { $0.region?.text } == ["0", "Texas"])
        #expect(cities[0].region?.wireValue == .number("0"))
        #expect(transport.log[0].query.map { "\($0.name)=\($0.value)" } == ["name=a u"])
    }

    @Test("providers are asked for in portions, and each comes once")
    func providers() async throws {
        let transport = ScriptedTransport(.answer(200, #"[{"_id":"1","isp":"A"},{"id":"2","name":"B"}]"#))
        let found = try await transport.client().providers(named: (1...51).map { "P\($0)" })
        #expect(found.map(\.name) == ["A", "B"])
        #expect(transport.log.count == 2)
        #expect(transport.log[1].parameter("names") == "P51")
        _ = try await transport.client().providers()
        #expect(transport.log[2].query.isEmpty)
    }

    @Test(
        "a name that the API would take as two is refused before anything is sent",
        arguments: ["A, Inc.", ""])
    func comma(name: String) async {
        let transport = ScriptedTransport(.answer(200, "[]"))
        let error = await #expect(throws: APIError.self) {
            try await transport.client().providers(named: ["B", name])
        }
        #expect(error?.code == .unsupported)
        #expect(transport.log.isEmpty)
    }

    @Test("tags are texts")
    func tags() async throws {
        let transport = ScriptedTransport(.answer(200, #"["tag1","a, b",""]"#), .answer(200, "null"))
        #expect(try await transport.client().campaignTags() == ["tag1", "a, b", ""])
        #expect(try await transport.client().offerTags() == [])
    }
}
