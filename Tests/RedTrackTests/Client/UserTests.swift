import Feeds
import RedTrack
import Testing

@Suite struct UserTests {
    private static let secrets = ["s3cret pass/word", "NEWKEY123", "842e918e", "4242", "tok_1"]
    private static let user =
        #"{"id":"u1","email":"a@b.example","api_key":"NEWKEY123","password":"842e918e","password_confirmation":"","#
        + #""firstname":"A","lastname":"B","skype":"","status":1,"timezone_id":"t","timezone":{"id":"t","zone":"UTC","#
        + #""alias":"","offset":0},"plan_id":"free","plan":{"id":"free","name":"Free","price":0,"clicks":50000,"#
        + #""addons":{"options":null,"event_price":0}},"plan_clicks":50000,"clicks_left":"49981","#
        + #""subscription":{"payment_token":"tok_1","card_number_tail":"4242"},"stats":{"clicks":3},"shared_access":null}"#

    private func credentials() throws -> Credentials {
        let password = try #require(Password(Self.secrets[0]))
        return try #require(Credentials(login: "a+b@c.example", password: password))
    }

    private func expectNoSecret(in value: some Any, _ place: SourceLocation = #_sourceLocation) {
        var dumped = ""
        dump(value, to: &dumped)
        for text in [String(describing: value), String(reflecting: value), dumped] {
            for secret in Self.secrets { #expect(!text.contains(secret), sourceLocation: place) }
        }
    }

    @Test("a login sends a form without a key, and brings the user with the key")
    func logIn() async throws {
        let transport = ScriptedTransport(.answer(500), .failure(.interrupted), .answer(200, Self.user))
        let user = try await transport.client().logIn(with: credentials())
        #expect(user.id == "u1")
        #expect(user.key == APIKey("NEWKEY123"))
        #expect(user.timezone?.zone == "UTC")
        #expect(user.clicksLeft == 49_981)
        #expect(transport.lines == Array(repeating: "POST /auth", count: 3))
        for request in transport.log {
            #expect(!request.carriesKey)
            #expect(request.query.isEmpty)
            #expect(request.bodyType == .form)
            #expect(request.text == "login=a%2Bb%40c.example&password=s3cret%20pass%2Fword")
        }
    }

    @Test("a user holds no hash, no payment data, and shows no key")
    func held() async throws {
        let user = try await ScriptedTransport(.answer(200, Self.user)).client().user()
        expectNoSecret(in: user)
        expectNoSecret(in: user.wireValue)
        expectNoSecret(in: user.unknownFields)
        expectNoSecret(in: try credentials())
        expectNoSecret(in: try #require(Password(Self.secrets[0])))
    }

    @Test("wrong credentials are refused with their own words")
    func wrongCredentials() async throws {
        let transport = ScriptedTransport(.answer(401))
        let error = await #expect(throws: APIError.self) {
            try await transport.client().logIn(with: credentials())
        }
        #expect(error?.code == .keyRefused)
        #expect(error?.nextStep == "Check login and password")
        #expect(transport.log.count == 1)
    }

    @Test(
        "no error of a call about secrets quotes one",
        arguments: [
            (200, user + "}"), (200, "NEWKEY123"), (200, #"{"api_key":"NEWKEY123","id":["#),
            (200, #"{"email":"x","api_key":"NEWKEY123"}"#), (200, #"{"id":[],"api_key":"NEWKEY123"}"#),
            (400, #"{"errors":["s3cret pass/word is too short"]}"#),
            (400, "login=a&password=s3cret%20pass%2Fword"), (500, "NEWKEY123 s3cret+pass%2Fword"),
            (200, #"{"error":"password s3cret pass\/word"}"#),
        ])
    func quotes(status: Int, body: String) async throws {
        let client = ScriptedTransport(.answer(status, body)).client()
        var changes = UserChanges()
        changes.password = Password(Self.secrets[0])
        for call in 0..<4 {
            let error = await #expect(throws: APIError.self) {
                switch call {
                case 0: _ = try await client.logIn(with: credentials())
                case 1: _ = try await client.updateUser(with: changes)
                // Neither of these sends the password: a server cannot echo it.
                case 2 where body.contains("s3cret"), 3 where body.contains("s3cret"):
                    throw APIError(.server, .get, "", messages: [], nextStep: "")
                case 2: _ = try await client.resetKey()
                default: _ = try await client.user()
                }
            }
            expectNoSecret(in: try #require(error))
        }
    }

    @Test("changes send what is set, a password twice")
    func changes() async throws {
        let transport = ScriptedTransport(.answer(200, Self.user))
        var changes = UserChanges()
        changes.lastName = ""
        _ = try await transport.client().updateUser(with: changes)
        changes.password = Password("p\"w")
        changes.firstName = "Ann"
        changes.skype = "live:a"
        _ = try await transport.client().updateUser(with: changes)
        #expect(transport.lines == ["PUT /me", "PUT /me"])
        #expect(transport.log[0].text == #"{"lastname":""}"#)
        #expect(
            transport.log[1].text
                == #"{"password":"p\"w","password_confirmation":"p\"w","firstname":"Ann","lastname":"","skype":"live:a"}"#
        )
    }

    @Test("a key is replaced once, and nobody sees the new one")
    func reset() async throws {
        let transport = ScriptedTransport(.answer(429), .failure(.notSent), .answer(200, Self.user))
        let key = try await transport.client().resetKey()
        #expect(key == APIKey("NEWKEY123"))
        expectNoSecret(in: key)
        #expect(transport.lines == Array(repeating: "PUT /me/apikey", count: 3))
        #expect(transport.log.allSatisfy { $0.body == nil })
    }

    @Test(
        "a replacement of which nobody knows whether it happened is not repeated",
        arguments: [
            ScriptedTransport.Outcome.answer(500), .failure(.interrupted), .failure(.timeout),
            .failure(.cancelled),
            .answer(200), .answer(200, "<html>"), .answer(200, #"{"id":"u1"}"#),
            .answer(200, #"{"id":"u1","api_key":""}"#), .answer(200, #"{"api_key":"NEWKEY123"}"#),
        ])
    func resetInDoubt(outcome: ScriptedTransport.Outcome) async {
        let transport = ScriptedTransport(outcome)
        let error = await #expect(throws: APIError.self) { try await transport.client().resetKey() }
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.nextStep.contains("log in") == true)
        #expect(transport.log.count == 1)
    }

    @Test("a refused replacement leaves the key alive, and says so by its code")
    func resetRefused() async {
        let transport = ScriptedTransport(.answer(200, #"{"errors":["not now"]}"#))
        let error = await #expect(throws: APIError.self) { try await transport.client().resetKey() }
        #expect(error?.code == .validation)
        #expect(error?.messages == ["not now"])
    }
}
