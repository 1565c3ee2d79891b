import RedTrack
import Sandbox
import Testing

@testable import RedTrackHTTP

@Suite struct TransportTests {
    private static let secret = "k3y/with+odd&chars=%"

    private func key() throws -> APIKey { try #require(APIKey(Self.secret)) }

    private func transportError(
        _ baseURL: String, _ method: TransportRequest.Method, timeout: Duration = .seconds(60)
    ) async throws -> TransportError? {
        try await withHTTPTransport(baseURL: baseURL, key: try key(), timeout: timeout) { transport in
            let body = method == .post || method == .put ? Array("{}".utf8) : nil
            return await #expect(throws: TransportError.self) {
                try await transport.send(TransportRequest(method, "/offers", body: body))
            }
        }
    }

    @Test(
        "a call that finds nobody surely was not sent",
        arguments: [
            TransportRequest.Method.get, .post, .put, .delete,
        ])
    func nobodyListens(method: TransportRequest.Method) async throws {
        let closed = try await SandboxServer(SandboxConfiguration()).run { $0.baseURL }
        let error = try await transportError(closed, method)
        #expect(error?.code == .notSent)
        #expect(error?.message == "nobody listens at 127.0.0.1")
    }

    @Test(
        "a name that does not exist surely was not reached", arguments: [TransportRequest.Method.get, .post])
    func noHost(method: TransportRequest.Method) async throws {
        let error = try await transportError("https://account.invalid", method)
        #expect(error?.code == .notSent)
        #expect(error?.message == "there is no host account.invalid")
    }

    @Test(
        "a server that speaks no TLS surely did not get the call",
        arguments: [TransportRequest.Method.get, .post])
    func noTLS(method: TransportRequest.Method) async throws {
        try await SandboxServer(SandboxConfiguration()).run { sandbox in
            let address = sandbox.baseURL.replacing("http://", with: "https://")
            let error = try await transportError(address, method)
            #expect(error?.code == .notSent, "\(error?.message ?? "")")
            #expect(error?.message == "no secure connection to 127.0.0.1: the handshake failed")
        }
    }

    @Test(
        "an answer that does not come is a timeout, and may have been carried out",
        arguments: [
            TransportRequest.Method.get, .post,
        ])
    func timeout(method: TransportRequest.Method) async throws {
        let configuration = SandboxConfiguration(latency: .seconds(30))
        try await SandboxServer(configuration).run { sandbox in
            let error = try await transportError(sandbox.baseURL, method, timeout: .milliseconds(200))
            #expect(error?.code == .timeout)
        }
    }

    @Test(
        "a dropped connection may have carried the call",
        arguments: [
            (FaultEffect.dropBefore, TransportRequest.Method.get), (.dropBefore, .post), (.dropDuring, .get),
            (.dropBefore, .put),
        ])
    func dropped(effect: FaultEffect, method: TransportRequest.Method) async throws {
        let faults = FaultSchedule(rules: [FaultRule(effect: effect)])
        let configuration = SandboxConfiguration(apiKey: Self.secret, faults: faults)
        try await SandboxServer(configuration).run { sandbox in
            let error = try await transportError(sandbox.baseURL, method)
            #expect(error?.code == .interrupted, "\(error?.message ?? "")")
        }
    }

    @Test("cancelling a task ends its call, sent or waiting")
    func cancelled() async throws {
        let configuration = SandboxConfiguration(latency: .seconds(300))
        try await SandboxServer(configuration).run { sandbox in
            let key = try key()
            try await withHTTPTransport(baseURL: sandbox.baseURL, key: key, maximumInFlight: 1) { transport in
                let client = RedTrackClient(transport: transport)
                let tasks = (0..<3).map { _ in Task { try await client.account() } }
                for task in tasks { task.cancel() }
                for task in tasks {
                    let error = await #expect(throws: APIError.self) { try await task.value }
                    #expect(error?.code == .cancelled)
                }
            }
        }
    }

    @Test("a refused key is reported as that, and does not show", arguments: ["wrong-key-12345", secret])
    func refusedKey(text: String) async throws {
        try await SandboxServer(SandboxConfiguration()).run { sandbox in
            let key = try #require(APIKey(text))
            try await withHTTPTransport(baseURL: sandbox.baseURL, key: key) { transport in
                let error = await #expect(throws: APIError.self) {
                    try await RedTrackClient(transport: transport).list(Offer.self)
                }
                #expect(error?.code == .keyRefused)
                #expect(error?.description.contains(text) == false)
                var dumped = ""
                dump(transport, to: &dumped)
                for shown in [dumped, "\(transport)", String(reflecting: transport)] {
                    #expect(!shown.contains(text) && !shown.contains(PercentEncoding.encode(text)))
                }
            }
        }
    }

    @Test("an odd key reaches the account as it is")
    func oddKey() async throws {
        try await SandboxServer(SandboxConfiguration(apiKey: Self.secret)).run { sandbox in
            try await withHTTPTransport(baseURL: sandbox.baseURL, key: try key()) { transport in
                _ = try await RedTrackClient(transport: transport).account()
            }
        }
    }

    @Test("more calls than may be under way at once wait their turn")
    func inFlight() async throws {
        try await Account.with(latency: .milliseconds(5), maximumInFlight: 2) { client, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<60 { group.addTask { _ = try await client.account() } }
                try await group.waitForAll()
            }
        }
    }

    @Test("a transport that was shut down, or forgotten, does no harm")
    func shutdown() async throws {
        let transport = try HTTPTransport(baseURL: "http://127.0.0.1:9", key: try key())
        await transport.shutdown()
        await transport.shutdown()
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(TransportRequest(.get, "/auth"))
        }
        #expect(error?.code == .notSent)
        _ = try HTTPTransport(baseURL: "http://127.0.0.1:9", key: try key())
    }
}
