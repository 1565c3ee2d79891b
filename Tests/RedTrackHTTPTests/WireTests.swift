import RedTrack
import RedTrackHTTP
import Testing

@Suite struct WireTests {
    /// What a call looks like on the wire: its first line, its header fields in lower case, its body.
    private func heard(
        key: APIKey?, _ call: @escaping @Sendable (RedTrackClient) async throws -> Void
    ) async throws -> (line: String, fields: Set<String>, body: String) {
        let tap = try #require(WireTap())
        return try await withHTTPTransport(baseURL: tap.baseURL, key: key) { transport in
            let client = RedTrackClient(transport: transport, retry: .none)
            async let hearing = tap.hear()
            try await call(client)
            let text = await hearing
            let end = try #require(text.firstRange(of: "\r\n\r\n"))
            let lines = text[..<end.lowerBound].split(separator: "\r\n")
            return (
                String(try #require(lines.first)), Set(lines.dropFirst().map { $0.lowercased() }),
                String(text[end.upperBound...])
            )
        }
    }

    @Test(
        "a login carries its credentials as a form in the body, and no key",
        arguments: [nil, APIKey("a+key")])
    func logIn(key: APIKey?) async throws {
        let (line, fields, body) = try await heard(key: key) { client in
            let password = try #require(Password("p&ss=w ü%"))
            let credentials = try #require(Credentials(login: "a+b@c.example", password: password))
            #expect(try await client.logIn(with: credentials).id == "u")
        }
        #expect(line == "POST /auth HTTP/1.1")
        #expect(fields.contains("content-type: application/x-www-form-urlencoded"))
        #expect(body == "login=a%2Bb%40c.example&password=p%26ss%3Dw%20%C3%BC%25")
    }

    @Test("all other calls carry the key in the query, and JSON in the body")
    func others() async throws {
        let (line, fields, body) = try await heard(key: APIKey("a+key")) { client in
            var changes = UserChanges()
            changes.skype = "ü"
            _ = try await client.updateUser(with: changes)
        }
        #expect(line == "PUT /me?api_key=a%2Bkey HTTP/1.1")
        #expect(fields.contains("content-type: application/json"))
        #expect(body == #"{"skype":"ü"}"#)
    }

    @Test("without a key nothing is sent in its place")
    func noKey() async throws {
        let (line, _, body) = try await heard(key: nil) { _ = try await $0.account() }
        #expect(line == "GET /auth HTTP/1.1")
        #expect(body.isEmpty)
    }
}
