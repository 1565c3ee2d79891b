import RedTrack
import Testing

@Suite struct APIErrorTests {
    @Test(
        "statuses and bodies of refused writes become codes",
        arguments: [
            (
                400, #"{"errors":["Title cannot be blank","Payment value is invalid"]}"#,
                APIError.Code.validation
            ),
            (409, #"{"error":"already"}"#, .validation), (422, "", .validation), (413, "", .validation),
            (400, "<html>", .unexpectedAnswer), (401, #"{"error":"API token required"}"#, .keyRefused),
            (401, #"{"errors":["Unauthorized"]}"#, .keyRefused), (401, "", .keyRefused),
            (403, #"{"errors":["Unauthorized to manage the resource"]}"#, .forbidden),
            (403, #"{"error":"action not allowed"}"#, .forbidden), (403, "", .forbidden),
            (403, #"{"error":"invalid API key"}"#, .keyRefused),
            (404, #"{"errors":["Offer ID cannot be found"]}"#, .notFound),
            (405, "", .unexpectedAnswer), (302, "", .unexpectedAnswer), (429, "", .rateLimited),
            (200, #"{"error":"no such thing"}"#, .validation), (200, #"{"errors":["a","b"]}"#, .validation),
        ])
    func writes(status: Int, body: String, code: APIError.Code) async {
        let error = await #expect(throws: APIError.self) {
            try await ScriptedTransport(.answer(status, body)).client(retry: .none).update(
                OfferID("o"), with: Offer())
        }
        #expect(error?.code == code, "\(error?.description ?? "")")
        #expect(error?.status == status)
        #expect(error?.object == "offer o")
        #expect(error?.messages.isEmpty == false)
        #expect(error?.nextStep.isEmpty == false)
    }

    @Test(
        "statuses and bodies of refused reads become codes",
        arguments: [
            (401, "", APIError.Code.keyRefused), (403, "", .keyRefused), (403, "<html>", .keyRefused),
            (403, #"{"errors":["Unauthorized to manage the resource"]}"#, .forbidden),
            (404, "<html>", .notFound),
            (200, #"{"error":"API token required"}"#, .unexpectedAnswer),
        ])
    func reads(status: Int, body: String, code: APIError.Code) async {
        let error = await #expect(throws: APIError.self) {
            try await ScriptedTransport(.answer(status, body)).client().list(Source.self)
        }
        #expect(error?.code == code, "\(error?.description ?? "")")
    }

    @Test("all messages are shown, with the call, the object and the next step")
    func description() async {
        var offer = Offer()
        offer.title = "Red\nBlue"
        let body = #"{"errors":["Title cannot be blank","URL cannot be blank"]}"#
        let error = await #expect(throws: APIError.self) {
            try await ScriptedTransport(.answer(400, body)).client().create(offer)
        }
        #expect(
            error?.description
                == "POST /offers (offer \"Red Blue\"): Title cannot be blank; URL cannot be blank (status 400). "
                + "Correct the fields in the file and plan again.")
    }

    @Test("a campaign without a URL of its own is sent to its postbacks")
    func postbacks() async {
        let error = await #expect(throws: APIError.self) {
            try await ScriptedTransport(.answer(400, #"{"errors":["URL cannot be blank"]}"#)).client().create(
                Campaign())
        }
        #expect(error?.nextStep.contains("postbacks") == true)
    }

    @Test(
        "what an answer adds to an error is cut, put on one line and cleared of the key",
        arguments: [200, 400, 500])
    func quotes(status: Int) async {
        let secret = "s3cr3t"
        let echo =
            String(repeating: "x", count: 197) + secret + "\u{1B}[31m\n"
            + String(repeating: "y", count: 5_000)
        let transport = ScriptedTransport(secret: secret) { _, _ in .answer(status, echo) }
        let error = await #expect(throws: APIError.self) {
            try await transport.client(retry: .none).list(Offer.self)
        }
        let text = error?.description ?? ""
        #expect(!text.contains("s3c"))
        #expect(!text.contains("\u{1B}") && !text.contains("\n"))
        #expect(text.count < 500)
    }

    @Test("a transport's message is cleared of the key too")
    func transportMessage() async {
        let transport = ScriptedTransport(secret: "s3cr3t") { _, _ in
            .failure(TransportError(.notSent, "no host at ?api_key=s3cr3t"))
        }
        let error = await #expect(throws: APIError.self) {
            try await transport.client(retry: .none).account()
        }
        #expect(error?.messages == ["no host at ?api_key=[key]"])
    }

    @Test(
        "no answer brings the client down",
        arguments: [
            "{", "[", "[[[[[[", "[1]", "[null]", "[{}]", "\"", "nul", "\u{FEFF}", "{\"id\":1}",
            "[{\"id\":{}}]", "{\"items\":3}",
            "{\"items\":{}}", "[{\"id\":\"1\",\"id\":\"2\"}]", "[{\"id\":\"1\",\"cap\":1e999}]", "\u{0}",
        ])
    func hostile(body: String) async {
        for status in [200, 400, 500] {
            let transport = ScriptedTransport(.answer(status, body))
            await #expect(throws: APIError.self) { try await transport.client(retry: .none).list(Offer.self) }
            await #expect(throws: APIError.self) { try await transport.client(retry: .none).create(Offer()) }
        }
    }

    @Test("the key shows itself nowhere")
    func key() throws {
        let key = try #require(APIKey("0123456789abcdef"))
        var dumped = ""
        dump(key, to: &dumped)
        for text in [key.description, String(describing: key), String(reflecting: key), "\([key])", dumped] {
            #expect(!text.contains("0123"))
        }
        #expect(APIKey("") == nil && APIKey("a b") == nil && APIKey("a\n") == nil && APIKey("ä") == nil)
    }
}
