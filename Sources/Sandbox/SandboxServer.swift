import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The 2018 API as a server on the loopback interface, with its account in a SQLite file.
///
/// It is a second reading of the API document: it shares no code with the client, so that the tests of one are
/// a check of the other.
package struct SandboxServer: Sendable {
    private let configuration: SandboxConfiguration

    /// A server that has not started yet.
    package init(_ configuration: SandboxConfiguration) {
        self.configuration = configuration
    }

    /// Starts, runs `body` with the bound address, and stops when `body` returns or throws, or the task is
    /// cancelled. Every request that was answered is in the data file by then.
    /// - Throws: ``SandboxError`` when the data file or the port cannot be used; what `body` throws.
    package func run<Result: Sendable>(
        _ body: @Sendable (RunningSandbox) async throws -> Result
    ) async throws -> Result {
        let file = DataFile(configuration.dataFile)
        defer { file.removeIfTemporary() }
        let account = try AccountStore(
            path: file.path, isTemporary: file.isTemporary, apiKey: configuration.apiKey,
            seed: configuration.seed, copying: configuration.copy)
        defer { account.close() }
        let apiKey = account.mainKey
        return try await serve(SandboxResponder(account: account, configuration: configuration)) { port in
            try await body(RunningSandbox(baseURL: "http://127.0.0.1:\(port)", apiKey: apiKey))
        }
    }

    private func serve<Result: Sendable>(
        _ responder: SandboxResponder, _ body: @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        let (ports, started) = AsyncThrowingStream.makeStream(of: Int.self)
        let application = application(responder) { channel in
            started.yield(channel.localAddress?.port ?? 0)
        }
        let port = configuration.port
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await application.run()
                    started.finish()
                } catch {
                    started.finish(throwing: Self.bindFailure(port, error))
                }
            }
            // Stopping is cancelling: idle keep-alive connections are closed, nobody waits for their clients.
            defer { group.cancelAll() }
            var iterator = ports.makeAsyncIterator()
            guard let bound = try await iterator.next() else { throw CancellationError() }
            return try await body(bound)
        }
    }

    private func application(
        _ responder: SandboxResponder, _ running: @escaping @Sendable (any Channel) async -> Void
    ) -> Application<SandboxResponder> {
        var logger = Logger(label: "waybill.sandbox")
        logger.logLevel = .critical
        // A list of 10,000 ids is a request line of 250 KB: the API has no other way to ask for many.
        let limits = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 4 << 20, maxHeaderListSize: 4 << 20)
        return Application(
            responder: responder,
            server: HTTPServerBuilder { responder in
                ConnectionChannel(
                    http: HTTP1Channel(
                        responder: responder, configuration: .init(httpDecoderConfiguration: limits)))
            },
            configuration: .init(address: .hostname("127.0.0.1", port: configuration.port)),
            onServerRunning: running,
            logger: logger)
    }

    private static func bindFailure(_ port: Int, _ error: any Error) -> any Error {
        if error is CancellationError { return error }
        return SandboxError(
            code: .address,
            message:
                "cannot listen on 127.0.0.1:\(port): \(error); choose another port, or 0 for any free one")
    }
}
