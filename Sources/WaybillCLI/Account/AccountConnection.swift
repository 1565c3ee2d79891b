import Foundation
import RedTrack
import RedTrackHTTP
import Sandbox

/// An account that can be talked to.
struct AccountConnection: Sendable {
    let client: RedTrackClient
    /// How people know it: the base URL, or `sandbox:FILE`.
    let name: String
    /// Whether a person has said that lists which come empty are empty.
    let trustsEmptyLists: Bool
    /// What goes over it.
    var traffic = AccountTraffic()

    /// `text` without the account's key, in whatever encoding it stands there.
    func redacting(_ text: String) -> String { client.redacting(text) }

    /// Connects, runs `body`, and closes the connections whatever happens.
    static func open<Result: Sendable>(
        _ target: AccountTarget, _ options: AccountOptions, inFlight: Int, terminal: Terminal,
        _ body: @escaping @Sendable (AccountConnection) async throws -> Result
    ) async throws -> Result {
        let policy = options.pace.policy(isLocal: target.isLocal)
        let allowInsecure = options.insecureHttp
        let trustsEmptyLists = options.trustEmptyLists
        let traffic = AccountTraffic(terminal)
        let time = Interruption.current?.waits.time ?? .system
        @Sendable func connect(_ url: String, _ key: APIKey, _ name: String) async throws -> Result {
            try await withHTTPTransport(
                baseURL: url, key: key, maximumInFlight: inFlight, allowInsecure: allowInsecure
            ) { transport in
                terminal.hide(transport.redacting)
                let budget = RateBudget(policy, time: time)
                let client = RedTrackClient(
                    transport: MeteredTransport(transport, traffic), budget: budget, time: time,
                    notice: { traffic.tell($0) })
                return try await body(
                    AccountConnection(
                        client: client, name: name, trustsEmptyLists: trustsEmptyLists, traffic: traffic))
            }
        }
        switch target {
        case .remote(let url, let key):
            return try await connect(url, key, url)
        case .embedded(let file):
            let server = SandboxServer(SandboxConfiguration(dataFile: file))
            return try await server.run { sandbox in
                guard let key = APIKey(sandbox.apiKey) else {
                    throw CommandFailure(.keyRefused, "the key stored in \(file) is damaged")
                }
                return try await connect(sandbox.baseURL, key, "sandbox:\(file)")
            }
        }
    }
}
