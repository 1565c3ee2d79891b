import Feeds
import Sandbox
import Testing

/// Keys, paths and methods: what the document says of transport, and its gaps.
@Suite struct AuthTests {
    @Test func `The user object has the fields of the document in their order`() async throws {
        try await withSandbox { client in
            let user = try await client.get("/auth")
            #expect(
                user.json.names == [
                    "id", "email", "api_key", "password", "password_confirmation", "firstname", "lastname",
                    "skype", "status", "timezone_id", "timezone", "plan_id", "plan", "plan_clicks",
                    "addon_clicks", "clicks_left", "alerted_at", "subscription", "billing_status",
                    "billing_country", "stats", "created_at", "updated_at", "last_login", "referral_code",
                    "promo_name", "promo_code", "settings", "fallback_url", "shared_access",
                ])
            #expect(user.json[path: "password"]?.string == String(repeating: "0", count: 40))
        }
    }

    @Test(arguments: ["/auth", "/campaigns", "/source_presets", "/nowhere"])
    func `A missing or unknown key is 401 everywhere`(path: String) async throws {
        try await withSandbox { client in
            var other = client
            other.apiKey = nil
            let missing = try await other.get(path)
            #expect(missing.status == 401)
            #expect(missing.errors == ["API key is required"])
            other.apiKey = "unknown"
            let unknown = try await other.get(path)
            #expect(unknown.status == 401)
            #expect(unknown.errors == ["API key is invalid"])
        }
    }

    @Test(arguments: [
        ("DELETE", "/offers/5a3a6ab1ba4d12e2979aa25a", "PUT"), ("GET", "/campaigns/1", "DELETE, PUT"),
        ("GET", "/offers/1", "PUT"), ("GET", "/source/1", "DELETE"), ("PUT", "/source/1", "DELETE"),
        ("POST", "/source_presets", "GET"), ("PATCH", "/networks", "GET, POST"),
        ("DELETE", "/domains", "GET, POST"),
    ])
    func `A method that a path does not have is 405`(method: String, path: String, allowed: String)
        async throws
    {
        try await withSandbox { client in
            let reply = try await client.send(method, path)
            #expect(reply.status == 405)
            #expect(reply.header("Allow") == allowed)
        }
    }

    @Test func `A HEAD has no body, and the connection goes on`() async throws {
        try await withSandbox { client in
            for _ in 0..<3 {
                let head = try await client.send("HEAD", "/offers")
                #expect(head.status == 405)
                #expect(head.text.isEmpty)
                let list = try await client.get("/offers")
                #expect(list.text == "[]")
            }
        }
    }

    @Test(arguments: [
        "/", "/nowhere", "/offer", "/offer/1", "/offers/1/2", "/offers/", "//", "/v1/offers", "/_sandbox",
    ])
    func `A path that the document does not have is 404`(path: String) async throws {
        try await withSandbox { client in
            let reply = try await client.get(path)
            #expect(reply.status == 404)
            #expect(reply.errors == ["Not found"])
        }
    }

    @Test(arguments: ["networks", "sources", "domains", "landings", "offers", "campaigns"])
    func `Somebody else's object is 403, an unknown one 404`(plural: String) async throws {
        try await withSandbox(SandboxConfiguration(seed: .demo)) { client in
            let id = try #require(try await client.get("/\(plural)").json[path: "0.id"]?.string)
            var other = client
            other.apiKey = try await client.post("/_sandbox/users", "").json[path: "api_key"]?.string
            let noun = plural.prefix(1).uppercased() + plural.dropFirst().dropLast()
            for (method, body) in [("PUT", "{}"), ("DELETE", nil)] where plural != "offers" || method == "PUT"
            {
                let foreign = try await other.send(method, "/\(plural)/\(id)", body)
                #expect(foreign.status == 403)
                #expect(foreign.errors == ["Unauthorized to manage the resource"])
                let unknown = try await client.send(method, "/\(plural)/5a3a6ab1ba4d12e2979aa25a", body)
                #expect(unknown.status == 404)
                #expect(unknown.errors == ["\(noun) ID cannot be found"])
            }
            let others = try await other.get("/\(plural)")
            #expect(others.rows.isEmpty)
        }
    }

    @Test func `Requests beyond the rate are 429 with the seconds to wait`() async throws {
        try await withSandbox(SandboxConfiguration(rate: try RateLimit("2/h"))) { client in
            for _ in 0..<2 {
                let reply = try await client.get("/networks")
                #expect(reply.status == 200)
            }
            let reply = try await client.get("/networks")
            #expect(reply.status == 429)
            let seconds = try #require(reply.header("Retry-After").flatMap { Int($0) })
            #expect((1...3600).contains(seconds))
            #expect(reply.header("Ratelimit-Reset") == String(seconds))
        }
    }
}
