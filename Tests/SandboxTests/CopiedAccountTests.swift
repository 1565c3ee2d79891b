import Feeds
import Foundation
import Sandbox
import Testing

/// A sandbox that starts as a copy of another account.
@Suite struct CopiedAccountTests {
    private static func account(_ records: (String, String)...) throws -> SandboxAccount {
        SandboxAccount(
            id: "team-7", email: "team@example.com", timezone: "Europe/Berlin",
            records: try records.map { path, json in
                SandboxAccount.Record(path: path, fields: try JSONDocument.parse(Array(json.utf8)).value)
            })
    }

    private static let source =
        #"{"id":"s1","title":"S","sub1":"{a}","hints":{"sub1":"zone"},"campaign_count":9,"created_at":"2019-01-02T03:04:05Z"}"#
    private static let domain =
        #"{"id":"d1","title":"D","url":"https://go.example","status":5,"ssl":{"active":true}}"#
    private static let campaign =
        #"""
        {"id":"c1","user_id":"team-7","title":"C","source_id":"s1","domain_id":"d1","status":2,"cpc":0.030,
        "trackback_url":"https://go.example/c1?clickid={clickid}","streams":[{"weight":1,"offers":[{"id":"o1","weight":2}]}],
        "created_at":"2020-01-02T03:04:05.678901Z","updated_at":"2021-01-02T03:04:05Z","x_flow":{"a":[1,null]},"tags":["t"]}
        """#

    @Test func `The copy lists the same objects under the same ids`() async throws {
        let copy = try Self.account(
            ("sources", Self.source), ("domains", Self.domain), ("campaigns", Self.campaign))
        try await withSandbox(SandboxConfiguration(copy: copy)) { client in
            let user = try await client.get("/auth")
            #expect(user.json[path: "id"] == .string("team-7"))
            #expect(user.json[path: "email"] == .string("team@example.com"))
            #expect(user.json[path: "timezone.zone"] == .string("Europe/Berlin"))
            let campaign = try await client.get("/campaigns").json[path: "0"] ?? .null
            for (name, value) in [
                ("id", "c1"), ("user_id", "team-7"), ("source_id", "s1"), ("source_title", "S"),
                ("trackback_url", "https://go.example/c1?clickid={clickid}"),
                ("created_at", "2020-01-02T03:04:05.678901Z"), ("updated_at", "2021-01-02T03:04:05Z"),
            ] {
                #expect(campaign[path: name] == .string(value), "\(name)")
            }
            #expect(campaign[path: "status"] == .number("2"))
            #expect(campaign[path: "streams.0.offers.0.id"] == .string("o1"), "a dangling reference is kept")
            #expect(
                campaign[path: "x_flow"] == (try JSONDocument.parse(Array(#"{"a":[1,null]}"#.utf8)).value))
            #expect(campaign.names.count == Set(campaign.names).count, "no member comes twice")
            let source = try await client.get("/sources").json[path: "0"] ?? .null
            #expect(source[path: "campaign_count"] == .number("1"))
            #expect(source[path: "created_at"] == .string("2019-01-02T03:04:05Z"))
            let domain = try await client.get("/domains").json[path: "0"] ?? .null
            #expect(domain[path: "status"] == .number("5") && domain[path: "ssl.active"] == .bool(true))
        }
    }

    @Test func `What a request does not send stays, and a link goes with its domain`() async throws {
        let copy = try Self.account(
            ("sources", Self.source), ("domains", Self.domain), ("campaigns", Self.campaign))
        try await withSandbox(SandboxConfiguration(copy: copy)) { client in
            let renamed = try await client.put("/campaigns/c1", #"{"title": "C2"}"#)
            #expect(renamed.status == 200 && renamed.json[path: "x_flow.a.0"] == .number("1"))
            var campaign = try await client.get("/campaigns").json[path: "0"] ?? .null
            #expect(campaign[path: "x_flow.a.0"] == .number("1"))
            #expect(campaign[path: "trackback_url"] == .string("https://go.example/c1?clickid={clickid}"))
            let other = try await client.create("domains", #"{"title": "E", "url": "https://e.example"}"#)
            #expect(try await client.put("/campaigns/c1", #"{"domain_id": "\#(other)"}"#).status == 200)
            campaign = try await client.get("/campaigns").json[path: "0"] ?? .null
            #expect(campaign[path: "trackback_url"] == .string("https://e.example/c1"))
            #expect(campaign[path: "x_flow.a.0"] == .number("1"))
        }
    }

    @Test func `Values of another shape than the document's are kept as they are`() async throws {
        let copy = try Self.account(
            (
                "offers",
                #"{"id":"o1","title":"O","program_id":"gone","url":"u","cap":"12","status":0,"payment":[1]}"#
            ),
            ("sources", #"{"id":"s1","title":"S","hints":["a"]}"#), ("wonders", #"{"id":"w"}"#))
        try await withSandbox(SandboxConfiguration(copy: copy)) { client in
            let offer = try await client.get("/offers").json[path: "0"] ?? .null
            #expect(offer[path: "cap"] == .string("12") && offer[path: "payment.0"] == .number("1"))
            #expect(offer[path: "status"] == .number("0") && offer[path: "program_id"] == .string("gone"))
            #expect(try await client.get("/sources").json[path: "0.hints.0"] == .string("a"))
        }
    }

    @Test func `A data file that is there already stays what it is`() async throws {
        let path = NSTemporaryDirectory() + "copied-\(UUID().uuidString).sqlite"
        defer {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        }
        try await withSandbox(
            SandboxConfiguration(dataFile: path, copy: try Self.account(("sources", Self.source)))
        ) {
            _ = try await $0.put("/sources/s1", #"{"title": "changed"}"#)
        }
        let again = SandboxConfiguration(dataFile: path, copy: try Self.account(("sources", Self.source)))
        try await withSandbox(again) { client in
            let titles = try await client.get("/sources").titles
            #expect(titles == ["changed"])
        }
    }
}
