import Feeds
import Sandbox
import Testing

/// Campaigns and their trees of streams, as documented.
@Suite struct CampaignTests {
    static let stat =
        NetworkAndSourceTests.stat + ["lp_views", "lp_clicks", "unique_lp_clicks", "ctr", "lp_ctr"]

    /// A body of the shape of the document's "Create a campaign".
    static func body(_ base: Client.Base) -> String {
        """
        {"title": "Grey Owl", "cpc": 0.12, "source_id": "\(base.source)", "domain_id": "\(base.domain)",
         "postbacks": [{"url": "http://postback.example", "payment_percent": 50}],
         "streams": [{"offers": [{"id": "\(base.offer)", "weight": 1}],
           "landings": [{"id": "\(base.landing)", "weight": 3}], "cost": 1, "weight": 1,
           "filters": {
             "country": {"iso": ["US"], "active": true},
             "city": {"titles": ["Springfield", "Shelbyville"], "active": true},
             "browser": {"titles": ["Mozilla", "Chrome"]},
             "device_type": {"iso": ["Phone"], "active": false},
             "bots": {"ids": ["5a99845f12485fc6958d6f1c"], "active": true, "exclude": true},
             "subs": {"items": {"sub1": "one", "sub2": "two"}, "active": false}}}],
         "notes": ["A note"], "tags": ["tag1", "awesome"], "source_title": "mine", "stat": {"clicks": 9}}
        """
    }

    @Test func `The answer to a create has filled filters, empty names and status 0`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let created = try await client.post("/campaigns", Self.body(base))
            #expect(created.status == 201)
            #expect(
                created.json.names == [
                    "id", "user_id", "title", "cpc", "source_id", "source_title", "domain_id",
                    "trackback_url",
                    "postback_url", "redirect_type", "status", "streams", "stat", "notes", "postbacks",
                    "created_at", "updated_at", "tags",
                ])
            for name in ["source_title", "trackback_url", "postback_url"] {
                #expect(created.json[path: name]?.string == "")
            }
            #expect(created.json[path: "status"]?.number == "0")
            #expect(created.json[path: "cpc"]?.number == "0.12")
            #expect(created.json[path: "stat"] == .object(Self.stat.map { ($0, .number("0")) }))
            #expect(
                created.json[path: "streams.0"]?.names == ["offers", "landings", "cost", "weight", "filters"])
            #expect(
                created.json[path: "streams.0.filters"]?.jsonText()
                    == #"{"country":{"iso":["US"],"active":true,"exclude":false},"#
                    + #""city":{"titles":["Springfield","Shelbyville"],"active":true,"exclude":false},"#
                    + #""isp":{"items":null,"active":false,"exclude":false},"#
                    + #""browser":{"titles":["Mozilla","Chrome"],"active":false,"exclude":false},"#
                    + #""os":{"titles":null,"active":false,"exclude":false},"#
                    + #""connection_type":{"id":"","active":false,"exclude":false},"#
                    + #""device_type":{"items":["Phone"],"active":false,"exclude":false},"#
                    + #""ip":{"items":null,"active":false,"exclude":false},"#
                    + #""subs":{"items":{"sub1":"one","sub2":"two","sub3":"","sub4":"","sub5":"","sub6":"","#
                    + #""sub7":"","sub8":"","sub9":"","sub10":""},"active":false,"exclude":false},"#
                    + #""bots":{"ids":["5a99845f12485fc6958d6f1c"],"active":true,"exclude":true}}"#)
        }
    }

    @Test func `A list shows the source, the link and the postback, and nulls for what was never set`()
        async throws
    {
        try await withSandbox { client in
            let base = try await client.base()
            let full = try await client.post("/campaigns", Self.body(base))
            _ = try await client.post("/campaigns", #"{"title": "Bare", "source_id": "\#(base.source)"}"#)
            let list = try await client.get("/campaigns")
            #expect(
                list.rows.first?.names == [
                    "id", "user_id", "title", "cpc", "source_id", "source_title", "domain_id",
                    "trackback_url",
                    "postback_url", "redirect_type", "status", "streams", "stat", "postbacks", "created_at",
                    "updated_at", "tags", "notes",
                ])
            #expect(list.json[path: "0.source_title"]?.string == "Source")
            #expect(list.json[path: "0.trackback_url"]?.string == "http://go.example/path/\(full.id)")
            #expect(list.json[path: "0.postback_url"]?.string == "http://back.example")
            #expect(list.json[path: "0.streams"] == full.json[path: "streams"])
            let bare = list.json[path: "1.id"]?.string ?? ""
            #expect(list.json[path: "1.trackback_url"]?.string == "http://rdtrck2.com/\(bare)")
            for name in ["streams", "postbacks", "tags", "notes"] {
                #expect(list.json[path: "1.\(name)"] == .null)
            }
            #expect(list.json[path: "1.cpc"]?.number == "0")
        }
    }

    @Test func `A stream without filters is answered without, one with an empty object with all ten`()
        async throws
    {
        try await withSandbox { client in
            let base = try await client.base()
            let offers = #""weight": 1, "offers": [{"id": "\#(base.offer)", "weight": 1}]"#
            let created = try await client.post(
                "/campaigns",
                """
                {"title": "Two", "source_id": "\(base.source)", "streams": [{\(offers)},
                {\(offers), "filters": {"unknown": {"active": true}, "country": {"iso": []}}}]}
                """)
            #expect(created.json[path: "streams.0"]?.names == ["offers", "landings", "cost", "weight"])
            #expect(created.json[path: "streams.0.landings"] == .array([]))
            #expect(
                created.json[path: "streams.1.filters"]?.names == [
                    "country", "city", "isp", "browser", "os", "connection_type", "device_type", "ip", "subs",
                    "bots",
                ])
            #expect(created.json[path: "streams.1.filters.country.iso"] == .null)
        }
    }

    @Test func `A PUT changes what it names, whole, and nothing else`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let created = try await client.post("/campaigns", Self.body(base))
            let changed = try await client.put(
                "/campaigns/\(created.id)", #"{"status": 1, "tags": ["red", "track"], "notes": []}"#)
            #expect(changed.status == 200)
            #expect(changed.json[path: "status"]?.number == "1")
            #expect(changed.json[path: "tags"] == .array([.string("red"), .string("track")]))
            #expect(changed.json[path: "notes"] == .array([]))
            let others = ["title", "cpc", "source_id", "domain_id", "streams", "postbacks", "created_at"]
            for name in others { #expect(changed.json[path: name] == created.json[path: name]) }
            let streams = try await client.put(
                "/campaigns/\(created.id)",
                #"{"streams": [{"weight": 2, "offers": [{"id": "\#(base.offer)", "weight": 5}]}]}"#)
            #expect(streams.json[path: "streams"]?.list?.count == 1)
            #expect(streams.json[path: "streams.0.filters"] == nil)
            #expect(streams.json[path: "streams.0.landings"] == .array([]))
        }
    }

    @Test(arguments: [
        ("{}", ["Title cannot be blank", "Source value is invalid"]),
        (
            #"{"postbacks": [{"payment_percent": 3}]}"#,
            ["Title cannot be blank", "URL cannot be blank", "Source value is invalid"]
        ),
        (#"{"title": "a", "source_id": "OFFER"}"#, ["Source value is invalid"]),
        (
            #"{"title": "a", "source_id": "SOURCE", "cpc": -0.1, "redirect_type": 5, "status": 4, "domain_id": "x"}"#,
            [
                "CPC value is invalid", "Redirect type value is invalid", "Status value is invalid",
                "Domain ID is invalid",
            ]
        ),
        (
            #"{"title": "a", "source_id": "SOURCE", "streams": [{"weight": 0, "offers": [{"id": "x", "weight": 1}], "landings": [{"id": "OFFER", "weight": 1}]}]}"#,
            ["Offer ID is invalid", "Landing ID is invalid", "Weight value is invalid"]
        ),
        (
            #"{"title": "a", "source_id": "SOURCE", "streams": [{"weight": 1.5, "cost": -1}]}"#,
            ["Weight value is invalid", "Cost value is invalid"]
        ),
        (
            #"{"title": "a", "source_id": "SOURCE", "streams": {}, "tags": [1], "cpc": "3"}"#,
            [
                "Request body is invalid: cpc should be a number",
                "Request body is invalid: streams should be a list of {offers, landings, cost, weight, filters}"
                    + " with lists of {id, weight}",
                "Request body is invalid: tags should be a list of strings",
            ]
        ),
    ])
    func `All messages that apply come in the documented order`(body: String, errors: [String]) async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let text = body.replacing("SOURCE", with: base.source).replacing("OFFER", with: base.offer)
            let reply = try await client.post("/campaigns", text)
            #expect(reply.status == 400)
            #expect(reply.errors == errors)
        }
    }

    @Test func `A deleted campaign has status 3 and is listed only when asked for`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let id = try await client.create("campaigns", Self.body(base))
            let deleted = try await client.delete("/campaigns/\(id)")
            #expect(deleted.status == 204)
            #expect(deleted.text.isEmpty)
            let list = try await client.get("/campaigns")
            #expect(list.text == "[]")
            let all = try await client.get("/campaigns?status=0,1,2,3")
            #expect(all.json[path: "0.status"]?.number == "3")
            let sources = try await client.get("/sources")
            #expect(sources.json[path: "0.campaign_count"]?.number == "0")
        }
    }

    @Test func `What a campaign or an offer refers to cannot be deleted before them`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let id = try await client.create("campaigns", Self.body(base))
            let sources = try await client.get("/sources")
            #expect(sources.json[path: "0.campaign_count"]?.number == "1")
            let referenced = [
                ("networks", base.network, "Network"), ("source", base.source, "Source"),
                ("domains", base.domain, "Domain"), ("landings", base.landing, "Landing"),
            ]
            for (path, object, noun) in referenced {
                let refused = try await client.delete("/\(path)/\(object)")
                #expect(refused.status == 400)
                #expect(refused.errors == ["\(noun) is in use"])
            }
            // A reference that a PUT drops no longer counts.
            _ = try await client.put("/campaigns/\(id)", #"{"streams": [], "domain_id": ""}"#)
            for (path, object) in [("landings", base.landing), ("domains", base.domain)] {
                let deleted = try await client.delete("/\(path)/\(object)")
                #expect(deleted.status == 204)
            }
            _ = try await client.delete("/campaigns/\(id)")
            let source = try await client.delete("/source/\(base.source)")
            #expect(source.status == 204)
            let network = try await client.delete("/networks/\(base.network)")
            #expect(network.status == 400)
        }
    }

    @Test func `Campaigns are found by source, tag, id and part of the title`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let other = try await client.create("sources", #"{"title": "Other"}"#)
            let one = try await client.create("campaigns", Self.body(base))
            _ = try await client.create(
                "campaigns",
                #"{"title": "Second owl", "source_id": "\#(other)", "tags": ["red"], "status": 2}"#)
            for (query, titles) in [
                ("sources=\(other)", ["Second owl"]),
                ("sources=\(other),\(base.source)", ["Grey Owl", "Second owl"]),
                ("tags=tag1", ["Grey Owl"]), ("tags=awesome,red", ["Grey Owl", "Second owl"]),
                ("tags=tag", []),
                ("ids=\(one)", ["Grey Owl"]), ("title=OWL", ["Grey Owl", "Second owl"]),
                ("title=grey", ["Grey Owl"]),
                ("status=2", ["Second owl"]), ("status=2&tags=tag1", []), ("title=100%25", []),
            ] {
                let list = try await client.get("/campaigns?\(query)")
                #expect(list.titles == titles, "\(query)")
            }
        }
    }
}
