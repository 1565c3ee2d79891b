import Feeds
import Sandbox
import Testing

/// Logging in, changing a profile and changing the key.
@Suite struct ProfileTests {
    private static let login = "login=user1%40sandbox.example&password=sandbox"

    @Test(arguments: [
        login, #"{"login": "user1@sandbox.example", "password": "sandbox"}"#,
        "--xyz\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\nuser1@sandbox.example\r\n--xyz\r\n"
            + "Content-Disposition: form-data; name=\"password\"\r\n\r\nsandbox\r\n--xyz--\r\n",
    ])
    func `A login as form, JSON or multipart gives the user without a key`(body: String) async throws {
        try await withSandbox { client in
            var other = client
            other.apiKey = nil
            let user = try await other.send(
                "POST", "/auth", body, contentType: "multipart/form-data; boundary=\"xyz\"")
            #expect(user.status == 200)
            let byKey = try await client.get("/auth")
            #expect(user.text == byKey.text)
        }
    }

    @Test(arguments: [
        "", "login=user1%40sandbox.example", "login=user1%40sandbox.example&password=wrong",
        "login=nobody&password=sandbox", #"{"login": 1, "password": 2}"#, "--xyz", "%%%=&&=", "-",
    ])
    func `A login that is wrong in any way is 401`(body: String) async throws {
        try await withSandbox { client in
            let reply = try await client.send(
                "POST", "/auth", body, contentType: "multipart/form-data; boundary=xyz")
            #expect(reply.status == 401)
            #expect(reply.errors == ["Login or password is invalid"])
            let broken = try await client.post("/auth", "{")
            #expect(broken.status == 400)
        }
    }

    @Test func `A profile is changed in part, a password only with its confirmation`() async throws {
        try await withSandbox { client in
            let names = try await client.get("/auth").json.names
            let changed = try await client.put(
                "/me", #"{"firstname": "Jo", "lastname": "Dow", "skype": "jo"}"#)
            #expect(changed.status == 200)
            #expect(changed.json.names == names)
            #expect(changed.json[path: "firstname"]?.string == "Jo")
            for body in [
                #"{"password": "new"}"#, #"{"password": "new", "password_confirmation": "other"}"#,
            ] {
                let refused = try await client.put("/me", body)
                #expect(refused.status == 400)
                #expect(refused.errors == ["Password confirmation doesn't match Password"])
            }
            let shape = try await client.put("/me", #"{"firstname": 1, "skype": []}"#)
            #expect(shape.status == 400)
            #expect(shape.errors.count == 2)
            let list = try await client.put("/me", "[]")
            #expect(list.status == 400)

            let other = try await client.put(
                "/me", #"{"password": "new", "password_confirmation": "new", "email": "mine"}"#)
            #expect(other.json[path: "lastname"]?.string == "Dow")
            #expect(other.json[path: "email"]?.string == "user1@sandbox.example")
            #expect(!other.text.contains("new"))
            let old = try await client.post("/auth", Self.login)
            #expect(old.status == 401)
            let new = try await client.post("/auth", "login=user1@sandbox.example&password=new")
            #expect(new.status == 200)
            #expect(new.json[path: "skype"]?.string == "jo")
        }
    }

    @Test func `A new key works at once, and the old one no longer`() async throws {
        try await withSandbox { client in
            let changed = try await client.send("PUT", "/me/apikey")
            #expect(changed.status == 200)
            let key = try #require(changed.json[path: "api_key"]?.string)
            #expect(key != client.apiKey && key.count == 40)
            let old = try await client.get("/auth")
            #expect(old.status == 401)
            var other = client
            other.apiKey = key
            let new = try await other.get("/auth")
            #expect(new.json[path: "api_key"]?.string == key)
        }
    }

    @Test func `Many changes at the same time leave exactly one key`() async throws {
        try await withSandbox { client in
            let keys = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await client.send("PUT", "/me/apikey").json[path: "api_key"]?.string }
                }
                return try await group.reduce(into: [String]()) { keys, key in if let key { keys.append(key) }
                }
            }
            var alive = 0
            for key in keys {
                var other = client
                other.apiKey = key
                if try await other.get("/auth").status == 200 { alive += 1 }
            }
            #expect(alive == 1)
        }
    }
}
