import Feeds
import Sandbox
import Testing

/// The simple kinds: networks, sources, landings and domains, with bodies in the shape of the document's examples.
@Suite struct NetworkAndSourceTests {
    static let stat = [
        "clicks", "unique_clicks", "conversions", "revenue", "cost", "cpa", "cpc", "cr", "epc", "profit",
        "roi",
    ]

    @Test func `A network is created, changed in part, listed and deleted`() async throws {
        try await withSandbox { client in
            let created = try await client.post(
                "/networks",
                """
                {"title": "Blue Heron", "url": "https://heron.example", "skype": "heron_team",
                 "offer_url": "[insert_offer_url_here]&data1={clickid}",
                 "postback_url": "http://rdtrck2.com/postback?clickid={{DATA1}}", "id": "mine", "color": "red"}
                """)
            #expect(created.status == 201)
            #expect(
                created.json.names == [
                    "id", "title", "url", "skype", "user_id", "offer_url", "postback_url", "created_at",
                    "updated_at", "stat", "preset_id", "offer_count",
                ])
            #expect(created.json[path: "stat"]?.names == Self.stat)
            #expect(
                created.json[path: "postback_url"]?.string == "http://rdtrck2.com/postback?clickid={{DATA1}}")
            #expect(
                created.json[path: "created_at"]?.string?.wholeMatch(
                    of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z/) != nil)
            #expect(created.id.wholeMatch(of: /[0-9a-f]{24}/) != nil)

            let changed = try await client.put("/networks/\(created.id)", #"{"skype": "new name"}"#)
            #expect(changed.status == 200)
            #expect(changed.json[path: "title"]?.string == "Blue Heron")
            #expect(changed.json[path: "skype"]?.string == "new name")
            #expect(changed.json[path: "created_at"] == created.json[path: "created_at"])
            #expect(changed.json[path: "updated_at"] != created.json[path: "updated_at"])

            let list = try await client.get("/networks?title=HERON")
            #expect(
                list.rows.first?.names == [
                    "id", "title", "skype", "url", "offer_url", "postback_url", "user_id", "created_at",
                    "updated_at", "stat", "preset_id", "offer_count",
                ])
            let deleted = try await client.delete("/networks/\(created.id)")
            #expect(deleted.status == 204)
            #expect(deleted.text.isEmpty)
            let again = try await client.delete("/networks/\(created.id)")
            #expect(again.status == 404)
        }
    }

    @Test func `A source keeps its macros byte for byte and always answers all ten subs`() async throws {
        try await withSandbox { client in
            let created = try await client.post(
                "/sources",
                """
                {"preset_id": "5811bf3a7588f7923a8b45bd", "title": "Ads", "url": "http://dropped.example",
                 "ref_id": "", "sub1": "{Keyword}", "sub5": "{IfSearch:Search}", "sub6": "__C|D__ #s2# é",
                 "payment": {"amount": 3}, "hints": {"sub1": "Bidded keyword"}}
                """)
            #expect(created.status == 201)
            let subs = (1...10).map { "sub\($0)" }
            #expect(
                created.json.names == ["id", "title", "user_id", "created_at", "updated_at", "stat"]
                    + ["postback_url", "cost_id", "ref_id"] + subs + ["hints", "preset_id", "campaign_count"])
            #expect(created.json[path: "hints"]?.names == subs)
            #expect(created.json[path: "sub6"]?.string == "__C|D__ #s2# é")
            // Presets are for clients: the server copies nothing.
            #expect(created.json[path: "sub2"]?.string == "")
            let changed = try await client.put("/sources/\(created.id)", #"{"ref_id": "clickID"}"#)
            #expect(changed.json[path: "ref_id"]?.string == "clickID")
            #expect(changed.json[path: "sub5"]?.string == "{IfSearch:Search}")
            let replaced = try await client.put("/sources/\(created.id)", #"{"hints": {"sub2": "Second"}}"#)
            #expect(replaced.json[path: "hints.sub1"]?.string == "")
            #expect(replaced.json[path: "hints.sub2"]?.string == "Second")
        }
    }

    @Test(arguments: ["source", "sources"])
    func `A source is deleted under the singular and the plural`(path: String) async throws {
        try await withSandbox { client in
            let id = try await client.create("sources", #"{"title": "Gone"}"#)
            let deleted = try await client.delete("/\(path)/\(id)")
            #expect(deleted.status == 204)
            let rest = try await client.get("/sources")
            #expect(rest.text == "[]")
        }
    }

    @Test func `A landing answers the statistics of pages, without profit in lists`() async throws {
        try await withSandbox { client in
            let pages = ["lp_views", "lp_clicks", "unique_lp_clicks", "ctr", "lp_ctr"]
            let created = try await client.post(
                "/landings", #"{"title": "Page", "url": "http://page.example"}"#)
            #expect(created.status == 201)
            #expect(
                created.json.names == ["id", "title", "url", "user_id", "created_at", "updated_at", "stat"])
            #expect(created.json[path: "stat"]?.names == Self.stat + pages)
            let changed = try await client.put("/landings/\(created.id)", #"{"title": "something else"}"#)
            #expect(changed.json[path: "title"]?.string == "something else")
            #expect(changed.json[path: "url"]?.string == "http://page.example")
            let list = try await client.get("/landings?ids=\(created.id),unknown&date_from=2018-01-31")
            #expect(list.json[path: "0.stat"]?.names == Self.stat.filter { $0 != "profit" } + pages)
        }
    }

    @Test func `A domain has an e-mail and a status of its own`() async throws {
        try await withSandbox { client in
            let created = try await client.post(
                "/domains",
                #"{"title": "Main", "url": "http://go.example", "email": "ops@go.example", "status": 7}"#)
            #expect(created.status == 201)
            #expect(
                created.json.names == [
                    "id", "title", "url", "user_id", "email", "created_at", "updated_at", "status",
                ])
            #expect(created.json[path: "status"]?.number == "1")
            let changed = try await client.put("/domains/\(created.id)", #"{"title": "lamb"}"#)
            #expect(changed.json[path: "email"]?.string == "ops@go.example")
            // Domains have no documented filters: unknown parameters are ignored.
            let list = try await client.get("/domains?title=nothing&date_from=yesterday")
            #expect(list.titles == ["lamb"])
        }
    }

    @Test(arguments: [
        ("networks", "{}", ["Title cannot be blank", "URL cannot be blank"]),
        ("networks", #"{"title": " \t", "url": "http://a.example"}"#, ["Title cannot be blank"]),
        ("sources", #"{"sub1": "x"}"#, ["Title cannot be blank"]),
        ("landings", #"{"title": ""}"#, ["Title cannot be blank", "URL cannot be blank"]),
        ("domains", "{}", ["Title cannot be blank", "URL cannot be blank", "URL is invalid REG"]),
        ("domains", #"{"title": "a", "url": "go.example"}"#, ["URL is invalid REG"]),
        ("domains", #"{"title": "a", "url": "ftp://go.example"}"#, ["URL is invalid REG"]),
        ("domains", #"{"title": "a", "url": "http://"}"#, ["URL is invalid REG"]),
        (
            "domains", #"{"title": "a", "url": "http://x.rdtrck2.com"}"#,
            ["You cannot add one of Redtrack.io domains as your custom domain"]
        ),
        (
            "domains", #"{"url": "api.redtrack.io"}"#,
            [
                "Title cannot be blank", "You cannot add one of Redtrack.io domains as your custom domain",
                "URL is invalid REG",
            ]
        ),
        (
            "networks", #"{"title": 5, "url": []}"#,
            [
                "Request body is invalid: title should be a string",
                "Request body is invalid: url should be a string",
            ]
        ),
        ("networks", "[]", ["Request body is invalid: it should be a JSON object"]),
    ])
    func `All messages that apply come in the documented order`(
        plural: String, body: String, errors: [String]
    ) async throws {
        try await withSandbox { client in
            let reply = try await client.post("/\(plural)", body)
            #expect(reply.status == 400)
            #expect(reply.errors == errors)
            #expect(reply.json.names == ["errors"])
            let rest = try await client.get("/\(plural)")
            #expect(rest.text == "[]")
        }
    }

    /// The document shows these bodies with a trailing or a missing comma: they are no JSON.
    @Test(arguments: [
        #"{"ref_id": "clickID",}"#, #"{"title": "something else",}"#, #"{"skype": "a" "url": "b"}"#, "", "{",
        "{\"title\": \"\u{1}\"}", #"{"title": "a", "title": "b"}"#, "nul", "{}{}",
    ])
    func `A body that is not strict JSON is 400`(body: String) async throws {
        try await withSandbox { client in
            let id = try await client.create("sources", #"{"title": "Source"}"#)
            let reply = try await client.put("/sources/\(id)", body)
            #expect(reply.status == 400)
            #expect(reply.errors.first?.hasPrefix("Request body is not valid JSON") == true)
        }
    }

    @Test func `Null leaves a field, an empty text clears it`() async throws {
        try await withSandbox { client in
            let id = try await client.create(
                "sources", #"{"title": "Source", "ref_id": "{id}", "cost_id": "{c}"}"#)
            let changed = try await client.put("/sources/\(id)", #"{"ref_id": null, "cost_id": ""}"#)
            #expect(changed.json[path: "ref_id"]?.string == "{id}")
            #expect(changed.json[path: "cost_id"]?.string == "")
        }
    }
}
