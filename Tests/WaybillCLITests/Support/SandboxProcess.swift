import AsyncHTTPClient
import Feeds
import NIOCore
import Subprocess

/// A `waybill sandbox` process that listens.
struct SandboxProcess: Sendable {
    /// `http://127.0.0.1:PORT`.
    let url: String
    let key: String

    /// What a command needs in its environment to use it.
    var environment: [String: String] { ["WAYBILL_API_URL": url, "WAYBILL_API_KEY": key] }

    /// Starts the process, runs `body`, and ends the process with SIGTERM.
    static func run<Result: Sendable>(
        _ arguments: [String] = [], in folder: TemporaryFolder,
        _ body: (SandboxProcess) async throws -> Result
    ) async throws -> Result {
        let key = "test-key-0f1e2d3c"
        let result = try await Subprocess.run(
            .path(WaybillProcess.path), arguments: Arguments(["sandbox", "--api-key", key] + arguments),
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
            return try await body(SandboxProcess(url: url, key: key))
        }
        return result.closureResult
    }

    /// Sends a raw request with the key, as `curl` would.
    func request(_ method: String, _ path: String, body: String? = nil) async throws -> (
        status: Int, body: String
    ) {
        let separator = path.contains("?") ? "&" : "?"
        var request = HTTPClientRequest(url: "\(url)\(path)\(separator)api_key=\(key)")
        request.method = .init(rawValue: method)
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
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

    struct Failure: Error { let message: String }
}
