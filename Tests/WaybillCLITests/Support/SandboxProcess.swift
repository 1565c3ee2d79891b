import AsyncHTTPClient
import Feeds
import Foundation
import NIOCore
import NIOHTTP1
import Subprocess
import SystemPackage

/// A `waybill sandbox` process that listens.
struct SandboxProcess: Sendable {
    /// `http://127.0.0.1:PORT`.
    let url: String
    /// The key of its account; see ``KeySearch``.
    let key = KeySearch.key

    /// What a command needs in its environment to use it.
    var environment: [String: String] { ["WAYBILL_API_URL": url, "WAYBILL_API_KEY": key] }

    /// Starts the process, runs `body`, and ends the process with SIGTERM.
    static func run<Result: Sendable>(
        _ arguments: [String] = [], in folder: TemporaryFolder,
        _ body: (SandboxProcess) async throws -> Result
    ) async throws -> Result {
        try await runToEnd(arguments, in: folder, body).result
    }

    /// The same, and how the process ended.
    static func runToEnd<Result: Sendable>(
        _ arguments: [String] = [], in folder: TemporaryFolder,
        _ body: (SandboxProcess) async throws -> Result
    ) async throws -> (result: Result, status: Int32) {
        let result = try await Subprocess.run(
            .path(WaybillProcess.path),
            arguments: Arguments(["sandbox", "--api-key", KeySearch.key] + arguments),
            environment: WaybillProcess.environment([:]), workingDirectory: FilePath(folder.path),
            input: .none,
            output: .sequence, error: .discarded
        ) { execution in
            var text = ""
            for try await line in execution.standardOutput.strings() {
                text = line
                break
            }
            let prefix = "listening on "
            guard text.hasPrefix(prefix) else { throw Failure(message: "the sandbox said: \(text)") }
            let url = text.dropFirst(prefix.count).split(separator: "\n").first.map(String.init) ?? ""
            defer { try? execution.send(signal: .terminate) }
            return try await body(SandboxProcess(url: url))
        }
        return (result.closureResult, WaybillProcess.code(result.terminationStatus))
    }

    /// Sends a raw request with the key, as `curl` would.
    func request(_ method: String, _ path: String, body: String? = nil) async throws -> (
        status: Int, body: String
    ) {
        let separator = path.contains("?") ? "&" : "?"
        let encoded = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key
        var request = HTTPClientRequest(url: "\(url)\(path)\(separator)api_key=\(encoded)")
        request.method = .init(rawValue: method)
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let buffer = try await response.body.collect(upTo: 64 << 20)
        return (Int(response.status.code), String(buffer: buffer))
    }

    /// The objects of a list, all pages of it.
    func list(_ path: String) async throws -> [Value] {
        var objects: [Value] = []
        for page in 1...100 {
            let text = try await request("GET", "\(path)?page=\(page)&per=100").body
            guard case .list(let nodes) = try JSONDocument.parse(Array(text.utf8)).value else { break }
            if nodes.isEmpty { break }
            objects += nodes.map(\.value)
        }
        return objects
    }

    /// Puts faults in force in place of those before; each is a rule as JSON without its braces.
    func setFaults(_ rules: [String]) async throws {
        let list = rules.map { "{\($0)}" }.joined(separator: ",")
        let answer = try await request("PUT", "/_sandbox/faults", body: #"{"seed":7,"rules":[\#(list)]}"#)
        guard answer.status == 200 else { throw Failure(message: answer.body) }
    }

    /// One request that arrived.
    struct Request: Sendable {
        let method: String
        let path: String
        /// `nil` when it got no answer.
        let status: Int?
        /// Seconds since midnight.
        let seconds: Double
        var isWrite: Bool { method != "GET" }
    }

    /// The requests that arrived so far, in their order, without those to the sandbox itself.
    func requests() async throws -> [Request] {
        let text = try await request("GET", "/_sandbox/requests").body
        return (try JSONDocument.parse(Array(text.utf8)).value.list ?? []).map { node in
            let time = (node.value["time"]?.value.string ?? "").split { "T:Z".contains($0) }.suffix(3)
            return Request(
                method: node.value["method"]?.value.string ?? "",
                path: node.value["path"]?.value.string ?? "",
                status: node.value["status"]?.value.number.flatMap { Int($0) },
                seconds: time.reduce(0) { $0 * 60 + (Double($1) ?? 0) })
        }
    }

    /// Waits until so many requests of some sort have arrived.
    func waitForRequests(_ count: Int, where isMeant: (Request) -> Bool) async throws {
        while try await requests().count(where: isMeant) < count {
            // Whoever is waited for needs the machine more.
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Forgets the requests that arrived so far.
    func clearRequests() async throws { _ = try await request("DELETE", "/_sandbox/requests") }

    struct Failure: Error { let message: String }
}
