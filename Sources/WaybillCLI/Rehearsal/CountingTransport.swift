import RedTrack
import Synchronization

/// A transport that counts what passes through it.
final class CountingTransport: Transport {
    /// The calls of a connection.
    struct Counts: Sendable, Hashable {
        var reads = 0
        var writes = 0
        /// How many of them were turned away because there were too many.
        var throttled = 0

        var total: Int { reads + writes }
    }

    private let base: any Transport
    private let state = Mutex(Counts())

    init(_ base: any Transport) { self.base = base }

    /// What has passed until now.
    var counts: Counts { state.withLock { $0 } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        state.withLock { counts in
            if request.method == .get { counts.reads += 1 } else { counts.writes += 1 }
        }
        let response = try await base.send(request)
        if response.status == 429 { state.withLock { $0.throttled += 1 } }
        return response
    }

    func redacting(_ text: String) -> String { base.redacting(text) }
}
