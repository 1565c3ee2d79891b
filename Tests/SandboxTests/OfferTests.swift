import Feeds
import Sandbox
import Testing

/// Offers as documented: they refer to a network, carry money, and cannot be deleted.
@Suite struct OfferTests {
    static let members = [
        "id", "created_at", "updated_at", "user_id", "program_id", "title", "country_codes", "status", "url",
        "postback_url", "payment", "stat", "targeting", "cap", "cap_alert", "cpapi",
    ]

    @Test func `An offer is created, changed in part and listed with its network`() async throws {
        try await withSandbox { client in
            let network = try await client.create(
                "networks", #"{"title": "Net", "url": "http://net.example"}"#)
            let created = try await client.post(
                "/offers",
                """
                {"title": "Blue Tea", "program_id": "\(network)", "country_codes": ["GR", "CW"], "status": 1,
                 "url": "http://tea.example", "postback_url": "http://postback.example", "payment": {"amount": 0.2},
                 "targeting": {"os": [{"name": "ISO", "version": "6"}], "countries": ["AI"], "isp": []}, "cap": 0}
                """)
            #expect(created.status == 201)
            #expect(created.json.names == Self.members)
            #expect(created.json[path: "payment.amount"]?.number == "0.2")
            #expect(created.json[path: "targeting"]?.names == ["os", "countries", "isp"])

            let changed = try await client.put(
                "/offers/\(created.id)", #"{"country_codes": ["GB", "US"], "status": 2, "cap": 2}"#)
            #expect(changed.status == 200)
            #expect(changed.json[path: "country_codes"] == .array([.string("GB"), .string("US")]))
            #expect(changed.json[path: "status"]?.number == "2")
            #expect(changed.json[path: "cap"]?.number == "2")
            #expect(changed.json[path: "payment.amount"]?.number == "0.2")
            #expect(changed.json[path: "targeting"] == created.json[path: "targeting"])

            let list = try await client.get("/offers")
            #expect(Set(list.rows.first?.names ?? []) == Set(Self.members + ["network_title"]))
            #expect(list.json[path: "0.network_title"]?.string == "Net")
            let networks = try await client.get("/networks")
            #expect(networks.json[path: "0.offer_count"]?.number == "1")
        }
    }

    @Test func `What an offer was never given is null, zero or false`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let offer = try await client.post(
                "/offers",
                #"{"title": "Bare", "url": "http://bare.example", "program_id": "\#(base.network)"}"#)
            #expect(offer.json[path: "country_codes"] == .null)
            #expect(offer.json[path: "targeting"] == .null)
            #expect(offer.json[path: "payment"] == .object([("amount", .number("0"))]))
            #expect(offer.json[path: "status"]?.number == "0")
            #expect(offer.json[path: "cap_alert"]?.bool == false)
        }
    }

    @Test(arguments: [
        ("0.12", "0.12"), ("3", "3"), ("3.0", "3"), ("1e2", "100"),
        ("1234567890.123456789", "1234567890.123456789"),
        ("0.1000000000000000000001", "0.1000000000000000000001"),
    ])
    func `Money stays exact`(sent: String, answered: String) async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let changed = try await client.put("/offers/\(base.offer)", #"{"payment": {"amount": \#(sent)}}"#)
            #expect(changed.json[path: "payment.amount"]?.number == answered)
            let list = try await client.get("/offers")
            #expect(list.json[path: "0.payment.amount"]?.number == answered)
        }
    }

    @Test(arguments: [
        (
            "{}", ["Title cannot be blank", "URL cannot be blank", "Program ID is invalid"]
        ),
        (
            #"{"payment": {"amount": 0}, "program_id": "59314165ba4d12ab9511fc5f"}"#,
            [
                "Title cannot be blank", "URL cannot be blank", "Payment value is invalid",
                "Program ID is invalid",
            ]
        ),
        (
            #"{"title": "a", "url": "b", "program_id": "NET", "payment": {"amount": -1.5}}"#,
            ["Payment value is invalid"]
        ),
        (#"{"title": "a", "url": "b", "program_id": "NET", "status": 3}"#, ["Status value is invalid"]),
        (#"{"title": "a", "url": "b", "program_id": "NET", "cap": -1}"#, ["Cap value is invalid"]),
        (#"{"title": "a", "url": "b", "program_id": "OFFER"}"#, ["Program ID is invalid"]),
        (
            #"{"title": "a", "url": "b", "program_id": "NET", "payment": {"amount": "1"}}"#,
            ["Request body is invalid: payment should be an object with a number amount"]
        ),
        (
            #"{"title": "a", "url": "b", "program_id": "NET", "cap": 1.5}"#,
            ["Request body is invalid: cap should be an integer"]
        ),
        (
            #"{"title": "a", "url": "b", "program_id": "NET", "payment": {"amount": 1e999999}}"#,
            ["Request body is invalid: payment should be an object with a number amount"]
        ),
    ])
    func `All messages that apply come in the documented order`(body: String, errors: [String]) async throws {
        try await withSandbox { client in
            let base = try await client.base()
            let text = body.replacing("NET", with: base.network).replacing("OFFER", with: base.offer)
            let reply = try await client.post("/offers", text)
            #expect(reply.status == 400)
            #expect(reply.errors == errors)
        }
    }

    @Test func `Lists show everything but deleted, or the statuses asked for`() async throws {
        try await withSandbox { client in
            let base = try await client.base()
            for (title, status) in [("unset", 0), ("archived", 2)] {
                _ = try await client.post(
                    "/offers",
                    """
                    {"title": "\(title)", "url": "u", "program_id": "\(base.network)", "status": \(status)}
                    """)
            }
            let all = try await client.get("/offers")
            #expect(all.titles == ["Offer", "unset", "archived"])
            for (status, titles) in [
                ("1", ["Offer"]), ("2", ["archived"]), ("1,2", ["Offer", "archived"]), ("3", []),
                ("0", ["unset"]),
            ] {
                let list = try await client.get("/offers?status=\(status)")
                #expect(list.titles == titles)
            }
            let wrong = try await client.get("/offers?status=active")
            #expect(wrong.status == 400)
        }
    }

    @Test func `Offers are found by network, country, id and part of the title`() async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let networks = try await client.get("/networks")
            let second = networks.json[path: "1.id"]?.string ?? ""
            let id = try await client.get("/offers").json[path: "2.id"]?.string ?? ""
            for (query, titles) in [
                ("networks=\(second)", ["Swift Loan GB", "Swift Loan GB (old form)"]),
                ("networks=\(second),unknown&status=1", ["Swift Loan GB"]),
                ("countries=FR", ["Dream Drops FR", "Night Mask"]),
                ("countries=at,gb&per=1", ["Dream Drops DE"]),
                ("ids=\(id)", ["Night Mask"]), ("ids=unknown", []),
                ("title=dROPS", ["Dream Drops DE", "Dream Drops FR"]),
                ("title=%28old", ["Swift Loan GB (old form)"]),
                ("title=old+form", ["Swift Loan GB (old form)"]),
                ("countries=5582b2a08ead0e71030041a7", []),
            ] {
                let list = try await client.get("/offers?\(query)")
                #expect(list.titles == titles, "\(query)")
            }
        }
    }
}
