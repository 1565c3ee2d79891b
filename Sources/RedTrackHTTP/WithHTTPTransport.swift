public import RedTrack

/// Runs `body` with a transport to an account, and closes its connections whatever happens.
/// - Parameters: see ``HTTPTransport/init(baseURL:key:maximumInFlight:allowInsecure:timeout:)``.
/// - Throws: ``HTTPTransportError`` for an address that cannot be used; what `body` throws.
public func withHTTPTransport<Result>(
    baseURL: String, key: APIKey?, maximumInFlight: Int = 8, allowInsecure: Bool = false,
    timeout: Duration = .seconds(60), _ body: (HTTPTransport) async throws -> Result
) async throws -> Result {
    let transport = try HTTPTransport(
        baseURL: baseURL, key: key, maximumInFlight: maximumInFlight, allowInsecure: allowInsecure,
        timeout: timeout)
    do {
        let result = try await body(transport)
        await transport.shutdown()
        return result
    } catch {
        await transport.shutdown()
        throw error
    }
}
