import RedTrack
import RedTrackHTTP
import Sandbox
import Testing

/// A sandbox account and a client of it over real HTTP, for the time of a test.
enum Account {
    /// Runs `body` with a client of a fresh account.
    static func with(
        _ faults: [FaultRule] = [], latency: Duration = .zero, maximumInFlight: Int = 8,
        timeout: Duration = .seconds(60), retry: RetryPolicy = RetryPolicy(firstDelay: .milliseconds(1)),
        seed: SandboxSeed = .empty,
        _ body: @Sendable (RedTrackClient, RunningSandbox) async throws -> Void
    ) async throws {
        let configuration = SandboxConfiguration(
            seed: seed, latency: latency, faults: FaultSchedule(rules: faults))
        try await SandboxServer(configuration).run { sandbox in
            let key = try #require(APIKey(sandbox.apiKey))
            try await withHTTPTransport(
                baseURL: sandbox.baseURL, key: key, maximumInFlight: maximumInFlight, timeout: timeout
            ) { transport in
                try await body(RedTrackClient(transport: transport, retry: retry), sandbox)
            }
        }
    }
}
