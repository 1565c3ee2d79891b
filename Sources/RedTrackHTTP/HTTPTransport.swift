import AsyncHTTPClient
import NIOCore
import NIOHTTP1
public import RedTrack

/// Carries calls over HTTPS, with the key as the query parameter `api_key`, the only place where the API takes it.
///
/// Connections are kept and reused; redirects are not followed, since they would carry the key elsewhere. The copies of a
/// value share their connections. Call ``shutdown()`` at the end, or use
/// ``withHTTPTransport(baseURL:key:maximumInFlight:allowInsecure:timeout:_:)``.
public struct HTTPTransport: Transport {
    private let connections: Connections
    private let base: BaseURL
    private let keyParameter: String?
    private let redactor: SecretRedactor
    private let limiter: InFlightLimiter
    private let timeout: Duration

    /// The bytes that an answer may have.
    public static let maximumAnswerBytes = 64 << 20

    /// Makes a transport; no connection is opened before the first call.
    /// - Parameters:
    ///   - baseURL: the address of the API: `https://api.redtrack.io`.
    ///   - key: the key of the account; `nil` when only a login by credentials is wanted.
    ///   - maximumInFlight: how many calls are under way at once; others wait.
    ///   - allowInsecure: whether plain `http` may be used for another machine than this one.
    ///   - timeout: how long an answer may take to begin, and to go on when it pauses.
    /// - Throws: ``HTTPTransportError`` for an address that cannot be used.
    public init(
        baseURL: String, key: APIKey?, maximumInFlight: Int = 8, allowInsecure: Bool = false,
        timeout: Duration = .seconds(60)
    ) throws(HTTPTransportError) {
        base = try BaseURL(baseURL, allowInsecure: allowInsecure)
        keyParameter = key.map { "api_key=" + PercentEncoding.encode($0.text) }
        redactor = SecretRedactor(key?.text ?? "", label: "key")
        limiter = InFlightLimiter(limit: maximumInFlight)
        self.timeout = timeout
        connections = Connections(maximumInFlight: maximumInFlight, timeout: timeout)
    }

    /// Sends a call once, with the key, when a place is free.
    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        guard await limiter.acquire() else { throw TransportError(.notSent, "cancelled") }
        defer { limiter.release() }
        let watch = request.body == nil ? nil : WatchedBody.Watch()
        do {
            let response = try await connections.client.execute(
                message(request, watch), timeout: TimeAmount(timeout))
            let body = try await response.body.collect(upTo: Self.maximumAnswerBytes)
            return TransportResponse(
                status: Int(response.status.code), headers: Self.headers(response.headers),
                body: Array(body.readableBytesView))
        } catch {
            throw TransportError(error, host: base.host, wasBodyAsked: watch?.wasAsked)
        }
    }

    /// The text without the key, in whatever encoding it stands there.
    public func redacting(_ text: String) -> String { redactor.redacted(text) }

    /// Closes all connections; calls made later fail.
    public func shutdown() async {
        // It fails only when it was shut down before, which is what is wanted.
        try? await connections.client.shutdown()
    }

    private func message(_ request: TransportRequest, _ watch: WatchedBody.Watch?) -> HTTPClientRequest {
        let parameters =
            request.query.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
            + (request.carriesKey ? [keyParameter].compactMap { $0 } : [])
        let query = parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")
        var message = HTTPClientRequest(url: base.text + request.path + query)
        message.method = HTTPMethod(rawValue: request.method.description)
        message.headers.add(name: "Accept", value: "application/json")
        message.headers.add(name: "Accept-Encoding", value: "identity")
        message.headers.add(name: "User-Agent", value: "waybill")
        if let bytes = request.body, let watch {
            message.headers.add(name: "Content-Type", value: request.bodyType.contentType)
            message.body = .stream(
                WatchedBody(bytes: bytes, watch: watch), length: .known(Int64(bytes.count)))
        }
        return message
    }

    private static func headers(_ fields: HTTPHeaders) -> [String: String] {
        var headers: [String: String] = [:]
        for (name, value) in fields {
            let name = name.lowercased()
            if headers[name] == nil { headers[name] = value }
        }
        return headers
    }
}

/// It shows where it goes, and nothing else: its parts hold the key.
extension HTTPTransport: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address, without the key.
    public var description: String { "transport to \(base)" }
    /// The address, without the key.
    public var debugDescription: String { description }
    /// The address, without the key.
    public var customMirror: Mirror { Mirror(self, children: ["baseURL": base.text]) }
}

/// The connections of a transport and its copies; closed with the last of them at the latest.
private final class Connections: Sendable {
    let client: HTTPClient

    init(maximumInFlight: Int, timeout: Duration) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: TimeAmount(timeout), write: TimeAmount(timeout)),
            decompression: .disabled)
        // An idle connection that the server closes just then makes a call fail whose fate is unknown: shorter than
        // what servers usually keep.
        configuration.connectionPool = .init(idleTimeout: .seconds(15))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(maximumInFlight, 1)
        // The client above retries, knows how often, and tells the user.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        // Spans carry the URL, and with it the key.
        configuration.tracing.tracer = nil
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        // The library stops the program when a client goes away that was not shut down.
        client.shutdown { _ in }
    }
}
