import AsyncHTTPClient
import Feeds
import NIOCore
import NIOHTTP1
import Sandbox

/// A plain HTTP client with raw JSON; it knows nothing of the client library.
struct Client: Sendable {
    let baseURL: String
    var apiKey: String?

    init(_ running: RunningSandbox) {
        baseURL = running.baseURL
        apiKey = running.apiKey
    }

    /// One for all tests; a refused connection is an answer, not a reason to try again.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    struct Reply: Sendable {
        let status: Int
        private let headers: HTTPHeaders
        let text: String

        init(status: Int, headers: HTTPHeaders, text: String) {
            self.status = status
            self.headers = headers
            self.text = text
        }

        func header(_ name: String) -> String? { headers.first(name: name) }

        /// The body as JSON; `null` when it is none.
        var json: Value { (try? JSONDocument.parse(Array(text.utf8)).value) ?? .null }
        var errors: [String] { json["errors"]?.value.list?.compactMap(\.value.string) ?? [] }
        var id: String { json["id"]?.value.string ?? "" }
        var rows: [Value] { json.list?.map(\.value) ?? [] }
        /// The titles of a list.
        var titles: [String] { rows.map { $0["title"]?.value.string ?? "" } }
    }

    /// Sends one request; `path` may have a query. The key goes in the query.
    func send(_ method: String, _ path: String, _ body: String? = nil) async throws -> Reply {
        try await send(method, path, bytes: body.map { Array($0.utf8) })
    }

    /// Sends a body under a content type.
    func send(_ method: String, _ path: String, _ body: String, contentType: String) async throws -> Reply {
        try await send(method, path, bytes: Array(body.utf8), contentType: contentType)
    }

    func send(
        _ method: String, _ path: String, bytes: [UInt8]?, contentType: String? = nil
    ) async throws -> Reply {
        let key = apiKey.map { (path.contains("?") ? "&" : "?") + "api_key=\($0)" } ?? ""
        var request = HTTPClientRequest(url: baseURL + path + key)
        request.method = HTTPMethod(rawValue: method)
        if let contentType { request.headers.add(name: "Content-Type", value: contentType) }
        if let bytes { request.body = .bytes(ByteBuffer(bytes: bytes)) }
        let response = try await Self.http.execute(request, timeout: .seconds(60))
        let content = try await response.body.collect(upTo: 256 << 20)
        return Reply(
            status: Int(response.status.code), headers: response.headers, text: String(buffer: content))
    }

    func get(_ path: String) async throws -> Reply { try await send("GET", path) }
    func post(_ path: String, _ body: String) async throws -> Reply { try await send("POST", path, body) }
    func put(_ path: String, _ body: String) async throws -> Reply { try await send("PUT", path, body) }
    func delete(_ path: String) async throws -> Reply { try await send("DELETE", path) }

    /// Creates an object and gives its id.
    func create(_ plural: String, _ body: String) async throws -> String {
        try await post("/\(plural)", body).id
    }

    /// Puts faults in force: the rules as JSON.
    func faults(_ rules: String, seed: Int = 1) async throws -> Reply {
        try await put("/_sandbox/faults", #"{"seed": \#(seed), "rules": [\#(rules)]}"#)
    }
}

/// Runs `body` against a sandbox in a temporary file.
func withSandbox<Result: Sendable>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(),
    _ body: @Sendable (Client) async throws -> Result
) async throws -> Result {
    try await SandboxServer(configuration).run { running in try await body(Client(running)) }
}

extension Client {
    /// A network, an offer of it, a source, a domain and a landing to refer to.
    func base() async throws -> Base {
        let network = try await create("networks", #"{"title": "Network", "url": "http://network.example"}"#)
        return Base(
            network: network,
            offer: try await create(
                "offers",
                #"{"title": "Offer", "url": "http://offer.example", "program_id": "\#(network)", "status": 1}"#
            ),
            source: try await create(
                "sources", #"{"title": "Source", "postback_url": "http://back.example"}"#),
            domain: try await create("domains", #"{"title": "Domain", "url": "http://go.example/path/"}"#),
            landing: try await create("landings", #"{"title": "Landing", "url": "http://landing.example"}"#))
    }

    struct Base: Sendable {
        let network, offer, source, domain, landing: String
    }
}

extension Value {
    /// The value at a path of names and indexes, `streams.0.weight`.
    subscript(path path: String) -> Value? {
        var value = self
        for step in path.split(separator: ".") {
            if let index = Int(step), let list = value.list {
                guard index < list.count else { return nil }
                value = list[index].value
            } else {
                guard let node = value[String(step)] else { return nil }
                value = node.value
            }
        }
        return value
    }

    /// The names of a map, in order.
    var names: [String] { members?.map(\.name) ?? [] }
}
